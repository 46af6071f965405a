#include "chart_bars.h"

#include "letters.h"

#include <math.h>
#include <stdio.h>

enum { ROW = 26, BAR = 16, STUB = 24, STEP = 38, STEP_GAP = 24 };

// Of the width, that names may take.
static const double name_part = 0.42;
static const double sentence_part = 0.64;

// Where names end and bars begin, and the width of the longest bar.
struct columns {
    double names;
    double bars;
    double room;
    double size; // of letters
};

static long find_most(const struct chart_bar *bars, size_t count)
{
    long most = 1;
    for (size_t i = 0; i < count; i++)
        if (bars[i].count > most)
            most = bars[i].count;
    return most;
}

static struct columns find_columns(const struct chart *chart,
                                   const struct chart_bar *bars, size_t count,
                                   double part)
{
    double names = 0;
    double counts = 0;
    for (size_t i = 0; i < count; i++) {
        char text[SPOKEN_BYTES];
        names = fmax(names, letters_width(bars[i].name, CHART_TEXT));
        chart_count(chart, bars[i].count, bars[i].is_partial, text);
        counts = fmax(counts, letters_width(text, CHART_TEXT) * 1.06);
    }
    names = fmin(names, part * chart->width);
    return (struct columns){.names = names,
                            .bars = names + 10,
                            .room = chart->width - names - 10 - 8 - counts};
}

static void draw_bar(struct chart *chart, const struct chart_bar *bar,
                     const struct columns *columns, long most, double y,
                     double height)
{
    char text[SPOKEN_BYTES];
    char name[LETTERS_CUT_BYTES];
    double length = columns->room * (double)bar->count / (double)most;
    const double line = y + height / 2 + CHART_TEXT * 0.36;
    letters_cut(bar->name, CHART_TEXT, columns->names, name);
    chart_text(chart,
               &(struct chart_text){.x = 0, .y = line, .size = CHART_TEXT},
               name);
    if (bar->count < 0) {
        length = STUB;
        chart_stub(chart, columns->bars, y, STUB, height);
    } else {
        // Where there is nothing, a line shows where it would begin.
        length = fmax(length, bar->count > 0 ? 2 : 1);
        chart_rect(chart, columns->bars, y, length, height,
                   bar->count > 0 ? CHART_STRONG : CHART_SOFT);
    }
    chart_count(chart, bar->count, bar->is_partial, text);
    chart_text(chart,
               &(struct chart_text){.x = columns->bars + length + 7,
                                    .y = line,
                                    .size = CHART_TEXT,
                                    .is_bold = true},
               text);
}

static void say_more(struct chart *chart, size_t more, double y)
{
    char number[SPOKEN_BYTES];
    char text[PAGE_SENTENCE_BYTES];
    report_say_count((long)more, chart->language, number);
    page_say(chart->language, WORD_MORE, number, NULL, text);
    chart_text(
        chart,
        &(struct chart_text){
            .x = 0, .y = y + BAR - 3, .size = CHART_SMALL, .fill = CHART_SOFT},
        text);
}

void chart_bars(struct chart *chart, enum language language, double width,
                const struct chart_bar *bars, size_t count, size_t most,
                const struct chart_bars_words *words)
{
    char number[SPOKEN_BYTES];
    const size_t shown = count < most ? count : most;
    chart_begin(chart, language, width, words->title);
    if (count == 0) {
        chart_leave_empty(chart, words->empty);
        return;
    }
    const struct columns columns = find_columns(
        chart, bars, shown, words->is_wordy ? sentence_part : name_part);
    for (size_t i = 0; i < shown; i++)
        draw_bar(chart, &bars[i], &columns, find_most(bars, shown),
                 (double)i * ROW + 2, BAR);
    if (count > shown)
        say_more(chart, count - shown, (double)shown * ROW);
    chart->height = (double)(shown + (count > shown)) * ROW;
    const size_t first = bars[0].is_rest && shown > 1 ? 1 : 0;
    if (bars[first].count < 0) {
        page_say(language, WORD_HIDDEN_NOTE, NULL, NULL, chart->finding);
        return;
    }
    chart_count(chart, bars[first].count, bars[first].is_partial, number);
    page_say(language, words->finding, bars[first].name, number,
             chart->finding);
}

bool chart_part(long count, long of, long *per_hundred)
{
    // Ten times as many tell of something else than a way.
    if (count < 0 || of <= 0 || count / of >= 10)
        return false;
    *per_hundred = lround(100.0 * (double)count / (double)of);
    return true;
}

static void say_part(struct chart *chart, const struct columns *columns,
                     long count, long of, double y)
{
    char number[SPOKEN_BYTES];
    char text[PAGE_SENTENCE_BYTES];
    long part;
    if (!chart_part(count, of, &part))
        return;
    report_say_count(part, chart->language, number);
    page_say(chart->language, WORD_PER_HUNDRED, number, NULL, text);
    const double x = columns->bars + 7;
    chart_line(chart, x, y + 5, x, y + STEP_GAP - 7, CHART_SOFT, 1.5);
    chart_line(chart, x - 3.5, y + STEP_GAP - 10, x, y + STEP_GAP - 6,
               CHART_SOFT, 1.5);
    chart_line(chart, x + 3.5, y + STEP_GAP - 10, x, y + STEP_GAP - 6,
               CHART_SOFT, 1.5);
    chart_text(chart,
               &(struct chart_text){.x = x + 11,
                                    .y = y + STEP_GAP / 2.0 + 4.5,
                                    .size = CHART_SMALL,
                                    .fill = CHART_SOFT},
               text);
}

static void say_way(struct chart *chart, const struct chart_bar steps[4])
{
    char number[SPOKEN_BYTES];
    long part;
    if (chart_part(steps[3].count, steps[0].count, &part)) {
        report_say_count(part, chart->language, number);
        page_say(chart->language, WORD_WAY_FINDING, number, NULL,
                 chart->finding);
    } else {
        chart_count(chart, steps[3].count, false, number);
        page_say(chart->language, WORD_ITEMS_FINDING, steps[3].name, number,
                 chart->finding);
    }
}

void chart_way(struct chart *chart, const struct report *report, double width)
{
    const enum language language = report->wish.language;
    const long *counts = report->steps;
    const struct chart_bar steps[] = {
        {page_word(language, WORD_STEP_OPENED), counts[REPORT_STEP_OPENED],
         false, false},
        {page_word(language, WORD_STEP_PHOTO), counts[REPORT_STEP_CHOSEN],
         false, false},
        {page_word(language, WORD_STEP_MADE), counts[REPORT_STEP_MADE], false,
         false},
        {page_word(language, WORD_STEP_DOWNLOADED),
         counts[REPORT_STEP_DOWNLOADED], false, false},
    };
    chart_begin(chart, language, width, page_word(language, WORD_CLICKS));
    if (counts[REPORT_STEP_OPENED] == 0 && counts[REPORT_STEP_CHOSEN] == 0 &&
        counts[REPORT_STEP_MADE] == 0 && counts[REPORT_STEP_DOWNLOADED] == 0) {
        chart_leave_empty(chart, WORD_NOTHING);
        return;
    }
    const struct columns columns = find_columns(chart, steps, 4, name_part);
    double y = 0;
    for (size_t i = 0; i < 4; i++) {
        if (i > 0) {
            say_part(chart, &columns, steps[i].count, steps[0].count, y);
            y += STEP_GAP;
        }
        draw_bar(chart, &steps[i], &columns, find_most(steps, 4), y, STEP - 8);
        y += STEP - 8;
    }
    chart->height = y;
    say_way(chart, steps);
}
