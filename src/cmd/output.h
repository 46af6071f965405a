// Output: a whole file or none.
#pragma once

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>

// Writes the bytes to `path`; "-" is standard output. A regular file is
// replaced only when all of it is there; a device or a pipe is written to; a
// link is followed.
bool output_write(const char *path, struct bytes bytes, struct error *err);

// An output that is written piece by piece. Until it is closed to be kept, a
// regular file is left as it was.
struct output {
    int fd;
    char *part;   // the file that is being written; NULL: it is the target
    char *target; // what it will be called
    const char *path;
};

// On false there is nothing to close.
bool output_open(struct output *output, const char *path, struct error *err);
bool output_put(const struct output *output, struct bytes piece,
                struct error *err);

// Ends it: what was written takes its place, or is thrown away where that can
// still be done.
bool output_close(struct output *output, bool is_kept, struct error *err);

// Leaves it to the process that opened it.
void output_forget(struct output *output);
