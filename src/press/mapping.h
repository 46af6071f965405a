// Mapping: how the viewBox of a layout lies on the pixels of a format.
#pragma once

#include "family.h"
#include "format.h"
#include "geometry.h"

#include <stdbool.h>

// For a poster of width x height px in a format (with the bleed that is asked
// for), centred. Of a layout with a bleed, what stays when the paper is cut
// covers the paper after the cut, whatever its bleed: art that passes the
// viewBox shows in one that is larger than the layout's. Of others the viewBox
// covers the whole poster. `family` is the layout's, or NULL.
struct mapping mapping_make(const struct format *format,
                            const struct family *family, struct rect view_box,
                            int width, int height);

// A box in viewBox units, in pixels.
struct rect mapping_to_px(const struct mapping *mapping, struct rect box);

// The whole pixels that a box in viewBox units touches, of a poster of width x
// height. False when it touches none.
bool mapping_to_pixels(const struct mapping *mapping, struct rect box,
                       int width, int height, struct rect *pixels);
