// Typeset: words become lines of placed glyphs in a box. Shapes
// and finds breaks with shape.h, fits with fit.h. Draws nothing.
#pragma once

#include "error.h"
#include "fonts.h"
#include "geometry.h"
#include "template.h"

#include <stddef.h>

struct shaper;

struct typeset_request {
    const char *field; // for errors
    // Clean UTF-8; "" sets nothing. At a soft hyphen (U+00AD) a word may be
    // divided.
    const char *words;
    const struct font_role *role;
    enum language language;
    enum align align; // left and right change places where a text runs from
                      // right to left
    enum valign valign;
    double leading;  // ems; 0: the role's
    double size_min; // px per em
    double size_max;
    int lines_min;
    int lines_max;
    struct rect box; // px
    // How far quotes, points and the like may hang out of the box at the side
    // to which lines are aligned, px.
    double overhang;
};

struct typeset_glyph {
    const struct font_face *face;
    unsigned index; // within the face
    size_t at;      // byte of the words of its line that it stands for
    double x;       // px: its origin on the baseline
    double y;
};

struct typeset_line {
    char *words;     // owned, without the blanks at its end
    struct rect ink; // px: what the letters cover
    double baseline;
    size_t first_glyph; // its glyphs, in visual order
    size_t glyph_count;
};

struct typeset {
    double size; // px per em
    struct typeset_line *lines;
    size_t line_count;
    struct typeset_glyph *glyphs;
    size_t glyph_count;
};

// Sets words at the largest size that fits. Every inked pixel lies inside the
// box and its overhang. What does not fit is tried without the user's own line
// breaks, then without no-break blanks. Errors: the words do not fit at
// size_min, or a character is in no font of ours; both name the field. On false
// there is nothing to finish.
bool typeset_words(struct shaper *shaper, const struct typeset_request *request,
                   struct typeset *typeset, struct error *err);

// Takes a zeroed struct.
void typeset_finish(struct typeset *typeset);

// The number of characters that a person would count (UAX 29 clusters).
size_t typeset_count_clusters(const char *text);
