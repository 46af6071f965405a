// Report view: what a page of a report shows of its numbers, and in which
// order; for HTML and PDF, which lay it out each their way.
#pragma once

#include "chart_bars.h"

enum { VIEW_KEYS = 5, VIEW_KEY_NOTE_BYTES = 160 };

// One of the numbers that matter most, in the order of the minister's answer.
struct view_key {
    char value[SPOKEN_BYTES];
    const char *unit;
    char note[VIEW_KEY_NOTE_BYTES]; // "": none
};
void view_keys(const struct report *report, struct view_key keys[VIEW_KEYS]);

// The mean of all answers; 0 when there is none to tell.
double view_mean(const struct report *report);

// Of whom the report is, and of which days.
void view_partner(const struct report *report, char out[PAGE_SENTENCE_BYTES]);
void view_period(const struct report *report, char out[PAGE_SENTENCE_BYTES]);

// The events in the order of the minister's answer; returns how many.
size_t view_events(enum event list[EVENT_COUNT]);

// The charts of bars, in the order of the page.
enum view_bars {
    VIEW_SHARES,
    VIEW_CONVERSIONS,
    VIEW_TEMPLATES,
    VIEW_FORMATS,
    VIEW_PARTNERS,
    VIEW_LANGUAGES,
    VIEW_TYPES,
    VIEW_ERRORS,
    VIEW_BARS_COUNT,
};
// "shares" ...
const char *view_bars_id(enum view_bars which);
const char *view_bars_title(enum language language, enum view_bars which);

// One of them is of rows or of items; the other is NULL.
const struct report_table *view_table(const struct report *report,
                                      enum view_bars which);
const struct report_items *view_items(const struct report *report,
                                      enum view_bars which);
// What a row or an item is called.
const char *view_name(const struct report *report, const char *name,
                      const char *id);

// Begins and draws one; finish it.
void view_draw_bars(struct chart *chart, const struct report *report,
                    enum view_bars which, double width, size_t most);
