// Glyphs: outlines become coverage, one span of a row at a time; emoji become
// pixels. The only room that knows FreeType.
#pragma once

#include "bytes.h"
#include "error.h"
#include "fonts.h"

#include <stdbool.h>
#include <stdint.h>

struct glyphs;

// Opens every face. The fonts are borrowed. On false *glyphs is NULL.
bool glyphs_create(struct glyphs **glyphs, const struct fonts *fonts,
                   struct error *err);

// Takes NULL.
void glyphs_destroy(struct glyphs *glyphs);

// The file of a face, as it lies in memory for as long as the glyphs.
struct bytes glyphs_font_file(const struct glyphs *glyphs,
                              const struct font_face *face);

// Where a glyph goes. Pixels may lie anywhere; the taker clips.
struct glyphs_taker {
    // Takes `length` pixels from (x, y) that an outline covers by
    // coverage / 255.
    void (*span)(void *context, int x, int y, int length, uint8_t coverage);
    // Takes `length` pixels of a picture (emoji) from (x, y): 0xAARRGGBB,
    // premultiplied.
    void (*pixels)(void *context, int x, int y, int length,
                   const uint32_t *argb);
    void *context;
};

// One glyph at its place.
struct glyphs_place {
    const struct font_face *face;
    unsigned index; // within the face
    double size;    // px per em
    double x;       // px: its origin on the baseline
    double y;
};

// Draws a glyph unhinted, at the exact position, anti-aliased. `outline` is the
// width in px of a stroke that is drawn instead of its fill, half of it outside
// the letter; 0 fills. Pictures have no outline. False when the face cannot
// give the glyph.
bool glyphs_draw(struct glyphs *glyphs, const struct glyphs_place *place,
                 double outline, const struct glyphs_taker *taker);
