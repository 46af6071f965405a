// Bins: the days of a report taken together so that a chart can show them: days
// up to three months, weeks up to two years, else months.
#pragma once

#include "report.h"

enum bins_unit { BINS_DAYS, BINS_WEEKS, BINS_MONTHS };

struct bin {
    int day; // its first, within the report
    int last;
    long opened;
    long made;
    long downloaded;
    // A day of fewer than REPORT_SMALLEST is in it, that is not added.
    bool is_opened_partial;
    bool is_partial; // of what was made
    bool is_downloaded_partial;
};

enum { BINS_MAX = 128, BINS_DAYS_MAX = 92, BINS_WEEKS_MAX = 105 };

struct bins {
    enum bins_unit unit;
    struct bin list[BINS_MAX];
    size_t count;
};

void bins_make(struct bins *bins, const struct report *report);

// The bin that a day is in; bins->count for none.
size_t bins_find(const struct bins *bins, int day);

// The one in which most was made; bins->count when nothing was, or when nothing
// of it may be told.
size_t bins_most(const struct bins *bins);
