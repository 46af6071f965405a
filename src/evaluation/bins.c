#include "bins.h"

#include "spoken.h"

static enum bins_unit find_unit(size_t days)
{
    if (days <= BINS_DAYS_MAX)
        return BINS_DAYS;
    return days <= BINS_WEEKS_MAX * 7 - 6 ? BINS_WEEKS : BINS_MONTHS;
}

// The first day, Mondays, the first of a month.
static bool begins(enum bins_unit unit, int day)
{
    return unit == BINS_DAYS ||
           (unit == BINS_WEEKS && spoken_weekday_number(day) == 0) ||
           (unit == BINS_MONTHS && day % 100 == 1);
}

// A sum with a part that is not told: what is known; hidden while nothing is.
static void add(long *sum, long count, bool *is_partial)
{
    if (count < 0) {
        *is_partial = true;
        *sum = *sum == 0 ? count : *sum;
    } else if (count > 0) {
        *sum = *sum < 0 ? count : *sum + count;
    }
}

void bins_make(struct bins *bins, const struct report *report)
{
    *bins = (struct bins){.unit = find_unit(report->day_count)};
    for (size_t i = 0; i < report->day_count; i++) {
        const struct report_day *day = &report->days[i];
        if ((i == 0 || begins(bins->unit, day->day)) && bins->count < BINS_MAX)
            bins->list[bins->count++] = (struct bin){.day = day->day};
        struct bin *bin = &bins->list[bins->count - 1];
        bin->last = day->day;
        add(&bin->opened, day->opened, &bin->is_opened_partial);
        add(&bin->made, day->made, &bin->is_partial);
        add(&bin->downloaded, day->downloaded, &bin->is_downloaded_partial);
    }
}

size_t bins_find(const struct bins *bins, int day)
{
    size_t i = 0;
    while (i < bins->count &&
           (day < bins->list[i].day || day > bins->list[i].last))
        i++;
    return i;
}

size_t bins_most(const struct bins *bins)
{
    size_t most = bins->count;
    for (size_t i = 0; i < bins->count; i++)
        if (bins->list[i].made > 0 &&
            (most == bins->count || bins->list[i].made > bins->list[most].made))
            most = i;
    return most;
}
