// Encode JPEG: a picture as a JPEG file in sRGB. Carries nothing but the
// picture: no profile, no comment, nothing of the photo's file.
#pragma once

#include "bytes.h"
#include "error.h"
#include "pixmap.h"

#include <stdbool.h>

struct jpeg_wish {
    int quality;      // 1..100, as libjpeg counts
    bool full_colour; // 4:4:4, for letters; else 4:2:0, for photos
    bool progressive; // smaller, and takes three times as long
};

// What is transparent lies on white. On false the buffer's content is
// undefined, but still the caller's to finish.
bool encode_jpeg(const struct pixmap *picture, const struct jpeg_wish *wish,
                 struct buffer *file, struct error *err);
