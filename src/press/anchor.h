// Anchor: where in a photo window the focus of the photo goes.
#pragma once

#include "geometry.h"
#include "mapping.h"
#include "template.h"

// 0..1 of the window (px of the poster): the middle of the layout's object
// "focus", or of the window when there is none.
struct point anchor_find(const struct layout *layout,
                         const struct mapping *mapping, struct rect window);
