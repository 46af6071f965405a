// Ink: the words of a plan onto a canvas. Places nothing (see plan.h).
#pragma once

#include "canvas.h"
#include "error.h"
#include "glyphs.h"
#include "plan.h"

#include <stdbool.h>

// Draws all words, their edges mixed nearly as light mixes.
bool ink_words(const struct plan *plan, struct glyphs *glyphs,
               struct canvas *canvas, struct error *err);
