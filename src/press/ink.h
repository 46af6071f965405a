// Ink: the words of a plan onto a canvas. Places nothing (see plan.h).
#pragma once

#include "canvas.h"
#include "error.h"
#include "glyphs.h"
#include "plan.h"

#include <stdbool.h>

// Draws all words, their edges mixed nearly as light mixes. On a poster it
// first measures the contrast with what is there and notes it in the plan; a
// shadow is made as strong as that asks for. Elsewhere it has its least
// strength.
bool ink_words(struct plan *plan, struct glyphs *glyphs, bool on_poster,
               struct canvas *canvas, struct error *err);
