// Sheet: the pages of a PDF while they are laid out: parts in the order of
// reading, each drawn as a chart is, in points from the top left of its page.
#pragma once

#include "chart.h"

#include "press/press.h"

enum { SHEET_PARTS = 128 };

// A4.
#define SHEET_WIDTH 595.28
#define SHEET_HEIGHT 841.89

enum sheet_face { SHEET_CALM, SHEET_LOUD };

struct sheet {
    enum language language;
    size_t page;
    struct press_part parts[SHEET_PARTS];
    struct buffer files[SHEET_PARTS]; // owned
    char *alts[SHEET_PARTS];          // owned
    size_t count;
    bool failed; // memory is out
};

// Takes a zeroed one.
void sheet_finish(struct sheet *sheet);

// Begins a part, to be drawn on and ended. `tag` is what it is, NULL for
// decoration.
void sheet_begin(struct sheet *sheet, struct chart *part);
void sheet_end(struct sheet *sheet, struct chart *part, enum sheet_face face,
               const char *tag, const char *alt);

// A part of one text, in as many lines as it needs, at most `most`, the last of
// which is cut. Returns where the next line would stand.
struct sheet_text {
    struct chart_text text; // of the first line
    double width;
    double leading;
    int most;
    enum sheet_face face;
    const char *tag;
};
double sheet_write(struct sheet *sheet, const struct sheet_text *place,
                   const char *text);
