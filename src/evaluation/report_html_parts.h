// Report HTML parts: what report_html.c puts a page together of.
#pragma once

#include "chart.h"
#include "report_view.h"

#include <stdbool.h>

extern const char report_html_style[];
extern const char report_html_paper[]; // of the same style sheet

// The words of a language, escaped, between pieces of markup.
bool html_word(struct buffer *out, const struct report *report,
               const char *before, enum page_word word, const char *after);

// The tables of data, each in a <details>.
bool html_table_days(struct buffer *out, const struct report *report);
bool html_table_rows(struct buffer *out, const struct report *report,
                     const struct report_table *table, const char *title);
bool html_table_items(struct buffer *out, const struct report *report,
                      const struct report_items *items, const char *title);
bool html_table_questions(struct buffer *out, const struct report *report);
// The table of all numbers, and that of remarks: open.
bool html_table_events(struct buffer *out, const struct report *report);
bool html_table_remarks(struct buffer *out, const struct report *report);
