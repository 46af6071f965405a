// Shape: a stretch of text becomes glyphs with positions, in ems, independent
// of any size. The only room that knows Pango's shaping and HarfBuzz.
#pragma once

#include "error.h"
#include "fonts.h"
#include "messages.h"

#include <stdbool.h>
#include <stddef.h>

struct shape_glyph {
    const struct font_face *face;
    unsigned index; // within the face
    size_t cluster; // byte of the text that it stands for
    double x;       // of its origin, from the start of the line
    double y;       // upwards
    double advance;
    // What it covers, as in struct shape; left and right alike: nothing.
    double ink_left;
    double ink_right;
    double ink_top;
    double ink_bottom;
};

// One line of glyphs in visual order, from left to right.
struct shape {
    struct shape_glyph *glyphs; // owned
    size_t count;
    double width; // advances, tracking between characters included
    // What the letters cover; all 0 when they cover nothing.
    double ink_left;
    double ink_right;
    double ink_top;    // above the baseline
    double ink_bottom; // below the baseline
};

// Where a text may be broken, for each byte of it.
struct shape_break {
    bool cluster; // a character, as a person counts, starts here
    bool line;    // a line may start here
    bool must;    // a line must start here
    bool blank;   // this byte starts a white space
};

struct shaper;

// Opens and warms: shapes once with every role, so that nothing is opened
// later. The fonts are borrowed. On false *shaper is NULL.
bool shaper_create(struct shaper **shaper, const struct fonts *fonts,
                   struct error *err);

// Takes NULL.
void shaper_destroy(struct shaper *shaper);

// The height of a capital H of a role, in ems.
double shaper_cap_height(const struct shaper *shaper,
                         const struct font_role *role);

// Shapes `size` bytes from `text + start` as one line of the paragraph `text`,
// which is valid UTF-8 without line breaks in the stretch. A character that is
// in no font of ours is an error that names `field`. On success the caller
// finishes *shape.
bool shape_line(struct shaper *shaper, const char *text, size_t start,
                size_t size, const struct font_role *role,
                enum language language, const char *field, struct shape *shape,
                struct error *err);

// Takes a zeroed shape.
void shape_finish(struct shape *shape);

// True for a text that runs from right to left.
bool shape_is_rtl(const char *text);

// Fills breaks[0 .. strlen(text)] by UAX 14 and UAX 29.
bool shape_breaks(const char *text, enum language language,
                  struct shape_break *breaks);
