// PDF emoji: glyphs that are pictures, in the pixels that they have on the
// raster of the same plan.
#pragma once

#include "error.h"
#include "glyphs.h"
#include "typeset.h"

struct _cairo;

// Draws those of a typeset by a context of which a unit is a pixel of the plan.
bool pdf_emoji_draw(const struct typeset *typeset, struct glyphs *glyphs,
                    struct _cairo *cairo, struct error *err);
