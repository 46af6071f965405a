// Report: what a campaign achieved in a stretch of days, as data. Read from the
// database; written as text, CSV, JSON, HTML and PDF by rooms of their own.
#pragma once

#include "event.h"
#include "store.h"
#include "survey.h"

#include "press/bytes.h"
#include "press/press.h"

#include <stdbool.h>
#include <stddef.h>

enum report_format {
    REPORT_TEXT,
    REPORT_CSV,
    REPORT_JSON,
    REPORT_HTML,
    REPORT_PDF,
    REPORT_FORMATS,
};
// "text" ...; REPORT_FORMATS for none of them.
const char *report_format_name(enum report_format format);
enum report_format report_format_find(const char *name);
const char *report_media_type(enum report_format format);

enum {
    // In a report for a partner no count from 1 to 4 is told: it could be
    // somebody.
    REPORT_SMALLEST = 5,
    REPORT_HIDDEN = -1,   // stands for such a count: "<5"
    REPORT_WITHHELD = -2, // for a larger one that would give it away: "–"
    REPORT_DATES_MAX = 12,
    REPORT_PARTNERS_MAX = 20,
    REPORT_LABEL_BYTES = 200,
    REPORT_DAYS_MAX = 366 * 5,
};

// A day of the campaign that charts mark.
struct report_date {
    int day;
    char label[REPORT_LABEL_BYTES];
};

struct report_wish {
    int from; // 20261101, both days included
    int to;
    char partner_id[LIMIT_PARTNER_ID_BYTES]; // "": all
    enum language language;
    bool hides_few;   // for a partner: see REPORT_SMALLEST
    bool has_remarks; // for the operator alone
    // Borrowed for as long as the report is.
    const char *campaign; // its name
    const struct report_date *dates;
    size_t date_count;
    const struct survey_list *surveys; // for the questions; NULL: their ids
    const struct press *press;         // for names; NULL: ids
};

// A count is what happened, REPORT_HIDDEN or REPORT_WITHHELD.
struct report_day {
    int day;
    long opened;
    long made;
    long downloaded; // posters and kits
};

// Of templates, formats, partners ...: the largest first.
struct report_row {
    char id[LIMIT_PARTNER_ID_BYTES]; // "": not said; "kit" as a format or type
    char *name;                      // for people; owned
    long opened;
    long made;
    long downloaded;
};

struct report_table {
    struct report_row *rows;
    size_t count;
};

// Of causes, networks, links.
struct report_item {
    char id[EVENT_DETAIL_BYTES];
    char *name;
    long count;
};

struct report_items {
    struct report_item *items;
    size_t count;
};

struct report_question {
    enum survey_kind survey;
    char id[LIMIT_ID_BYTES];
    char *text;
    char *lowest;
    char *highest;
    long spread[SURVEY_VALUES]; // how many gave 1, 2 ... 5
    long answers;
    double mean; // 0 when it is hidden or there are none. For a partner it is
                 // told of REPORT_SMALLEST answers or more, also where the
                 // spread is not
};

struct report_remark {
    int day;
    char partner_id[LIMIT_PARTNER_ID_BYTES];
    char *text;
};

// The way from opening to sharing; each is a sum of what was counted.
enum report_step {
    REPORT_STEP_OPENED,
    REPORT_STEP_CHOSEN,
    REPORT_STEP_MADE,
    REPORT_STEP_DOWNLOADED, // posters and kits
    REPORT_STEP_SHARED,     // with the button, or a caption was copied for it
    REPORT_STEPS,
};

struct report {
    struct report_wish wish;
    char *partner_name; // NULL: all
    long totals[EVENT_COUNT];
    long steps[REPORT_STEPS];
    struct report_day *days; // every day of the stretch, also those of nothing
    size_t day_count;
    struct report_table templates, formats, types, partners, languages;
    size_t partner_count; // that have anything; `partners` has the largest
                          // REPORT_PARTNERS_MAX; 0 for one partner
    // Networks are those of what was shared and of captions together.
    struct report_items networks, links, conversions, causes;
    struct report_question *questions;
    size_t question_count;
    struct report_remark *remarks;
    size_t remark_count;
};

// False when the database cannot be read or memory is out; there is then
// nothing to finish.
bool report_read(struct report *report, struct store *store,
                 const struct report_wish *wish, struct error *err);
// The first day on which anything was counted (of a partner; "": of all); 0
// when there is none.
bool report_first_day(struct store *store, const char *partner_id, int *day,
                      struct error *err);
// Takes a zeroed one.
void report_finish(struct report *report);

// Appends the report in a format. False when memory is out (for PDF, *err may
// say more).
bool report_write(const struct report *report, enum report_format format,
                  struct buffer *out, struct error *err);

// Every count as the database has it, as CSV (RFC 4180), piece by piece: for
// what a report has no table of, and to keep. `put` gives false to end.
bool report_export(struct store *store, const struct report_wish *wish,
                   bool (*put)(void *context, struct bytes piece),
                   void *context, struct error *err);

// The rooms behind it.
bool report_write_text(const struct report *report, struct buffer *out);
bool report_write_csv(const struct report *report, struct buffer *out);
bool report_write_json(const struct report *report, struct buffer *out);
bool report_write_html(const struct report *report, struct buffer *out);
bool report_write_pdf(const struct report *report, struct buffer *out,
                      struct error *err);
