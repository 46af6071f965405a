// Encode WebP: the canvas as a small WebP file in sRGB, for galleries. Carries
// nothing but the picture.
#pragma once

#include "bytes.h"
#include "canvas.h"
#include "error.h"

#include <stdbool.h>

// Opaque. On false the buffer's content is undefined, but still the caller's
// to finish.
bool encode_webp(struct canvas *canvas, struct buffer *file, struct error *err);
