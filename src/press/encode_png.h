// Encode PNG: the canvas as a PNG file in sRGB, of 24 bits a pixel, of 32 with
// transparency, or of 8 with a palette, with the resolution of print formats
// and with what a poster's file says of itself. Carries no time and nothing of
// the photo's file.
#pragma once

#include "bytes.h"
#include "canvas.h"
#include "error.h"
#include "file_text.h"
#include "quantise.h"

#include <stdbool.h>

struct png_wish {
    bool transparent;
    double dpi; // 0: no pHYs chunk
    bool small; // takes ten times as long, for up to a tenth of the size
    const struct paletted *paletted; // written instead of the canvas, of the
                                     // same size, opaque; NULL: none
    const struct file_text *text;    // NULL: none
};

// On false the buffer's content is undefined, but still the caller's to finish.
bool encode_png(struct canvas *canvas, const struct png_wish *wish,
                struct buffer *file, struct error *err);
