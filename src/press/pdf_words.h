// PDF words: the placed glyphs of a plan as words that can be selected, found
// and read aloud.
#pragma once

#include "error.h"
#include "glyphs.h"
#include "pdf_fonts.h"
#include "plan.h"

struct _cairo;

// Draws all texts of a painted plan, whose shadows are settled, by a context of
// which a unit is a pixel of the plan; `tagged`, each as a paragraph. Emoji and
// shadows are pictures in the pixels of the plan.
bool pdf_words_draw(const struct plan *plan, struct glyphs *glyphs,
                    struct pdf_fonts *fonts, struct _cairo *cairo, bool tagged,
                    struct error *err);
