// Output: a whole file or none.
#pragma once

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>

// Writes the bytes to `path`; "-" is standard output. A regular file is
// replaced only when all of it is there; a device or a pipe is written to; a
// link is followed.
bool output_write(const char *path, struct bytes bytes, struct error *err);
