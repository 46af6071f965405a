// Lanczos: what a scaled picture should be, slowly and exactly.
#pragma once

#include "picture.h"

#include "press/geometry.h"
#include "press/pixmap.h"

// Fills `out`, whose size is given, from the part `crop` of the source by
// Lanczos-3 in double precision, straight from its definition; what lies
// outside the source is left out of the sums.
void lanczos_scale(const struct pixmap *source, struct rect crop,
                   struct picture *out);
