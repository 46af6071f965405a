// PDF logo: the plate and the logo of a plan: an SVG as vectors, a PNG as a
// picture. A name is one of the words (see pdf_words.h).
#pragma once

#include "error.h"
#include "plan.h"

struct _cairo;

// Draws what the plan has of it by a context of which a unit is a pixel of the
// plan.
bool pdf_logo_draw(const struct plan *plan, struct _cairo *cairo,
                   struct error *err);
