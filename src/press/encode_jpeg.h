// Encode JPEG: the canvas as a JPEG file in sRGB, with the resolution of print
// formats, and with what a poster's file says of itself. Opaque; carries no
// profile and nothing of the photo's file.
#pragma once

#include "bytes.h"
#include "canvas.h"
#include "error.h"

#include <stdbool.h>

struct jpeg_wish {
    int quality;      // 1..100
    bool full_color;  // a colour for each pixel (4:4:4), for words and flat
                      // art; else one for four (4:2:0), as cameras do
    bool progressive; // smaller, and seen whole sooner; takes longer, and the
                      // memory of the whole picture
    double dpi;       // 0: none is said
    struct bytes xmp; // goes in as it is, at most JPEG_XMP_BYTES; size 0: none
};

// A segment of a JPEG, without its length and the name of what it holds.
enum { JPEG_XMP_BYTES = 65535 - 2 - 29 };

// Quality is that of libjpeg, from 1 to 100, but with tables of our own (see
// docs/files.md): at one number, files are a tenth larger and better than its
// own. A side may have 65500 px. On false the buffer's content is undefined,
// but still the caller's to finish.
bool encode_jpeg(struct canvas *canvas, const struct jpeg_wish *wish,
                 struct buffer *file, struct error *err);
