// Encode WebP: the canvas as a lossy WebP file in sRGB, for pictures that are
// looked at on a page. Opaque; carries nothing beside its pixels.
#pragma once

#include "bytes.h"
#include "canvas.h"
#include "error.h"

#include <stdbool.h>

struct webp_wish {
    int quality; // 0..100
    int effort;  // 0..6: smaller files of one quality for more time
    bool sharp;  // fine lines keep their colours; takes twice the time
};

// A side may have 16383 px. On false the buffer's content is undefined, but
// still the caller's to finish.
bool encode_webp(struct canvas *canvas, const struct webp_wish *wish,
                 struct buffer *file, struct error *err);
