// How a partner's report hides who could be somebody. Every count from 1 to 4
// becomes REPORT_HIDDEN. What is hidden must not be worked out from the rest,
// either, which can be done where the cells of a list add up to a sum that is
// told: one hidden cell is the sum less all others; several are known when
// their sum is as small or as large as it can be. Then the smallest of the
// cells that are told is withheld with them, and the next smallest, until more
// than one answer is possible to somebody who knows this rule: that a hidden
// cell is 1 to 4, and a withheld one 5 or more and no more than any that is
// told.
//
// What adds up: a column of days, templates, formats, types and languages, with
// the step of that column; networks with what was shared; links, conversions
// and causes with their events; and the two events of a step with the step. A
// list that stands alone under a hidden sum needs nothing of this.
//
// Answers to a question: fewer than 5 are not told at all, as five noughts
// beside one "<5" would tell how everybody voted. The mean is told of 5 or
// more, but the spread only when no part of it is of few: from the mean, the
// sum and a part of the spread the rest could be computed.
//
// Not prevented: who asks for the same report day after day sees sums grow.
#include "report_parts.h"

#include <stddef.h>

static bool is_few(long count)
{
    return count > 0 && count < REPORT_SMALLEST;
}

// A list of cells that lie `stride` bytes apart.
struct cells {
    char *first;
    size_t count;
    size_t stride;
};

static long *cell(const struct cells *cells, size_t index)
{
    return (long *)(void *)(cells->first + index * cells->stride);
}

// The smallest cell that is told and not 0; NULL when there is none.
static long *find_smallest(const struct cells *cells)
{
    long *smallest = NULL;
    for (size_t i = 0; i < cells->count; i++) {
        long *one = cell(cells, i);
        if (*one > 0 && (smallest == NULL || *one < *smallest))
            smallest = one;
    }
    return smallest;
}

// What is known of the cells that are not told.
struct unknown {
    long hidden;   // how many of few
    long withheld; // how many of more
    long sum;      // of all of these: the told sum less the told cells
    long limit;    // the smallest that is told; 0: none is
};

// Whether only one answer is possible: which sums can the hidden ones have?
static bool gives_away(const struct unknown *unknown)
{
    const long n = unknown->hidden;
    const long most = n * (REPORT_SMALLEST - 1);
    long low = n;
    long high = most;
    if (n == 0)
        return false;
    if (unknown->withheld == 0) {
        low = high = unknown->sum;
    } else {
        const long left = unknown->sum - unknown->withheld * REPORT_SMALLEST;
        const long least = unknown->sum - unknown->withheld * unknown->limit;
        high = left < high ? left : high;
        low = unknown->limit > 0 && least > low ? least : low;
    }
    return low == high && (n == 1 || low == n || low == most);
}

// `sum` is what the cells add up to, before any of it is hidden.
static void hide_cells(struct cells cells, long sum)
{
    struct unknown unknown = {0};
    for (size_t i = 0; i < cells.count; i++) {
        long *one = cell(&cells, i);
        if (is_few(*one)) {
            unknown.hidden++;
            unknown.sum += *one;
            *one = REPORT_HIDDEN;
        }
    }
    while (!is_few(sum) && gives_away(&unknown)) {
        long *smallest = find_smallest(&cells);
        if (smallest == NULL)
            return;
        unknown.withheld++;
        unknown.sum += *smallest;
        *smallest = REPORT_WITHHELD;
        smallest = find_smallest(&cells);
        unknown.limit = smallest != NULL ? *smallest : 0;
    }
}

static void hide_table(struct report_table *table,
                       const long steps[REPORT_STEPS])
{
    const size_t stride = sizeof *table->rows;
    if (table->count == 0)
        return;
    hide_cells(
        (struct cells){(char *)&table->rows[0].opened, table->count, stride},
        steps[REPORT_STEP_OPENED]);
    hide_cells(
        (struct cells){(char *)&table->rows[0].made, table->count, stride},
        steps[REPORT_STEP_MADE]);
    hide_cells((struct cells){(char *)&table->rows[0].downloaded, table->count,
                              stride},
               steps[REPORT_STEP_DOWNLOADED]);
}

static void hide_days(struct report *report)
{
    const size_t stride = sizeof *report->days;
    struct report_day *first = report->days;
    if (report->day_count == 0)
        return;
    hide_cells(
        (struct cells){(char *)&first->opened, report->day_count, stride},
        report->steps[REPORT_STEP_OPENED]);
    hide_cells((struct cells){(char *)&first->made, report->day_count, stride},
               report->steps[REPORT_STEP_MADE]);
    hide_cells(
        (struct cells){(char *)&first->downloaded, report->day_count, stride},
        report->steps[REPORT_STEP_DOWNLOADED]);
}

static void hide_items(struct report_items *items, long sum)
{
    if (items->count > 0)
        hide_cells((struct cells){(char *)&items->items[0].count, items->count,
                                  sizeof *items->items},
                   sum);
}

// Two events that are told apart and together.
static void hide_pair(long totals[EVENT_COUNT], enum event first,
                      enum event second, long sum)
{
    long pair[2] = {totals[first], totals[second]};
    hide_cells((struct cells){(char *)pair, 2, sizeof pair[0]}, sum);
    totals[first] = pair[0];
    totals[second] = pair[1];
}

static void hide_question(struct report_question *question)
{
    bool has_few = question->answers < REPORT_SMALLEST;
    for (int i = 0; i < SURVEY_VALUES; i++)
        has_few = has_few || is_few(question->spread[i]);
    if (question->answers == 0 || !has_few)
        return;
    const bool are_few = question->answers < REPORT_SMALLEST;
    for (int i = 0; i < SURVEY_VALUES; i++)
        question->spread[i] = are_few ? REPORT_HIDDEN : REPORT_WITHHELD;
    if (are_few) {
        question->answers = REPORT_HIDDEN;
        question->mean = 0;
    }
}

void report_hide(struct report *report)
{
    const long *steps = report->steps;
    long *totals = report->totals;
    hide_days(report);
    hide_table(&report->templates, steps);
    hide_table(&report->formats, steps);
    hide_table(&report->types, steps);
    hide_table(&report->languages, steps);
    hide_items(&report->networks, steps[REPORT_STEP_SHARED]);
    hide_items(&report->links, totals[EVENT_LINK_FOLLOWED]);
    hide_items(&report->conversions, totals[EVENT_CONVERSION]);
    hide_items(&report->causes, totals[EVENT_ERROR]);
    for (size_t i = 0; i < report->question_count; i++)
        hide_question(&report->questions[i]);
    hide_pair(totals, EVENT_POSTER_DOWNLOADED, EVENT_KIT_MADE,
              steps[REPORT_STEP_DOWNLOADED]);
    hide_pair(totals, EVENT_SHARED, EVENT_CAPTION_COPIED,
              steps[REPORT_STEP_SHARED]);
    for (int event = 0; event < EVENT_COUNT; event++)
        if (is_few(totals[event]))
            totals[event] = REPORT_HIDDEN;
    for (int step = 0; step < REPORT_STEPS; step++)
        if (is_few(report->steps[step]))
            report->steps[step] = REPORT_HIDDEN;
    report_lists_sort(report);
}
