// Encode PNG: the canvas as a PNG file in sRGB, of 24 bits a pixel, or of 32
// with transparency, with the resolution of print formats. Carries no text, no
// time and nothing of the photo's file.
#pragma once

#include "bytes.h"
#include "canvas.h"
#include "error.h"

#include <stdbool.h>

struct png_wish {
    bool transparent;
    double dpi; // 0: no pHYs chunk
    bool small; // takes ten times as long, for up to a tenth of the size
};

// On false the buffer's content is undefined, but still the caller's to finish.
bool encode_png(struct canvas *canvas, const struct png_wish *wish,
                struct buffer *file, struct error *err);
