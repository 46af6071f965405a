#include "chart_days.h"

#include "chart_dates.h"
#include "letters.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PLOT_HEIGHT = 190,
    LANE = 20,
    ABOVE = 24, // for the number over the highest column
    BELOW = 26, // for the days
    STUB = 12,  // of a hidden count
    LINES = 4,  // of the axis, at the most
    DATE_GAP = 5,
};

struct plot {
    struct chart *chart;
    const struct report *report;
    const struct bins *bins;
    double left;
    double right;
    double top; // of the highest line
    double bottom;
    double step; // from column to column
    long highest;
};

const char *chart_days_title(enum language language, const struct bins *bins)
{
    return page_word(language, bins->unit == BINS_DAYS    ? WORD_DAYS
                               : bins->unit == BINS_WEEKS ? WORD_WEEKS
                                                          : WORD_MONTHS);
}

static double find_x(const struct plot *plot, size_t bin)
{
    return plot->left + (double)bin * plot->step;
}

static double find_y(const struct plot *plot, long count)
{
    return plot->bottom -
           (plot->bottom - plot->top) * (double)count / (double)plot->highest;
}

static void say_finding(struct chart *chart, const struct bins *bins)
{
    static const enum page_word sentences[] = {
        WORD_DAYS_FINDING, WORD_WEEKS_FINDING, WORD_MONTHS_FINDING};
    char day[SPOKEN_BYTES];
    char count[SPOKEN_BYTES];
    const struct bin *most = &bins->list[bins_most(bins)];
    if (bins->unit == BINS_DAYS)
        spoken_weekday(chart->language, most->day, day);
    else
        report_say_day(most->day, chart->language, day);
    chart_count(chart, most->made, most->is_partial, count);
    page_say(chart->language, sentences[bins->unit], day, count,
             chart->finding);
}

// The lines of the axis, and what they stand for.
static void draw_axis(const struct plot *plot, long step)
{
    struct chart *chart = plot->chart;
    for (long count = 0; count <= plot->highest; count += step) {
        char text[SPOKEN_BYTES];
        const double y = find_y(plot, count);
        chart_line(chart, plot->left, y, plot->right, y,
                   count == 0 ? CHART_INK : CHART_LINE, count == 0 ? 1.5 : 1);
        chart_count(chart, count, false, text);
        chart_text(chart,
                   &(struct chart_text){.x = plot->left - 8,
                                        .y = y + 4.5,
                                        .size = CHART_SMALL,
                                        .anchor = "end",
                                        .fill = CHART_SOFT},
                   text);
    }
}

static void shade_weekends(const struct plot *plot)
{
    if (plot->bins->unit != BINS_DAYS)
        return;
    for (size_t i = 0; i < plot->bins->count; i++)
        if (spoken_weekday_number(plot->bins->list[i].day) >= 5)
            chart_rect(plot->chart, find_x(plot, i), plot->top - ABOVE,
                       plot->step, plot->bottom - plot->top + ABOVE,
                       CHART_FAINT);
}

// Each column has its number where there is room for all; else the highest one.
static bool has_number(const struct plot *plot, size_t bin, const char *text)
{
    char widest[SPOKEN_BYTES];
    const size_t most = bins_most(plot->bins);
    if (bin == most)
        return true;
    if (plot->bins->list[bin].made < 0)
        return letters_width(text, CHART_SMALL) < plot->step;
    if (most == plot->bins->count)
        return false;
    chart_count(plot->chart, plot->bins->list[most].made, false, widest);
    return letters_width(widest, CHART_SMALL) + 4 < plot->step;
}

static void draw_number(const struct plot *plot, size_t bin, double y)
{
    char text[SPOKEN_BYTES];
    const struct bin *of = &plot->bins->list[bin];
    const bool is_most = bin == bins_most(plot->bins);
    chart_count(plot->chart, of->made, of->is_partial, text);
    if (of->made == 0 || !has_number(plot, bin, text))
        return;
    const double half = letters_width(text, CHART_TEXT) / 2;
    double x = find_x(plot, bin) + plot->step / 2;
    x = fmin(fmax(x, plot->left + half), plot->right - half);
    chart_text(plot->chart,
               &(struct chart_text){.x = x,
                                    .y = y - 6,
                                    .size = is_most ? CHART_TEXT : CHART_SMALL,
                                    .anchor = "middle",
                                    .is_bold = is_most,
                                    .has_halo = true},
               text);
}

static void draw_columns(const struct plot *plot)
{
    const double gap = fmin(plot->step * 0.22, 14);
    for (size_t i = 0; i < plot->bins->count; i++) {
        const long made = plot->bins->list[i].made;
        const double x = find_x(plot, i) + gap / 2;
        // One poster among thousands is still seen.
        const double y = fmin(find_y(plot, made), plot->bottom - 1.5);
        if (made < 0)
            chart_stub(plot->chart, x, plot->bottom - STUB,
                       fmax(plot->step - gap, 2), STUB);
        else if (made > 0)
            chart_rect(plot->chart, x, y, plot->step - gap, plot->bottom - y,
                       CHART_STRONG);
    }
}

static void draw_numbers(const struct plot *plot)
{
    for (size_t i = 0; i < plot->bins->count; i++) {
        const long made = plot->bins->list[i].made;
        draw_number(plot, i,
                    made < 0 ? plot->bottom - STUB : find_y(plot, made));
    }
}

// Which columns have their day written: every one, or Mondays, or the first
// ones of months, as many as there is room for.
static int find_stride(const struct plot *plot, double width)
{
    static const int days[] = {1, 7, 14, 28};
    static const int months[] = {1, 2, 3, 6, 12, 24};
    size_t i = 0;
    if (plot->bins->unit == BINS_DAYS) {
        while (i < 3 && days[i] * plot->step < width)
            i++;
        return days[i];
    }
    const double month =
        plot->bins->unit == BINS_WEEKS ? plot->step * 4 : plot->step;
    while (i < 5 && months[i] * month < width)
        i++;
    return months[i];
}

static int count_months(int day)
{
    return day / 10000 * 12 + day / 100 % 100 - 1;
}

static bool is_marked(const struct plot *plot, size_t bin, int stride)
{
    const struct bin *of = &plot->bins->list[bin];
    if (plot->bins->unit == BINS_DAYS) {
        const int monday =
            (7 - spoken_weekday_number(plot->bins->list[0].day)) % 7;
        return stride == 1 || ((int)bin - monday + stride) % stride == 0;
    }
    // The one that holds the first of a month.
    return (of->day % 100 == 1 ||
            count_months(of->last) > count_months(of->day)) &&
           count_months(of->last) % stride == 0;
}

static void draw_days(const struct plot *plot)
{
    const bool by_day = plot->bins->unit == BINS_DAYS;
    char text[SPOKEN_BYTES];
    // The widest of a language is not much wider.
    report_say_day_short(20260928, plot->chart->language, text);
    const int stride = find_stride(plot, letters_width(text, CHART_SMALL) *
                                             (by_day ? 1 : 0.8));
    for (size_t i = 0; i < plot->bins->count; i++) {
        const struct bin *bin = &plot->bins->list[i];
        if (!is_marked(plot, i, stride))
            continue;
        if (by_day)
            report_say_day_short(bin->day, plot->chart->language, text);
        else if (count_months(bin->last) % 12 == 0)
            snprintf(text, sizeof text, "%d", bin->last / 10000);
        else
            snprintf(text, sizeof text, "%s",
                     report_month(bin->last, plot->chart->language));
        const double half = letters_width(text, CHART_SMALL) / 2;
        const double x = find_x(plot, i) + plot->step / 2;
        chart_line(plot->chart, x, plot->bottom, x, plot->bottom + 5, CHART_INK,
                   1);
        chart_text(plot->chart,
                   &(struct chart_text){.x = fmin(x, plot->chart->width - half),
                                        .y = plot->bottom + 20,
                                        .size = CHART_SMALL,
                                        .anchor = "middle",
                                        .fill = CHART_SOFT},
                   text);
    }
}

static int compare_days(const void *a, const void *b)
{
    const struct report_date *one = a;
    const struct report_date *other = b;
    return (one->day > other->day) - (one->day < other->day);
}

// The dates of these days, in order; returns how many.
static size_t list_dates(const struct plot *plot,
                         struct report_date dates[REPORT_DATES_MAX])
{
    const struct report_wish *wish = &plot->report->wish;
    size_t count = 0;
    for (size_t i = 0; i < wish->date_count && count < REPORT_DATES_MAX; i++)
        if (bins_find(plot->bins, wish->dates[i].day) < plot->bins->count)
            dates[count++] = wish->dates[i];
    qsort(dates, count, sizeof *dates, compare_days);
    return count;
}

static int place_dates(const struct plot *plot, const struct report_date *dates,
                       struct chart_date *places, size_t count)
{
    for (size_t i = 0; i < count; i++)
        places[i] = (struct chart_date){
            .x = find_x(plot, bins_find(plot->bins, dates[i].day)) +
                 plot->step / 2,
            .width = fmin(letters_width(dates[i].label, CHART_SMALL),
                          (plot->right - plot->left) * 0.6)};
    return chart_dates_place(places, count, plot->left, plot->right, DATE_GAP);
}

static void draw_lines(const struct plot *plot, const struct chart_date *places,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const double y = plot->top - ABOVE - places[i].lane * LANE;
        chart_line(plot->chart, places[i].x, y - LANE + 6, places[i].x,
                   plot->bottom, CHART_INK, 1);
    }
}

static void draw_dates(const struct plot *plot, const struct report_date *dates,
                       const struct chart_date *places, size_t count)
{
    draw_lines(plot, places, count);
    for (size_t i = 0; i < count; i++) {
        const struct chart_date *place = &places[i];
        const double y = plot->top - ABOVE - place->lane * LANE;
        char label[LETTERS_CUT_BYTES];
        letters_cut(dates[i].label, CHART_SMALL, place->width, label);
        chart_text(plot->chart,
                   &(struct chart_text){
                       .x = place->x + (place->is_left ? -DATE_GAP : DATE_GAP),
                       .y = y - 4,
                       .size = CHART_SMALL,
                       .anchor = place->is_left ? "end" : NULL,
                       .has_halo = place->is_crossed},
                   label);
    }
}

static void draw(struct plot *plot, long most)
{
    struct report_date dates[REPORT_DATES_MAX];
    struct chart_date places[REPORT_DATES_MAX];
    char widest[SPOKEN_BYTES];
    const long step = chart_step(most, LINES);
    plot->highest = (most + step - 1) / step * step;
    chart_count(plot->chart, plot->highest, false, widest);
    plot->left = letters_width(widest, CHART_SMALL) + 10;
    plot->right = plot->chart->width - 2;
    plot->step = (plot->right - plot->left) / (double)plot->bins->count;
    const size_t count = list_dates(plot, dates);
    const int lanes = place_dates(plot, dates, places, count);
    plot->top = lanes * LANE + ABOVE;
    plot->bottom = plot->top + PLOT_HEIGHT;
    plot->chart->height = plot->bottom + BELOW;
    shade_weekends(plot);
    draw_axis(plot, step);
    draw_columns(plot);
    draw_dates(plot, dates, places, count);
    draw_numbers(plot);
    draw_days(plot);
}

static bool has_any(const struct bins *bins)
{
    for (size_t i = 0; i < bins->count; i++)
        if (bins->list[i].made != 0)
            return true;
    return false;
}

void chart_days(struct chart *chart, const struct report *report, double width)
{
    struct bins bins;
    bins_make(&bins, report);
    const size_t most = bins_most(&bins);
    chart_begin(chart, report->wish.language, width,
                chart_days_title(report->wish.language, &bins));
    if (!has_any(&bins)) {
        chart_leave_empty(chart, WORD_NOTHING);
        return;
    }
    if (most < bins.count)
        say_finding(chart, &bins);
    else
        page_say(chart->language, WORD_HIDDEN_NOTE, NULL, NULL, chart->finding);
    struct plot plot = {.chart = chart, .report = report, .bins = &bins};
    // Where all is hidden the axis goes to what a hidden count is below.
    draw(&plot, most < bins.count ? bins.list[most].made : REPORT_SMALLEST);
}
