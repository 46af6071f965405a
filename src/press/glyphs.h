// Glyphs: outlines become coverage, one span of a row at a time. The only room
// that knows FreeType.
#pragma once

#include "error.h"
#include "fonts.h"

#include <stdbool.h>
#include <stdint.h>

struct glyphs;

// Opens the face of every role. The fonts are borrowed. On false *glyphs is
// NULL.
bool glyphs_create(struct glyphs **glyphs, const struct fonts *fonts,
                   struct error *err);

// Takes NULL.
void glyphs_destroy(struct glyphs *glyphs);

// Takes `length` pixels from (x, y) that a glyph covers by coverage / 255.
typedef void glyphs_take_span(void *context, int x, int y, int length,
                              uint8_t coverage);

// Draws a glyph of `role` at `size` px per em, its origin at (x, y), unhinted,
// at the exact position, anti-aliased. Spans may lie anywhere; the taker
// clips. False when the face cannot give the glyph.
bool glyphs_draw(struct glyphs *glyphs, const struct font_role *role,
                 unsigned index, double size, double x, double y,
                 glyphs_take_span *take, void *context);
