// Deflate: bytes to a zlib stream (RFC 1950, 1951), for filtered rows of
// pictures: there matches are rare but for runs, so that looking for others
// costs many times what it saves. Each block has codes of its own. The same
// bytes give the same stream.
#pragma once

#include "bytes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How many bytes a block should have: codes fit their bytes and still cost
// little themselves.
enum { DEFLATE_BLOCK_BYTES = 96 * 1024 };

// A zeroed struct is a stream that has not begun.
struct deflate {
    uint64_t bits; // not written yet, lowest first
    int bit_count; // below 8 between calls
    uint32_t adler;
    bool has_begun;
};

// Adds one block of at most 1 MB to the stream, which goes to the end of `to`;
// `last` ends the stream. False when memory is out.
bool deflate_block(struct deflate *deflate, const uint8_t *data, size_t size,
                   bool last, struct buffer *to);
