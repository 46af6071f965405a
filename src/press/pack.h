// Pack: a canvas becomes a PNG or a JPEG that is within what its format may
// weigh: of the files that are, the one that looks most like the canvas.
#pragma once

#include "bytes.h"
#include "canvas.h"
#include "error.h"
#include "file_text.h"
#include "order.h"

#include <stdbool.h>

struct pack_wish {
    enum poster_type type; // POSTER_PNG or POSTER_JPEG
    bool any_type;         // the other one too, when there is a limit
    long max_bytes;        // 0: any size
    int jpeg_quality;      // of a JPEG that is small enough
    bool transparent;
    bool small;                   // see struct png_wish
    double dpi;                   // 0: none is said
    const struct file_text *text; // NULL: none
};

struct packed {
    struct buffer file; // owned
    enum poster_type type;
    int quality; // of a JPEG
    int colors;  // of a PNG with a palette; 0: true colours
};

// A PNG in true colours is the canvas itself, and stays when it is small
// enough. Else any_type has the choice between a JPEG, of the highest quality
// that is small enough, and a PNG with a palette: the less unlike (see
// unlike.h) is taken. Errors: none is small enough. On false there is nothing
// to finish.
bool pack(struct canvas *canvas, const struct pack_wish *wish,
          struct packed *packed, struct error *err);
