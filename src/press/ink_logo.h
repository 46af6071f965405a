// Ink logo: the school's sign of a plan onto a canvas: its plate and its logo;
// a name is inked with the words (see ink.h). Places nothing.
#pragma once

#include "canvas.h"
#include "error.h"
#include "plan.h"

// Paints what the plan has of it; before the words.
bool ink_logo(const struct plan *plan, struct canvas *canvas,
              struct error *err);

// Paints a logo alone, what of it is inked, to `place` of a canvas.
bool ink_logo_alone(const struct logo *logo, const struct rect *ink,
                    const struct rect *place, struct canvas *canvas,
                    struct error *err);
