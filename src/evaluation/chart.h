// Chart: what every chart is drawn with: an SVG of shapes and real text, with a
// sentence that says the finding. Colours and sizes of all of them; knows
// nothing of what they show.
#pragma once

#include "report_page_words.h"
#include "spoken.h"

#include "press/bytes.h"

#include <stdbool.h>

// On the pale ground, the strong colour has a contrast of 6.2, the ink of 17
// and the soft ink of 7.
#define CHART_GROUND "#fffdf7"
#define CHART_STRONG "#1f53d6"
#define CHART_INK "#14110f"
#define CHART_SOFT "#5b524a"
#define CHART_FAINT "#f1eadb"
#define CHART_LINE "#d9cfbd"

// Of letters, in units of the chart.
#define CHART_TEXT 15.0
#define CHART_SMALL 13.0

struct chart {
    struct buffer body; // owned
    double width;
    double height;
    enum language language;
    const char *title; // borrowed
    char finding[PAGE_SENTENCE_BYTES];
    bool is_empty; // there is nothing to draw, which the finding says
    bool failed;   // memory is out
};

void chart_begin(struct chart *chart, enum language language, double width,
                 const char *title);
// Takes a zeroed one.
void chart_finish(struct chart *chart);

// Nothing to show: `word` says so.
void chart_leave_empty(struct chart *chart, enum page_word word);

void chart_rect(struct chart *chart, double x, double y, double width,
                double height, const char *fill);
// What stands for a hidden count: always as large.
void chart_stub(struct chart *chart, double x, double y, double width,
                double height);
void chart_line(struct chart *chart, double x1, double y1, double x2, double y2,
                const char *stroke, double width);

// A triangle that points up, with its tip there.
void chart_pointer(struct chart *chart, double x, double y);

struct chart_text {
    double x;
    double y; // of the line that letters stand on
    double size;
    const char *anchor; // NULL: start
    const char *fill;   // NULL: ink
    bool is_bold;
    bool has_halo; // keeps clear of what lies behind
};
void chart_text(struct chart *chart, const struct chart_text *place,
                const char *text);

// How far lines of an axis lie apart, a round number (1, 2 or 5 times a power
// of ten), so that at most `lines` of them reach `most`.
long chart_step(long most, int lines);

// A count in a chart's language; with a + when it is only part of what was.
void chart_count(const struct chart *chart, long count, bool is_partial,
                 char out[SPOKEN_BYTES]);

// Appends the chart as an SVG of its own, with its title and finding as a text
// alternative; `id` is of this chart alone in its page.
bool chart_put(const struct chart *chart, const char *id, const char *classes,
               struct buffer *out);

// Appends its shapes into another SVG.
bool chart_put_at(const struct chart *chart, double x, double y, double scale,
                  struct buffer *out);
