// Encode JPEG: the canvas as a JPEG file in sRGB, with the resolution of print
// formats. Opaque; carries no text, no profile and nothing of the photo's file.
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
};

// A side may have 65500 px. On false the buffer's content is undefined, but
// still the caller's to finish.
bool encode_jpeg(struct canvas *canvas, const struct jpeg_wish *wish,
                 struct buffer *file, struct error *err);
