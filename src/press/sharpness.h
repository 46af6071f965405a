// Sharpness: whether a photo has pixels enough for a format, and for which
// formats it has.
#pragma once

#include "bytes.h"
#include "format.h"
#include "template.h"

#include <stdbool.h>

// Photo pixels for each pixel of the poster that a format wants: 1 on a screen;
// in print as many as 150 dpi need, the least that printers ask for of photos
// seen at arm's length.
double sharpness_wanted(const struct format *format);

// Photo pixels for each pixel of the format's photo window, when an upright
// photo of width x height px just covers it and is enlarged by `zoom`. 0 when
// the template has no window in that format.
double sharpness_scale(const struct template *template,
                       const struct format *format, int width, int height,
                       double zoom);

bool sharpness_is_enough(double scale, const struct format *format);
