#include "chart_dates.h"

#include <math.h>

// A label may be cut to this part of the chart before it goes to the other side
// of its line.
static const double least = 0.2;

// Those whose label goes to the right stand before those to the left: no label
// to the right reaches a line that is crowded.
static void choose_sides(struct chart_date *dates, size_t count, double left,
                         double right, double gap)
{
    double limit = right;
    for (size_t i = count; i-- > 0;) {
        struct chart_date *date = &dates[i];
        const double room = limit - date->x - gap;
        const double enough = fmin(date->width, least * (right - left));
        date->is_left = room < enough;
        date->width = fmin(
            date->width, fmax(0, date->is_left ? date->x - gap - left : room));
        if (date->is_left)
            limit = date->x - gap;
    }
}

static void find_span(const struct chart_date *date, double gap, double *from,
                      double *to)
{
    *from = date->is_left ? date->x - gap - date->width : date->x;
    *to = date->is_left ? date->x : date->x + gap + date->width;
}

static bool are_near(const struct chart_date *a, const struct chart_date *b,
                     double gap)
{
    double a_from;
    double a_to;
    double b_from;
    double b_to;
    find_span(a, gap, &a_from, &a_to);
    find_span(b, gap, &b_from, &b_to);
    return a_from < b_to + gap && b_from < a_to + gap;
}

// Above every near one that was placed before it; those to the right are placed
// first.
static void choose_lane(struct chart_date *date, const struct chart_date *dates,
                        size_t from, size_t to, double gap)
{
    for (size_t k = from; k < to; k++)
        if (dates[k].is_left <= date->is_left &&
            are_near(date, &dates[k], gap) && dates[k].lane >= date->lane)
            date->lane = dates[k].lane + 1;
}

int chart_dates_place(struct chart_date *dates, size_t count, double left,
                      double right, double gap)
{
    int lanes = 0;
    choose_sides(dates, count, left, right, gap);
    // To the right: the earlier the higher, so that a line goes down past the
    // labels that begin after it. To the left the other way, above all.
    for (size_t i = count; i-- > 0;) {
        dates[i].lane = 0;
        if (!dates[i].is_left)
            choose_lane(&dates[i], dates, i + 1, count, gap);
    }
    for (size_t i = 0; i < count; i++)
        if (dates[i].is_left)
            choose_lane(&dates[i], dates, 0, i, gap);
    for (size_t i = 0; i < count; i++)
        if (dates[i].lane >= lanes)
            lanes = dates[i].lane + 1;
    return lanes;
}
