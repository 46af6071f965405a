// Framing: from focus, zoom and turn to the part of the photo that fills a
// window. Pure arithmetic; knows no pixels.
#pragma once

#include "geometry.h"
#include "order.h"

// The part of the upright photo (width x height px) that fills a window of
// window_width x window_height: the photo just covers the window, enlarged by
// the zoom, and its focus lies on `anchor` (0..1 of the window) as far as its
// edges allow. The answer lies wholly inside the photo.
struct rect framing_crop(const struct framing *framing, int width, int height,
                         double window_width, double window_height,
                         struct point anchor);

// How far to go near, so that heads that are small in the crop become as large
// as on a poster they should be: 1 when they are large enough. `heads` is 0..1
// of the upright photo, `crop` the part that zoom 1 shows (px of the photo),
// `most` how far the photo's pixels go.
double framing_zoom_to(struct rect heads, int width, int height,
                       struct rect crop, double most);
