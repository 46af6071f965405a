// Report parts: what the rooms that make a report share. Nobody else looks in
// here.
#pragma once

#include "report.h"

#include <stdbool.h>

// Fills in the names of all that has an id, in the language of the wish. False
// when memory is out.
bool report_name_all(struct report *report);

// Hides what a partner must not see; see report_hide.c for how.
void report_hide(struct report *report);

// Lists: each false when memory is out. Adds a count to the row of an id...
bool report_table_add(struct report_table *table, const char *id,
                      enum event event, long count);
// ... where rows of one id come after each other (of thousands of partners) ...
bool report_table_add_last(struct report_table *table, const char *id,
                           enum event event, long count);
bool report_items_add(struct report_items *items, const char *id, long count);
bool report_remarks_add(struct report *report, int day, const char *partner_id,
                        const char *text);
// ... and when all is read, sorts them and cuts what is too long.
void report_lists_settle(struct report *report);

// Questions: those of the wish, the answers to them, the sums of those.
bool report_questions_prepare(struct report *report);
bool report_questions_add(struct report *report, const char *detail,
                          long count);
void report_questions_settle(struct report *report);
