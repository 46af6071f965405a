// Thumbnail: a small copy of a picture, to see what is where in it. For looking
// at, not for printing (that is resample's).
#pragma once

#include "pixmap.h"

#include <stdbool.h>

// A copy whose longer side is `side_px`, smaller or larger than the picture;
// the shorter one follows, at least 1 px. Each pixel is the mean of up to
// 4 x 4 places in its part of the picture, so the work depends on the copy's
// size alone. The caller finishes it. False when memory is out.
bool thumbnail_init(struct pixmap *thumbnail, const struct pixmap *picture,
                    int side_px);
