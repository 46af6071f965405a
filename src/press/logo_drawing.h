// Logo drawing: whether an SVG that a stranger made can be a logo, and its
// size. Stricter than a template's drawing, which is tried before it is taken:
// a logo is drawn for the first time on somebody's poster. Draws nothing.
#pragma once

#include "bytes.h"
#include "error.h"

#include <stdbool.h>

// Reads the size of an SVG logo in its own units, and refuses what a template's
// drawing may not hold, and pictures, effects and dashed lines besides. `path`
// is for the message.
bool logo_drawing_read(struct bytes svg, const char *path, double *width,
                       double *height, struct error *err);
