// Batch output: where the posters go, a folder or one ZIP.
#pragma once

#include "output.h"

#include "press/bytes.h"
#include "press/error.h"
#include "press/zip.h"

#include <stdbool.h>

struct batch_output {
    const char *path; // borrowed
    bool is_zip;
    struct output file; // of the ZIP
    struct zip zip;
    struct error fault; // why a piece of the ZIP could not be written
};

// True for a path that ends with ".zip".
bool batch_output_is_zip(const char *path);

// Opens a folder, which is made when it is not there, or a ZIP. On false there
// is nothing to close. The output must not move while it is open.
bool batch_output_open(struct batch_output *output, const char *path,
                       struct error *err);

// Puts a file there. In a folder it is whole or not there, and one of that name
// is replaced.
bool batch_output_add(struct batch_output *output, const char *name,
                      struct bytes file, struct error *err);

// Completes a ZIP that is to be kept; otherwise there is none.
bool batch_output_close(struct batch_output *output, bool is_kept,
                        struct error *err);

// True for a folder in which a file of that name is.
bool batch_output_has(const struct batch_output *output, const char *name);
