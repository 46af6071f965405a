// Fit: chooses the largest size at which words fit a box, and where their
// lines break. Pure arithmetic over widths; knows no fonts and no letters.
#pragma once

#include <stdbool.h>
#include <stddef.h>

// A stretch of text that is never broken. Widths are in ems.
struct fit_word {
    double width;
    double gap;         // the blank after it, which goes when a line ends here
    bool ends_line;     // a line must end after it
    bool ends_clause;   // a line ends well after it: a comma, a colon ...
    bool holds_next;    // a line ends badly after it: a number, an article ...
    bool ends_sentence; // and best after it: a full stop, a question mark ...
    bool ends_phrase;   // what follows is a conjunction, a preposition ...
    bool divided;       // it is a part of a word: its hyphen is `hyphen` wide
    double hyphen;
};

struct fit_request {
    double box_width; // px
    double box_height;
    double size_min; // px per em
    double size_max;
    int lines_min;
    int lines_max;
    double ascent;  // ems: the first baseline below the top of the block
    double descent; // ems: what hangs below the last baseline
    // ems, baseline to baseline, at size_max and at size_min; between them in
    // proportion.
    double leading_large;
    double leading_small;
};

// The leading at a size, in ems.
double fit_leading(const struct fit_request *request, double size);

enum { FIT_LINES_MAX = 20 };

struct fit {
    double size; // px per em
    int lines;
    size_t ends[FIT_LINES_MAX]; // for each line, one past its last word
};

// False when the words fit in no allowed number of lines at size_min, or
// memory is out (then too nothing can be set). Fewer words than lines_min are
// set in as many lines as there are words. A sentence gets lines of its own
// when that costs little of the size; so do an article and its noun share one,
// and a little word is not left alone on one.
bool fit_words(const struct fit_word *words, size_t count,
               const struct fit_request *request, struct fit *fit);
