// PDF clusters: which words the glyphs of a line stand for, so that a reader of
// a PDF can find and copy them. Pure arithmetic.
#pragma once

#include "typeset.h"

#include <stdbool.h>
#include <stddef.h>

// Glyphs that stand for some bytes of the words.
struct pdf_cluster {
    size_t bytes;
    size_t glyphs;
};

// A stretch of a line in one typeface and one direction, and the words that it
// stands for.
struct pdf_run {
    const struct font_face *face;
    size_t first_glyph; // of the typeset
    size_t glyph_count;
    size_t start; // of its words in those of the line, bytes
    size_t size;
    // In the order of the words; with `backward` the last glyph comes first.
    struct pdf_cluster *clusters; // within those of struct pdf_runs
    size_t cluster_count;
    bool backward;
};

struct pdf_runs {
    struct pdf_run *items; // owned
    size_t count;
    struct pdf_cluster *clusters; // owned; of all runs
};

// The glyphs of a line that have outlines. What is drawn by none of them
// (emoji, which are pictures) belongs to the one before, so that the words stay
// whole. False when memory is out.
bool pdf_runs_make(struct pdf_runs *runs, const struct typeset *typeset,
                   const struct typeset_line *line);

void pdf_runs_finish(struct pdf_runs *runs);
