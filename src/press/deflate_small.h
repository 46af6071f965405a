// Deflate small: bytes to a zlib stream that is as small as can be had in
// seconds; for posters that will be mailed. See deflate.h for the usual one.
// The only room that knows libdeflate.
#pragma once

#include "bytes.h"

#include <stdbool.h>
#include <stdint.h>

// Puts the stream at the end of `to`. False when memory is out.
bool deflate_small(struct bytes data, struct buffer *to);

// The check sum that a ZIP wants of a file (CRC-32).
uint32_t deflate_small_crc32(struct bytes data);
