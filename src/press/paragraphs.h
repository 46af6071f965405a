// Paragraphs: a text cut into the stretches that no line may part, with their
// widths. Chooses no lines (see fit.h).
#pragma once

#include "error.h"
#include "fit.h"
#include "shape.h"
#include "typeset.h"

#include <stddef.h>

// A stretch of the text that stays together.
struct paragraphs_part {
    size_t start;
    size_t end; // without the blank or the soft hyphen that follows
    bool divided;
};

// Lengths are in ems.
struct paragraphs {
    struct shaper *shaper;
    const struct typeset_request *request;
    const char *words;
    size_t size;
    struct shape_break *breaks; // owned, as all arrays
    double *advances; // by byte: the advance of the cluster that starts there
    struct paragraphs_part *parts;
    struct fit_word *fits;
    size_t count;
    double ink_top; // of all its letters
    double ink_bottom;
    double hyphen; // its advance
};

// The words and the rest of the request are borrowed. On false there is still
// something to finish.
bool paragraphs_init(struct paragraphs *text, struct shaper *shaper,
                     const struct typeset_request *request, struct error *err);

void paragraphs_finish(struct paragraphs *text);

// The words of the parts from `first` to before `end` as one line shows them: a
// soft hyphen is nothing, or a hyphen at the end. To be freed by the caller;
// NULL when memory is out.
char *paragraphs_line_words(const struct paragraphs *text, size_t first,
                            size_t end);

// Where the words of such a line begin in the text that it was shaped in: the
// clusters of its glyphs count from there.
size_t paragraphs_line_start(const struct paragraphs *text, size_t first);

// Shapes the same.
bool paragraphs_shape_line(const struct paragraphs *text, size_t first,
                           size_t end, struct shape *shape, struct error *err);
