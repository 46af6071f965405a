// Chart of bars: counts of named things below each other, and the way from
// opening to downloading.
#pragma once

#include "chart.h"

// One bar: borrowed texts.
struct chart_bar {
    const char *name;
    long count;
    bool is_partial; // more than is told
    bool is_rest;    // what belongs to none of them: no finding names it
};

enum { CHART_BARS_MAX = 8 };

// Begins the chart and draws up to `most` bars of them, and says how many there
// are beside. `finding` is said of the first one; `empty` when there is none.
struct chart_bars_words {
    const char *title;
    enum page_word finding;
    enum page_word empty;
    bool is_wordy; // names are sentences: they get more of the width
};
void chart_bars(struct chart *chart, enum language language, double width,
                const struct chart_bar *bars, size_t count, size_t most,
                const struct chart_bars_words *words);

// The way, with the part of each step that goes on.
void chart_way(struct chart *chart, const struct report *report, double width);

// Of every hundred: *per_hundred. False where either count is hidden, there is
// nothing to part, or it would say nothing.
bool chart_part(long count, long of, long *per_hundred);
