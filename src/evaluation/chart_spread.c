#include "chart_spread.h"

#include "letters.h"

#include <math.h>

enum { PLOT_HEIGHT = 74, NUMBER = 18, SCALE = 28, ENDS = 20, STUB = 12 };

static long find_most(const struct report_question *question)
{
    long most = 1;
    for (int i = 0; i < SURVEY_VALUES; i++)
        if (question->spread[i] > most)
            most = question->spread[i];
    return most;
}

static void draw_column(struct chart *chart, int value, long count, long most,
                        double bottom)
{
    const double step = chart->width / SURVEY_VALUES;
    const double x = value * step + 3;
    char number[SPOKEN_BYTES];
    const char digit[] = {(char)('1' + value), '\0'};
    double height = PLOT_HEIGHT * (double)count / (double)most;
    if (count < 0) {
        height = STUB;
        chart_stub(chart, x, bottom - STUB, step - 6, STUB);
    } else if (count > 0) {
        height = fmax(height, 1.5);
        chart_rect(chart, x, bottom - height, step - 6, height, CHART_STRONG);
    }
    report_say_count(count, chart->language, number);
    const struct chart_text place = {.x = x + step / 2 - 3,
                                     .y = bottom - height - 5,
                                     .size = CHART_SMALL,
                                     .anchor = "middle",
                                     .is_bold = true};
    chart_text(chart, &place, number);
    struct chart_text below = place;
    below.y = bottom + 22;
    below.is_bold = false;
    below.fill = CHART_SOFT;
    chart_text(chart, &below, digit);
}

// A pointer below the line, at its place between 1 and 5.
static void mark_mean(struct chart *chart, double mean, double bottom)
{
    chart_pointer(chart, (mean - 0.5) * chart->width / SURVEY_VALUES,
                  bottom + 1);
}

static void say_ends(struct chart *chart,
                     const struct report_question *question)
{
    char text[LETTERS_CUT_BYTES];
    const double room = chart->width / 2 - 6;
    struct chart_text place = {.x = 3,
                               .y = chart->height - 4,
                               .size = CHART_SMALL,
                               .fill = CHART_SOFT};
    letters_cut(question->lowest ? question->lowest : "", CHART_SMALL, room,
                text);
    chart_text(chart, &place, text);
    letters_cut(question->highest ? question->highest : "", CHART_SMALL, room,
                text);
    place.x = chart->width - 3;
    place.anchor = "end";
    chart_text(chart, &place, text);
}

void chart_spread(struct chart *chart, enum language language, double width,
                  const struct report_question *question)
{
    char mean[SPOKEN_BYTES];
    char answers[SPOKEN_BYTES];
    chart_begin(chart, language, width, question->text);
    if (question->answers == 0) {
        chart_leave_empty(chart, WORD_NO_ANSWERS);
        return;
    }
    const double bottom = NUMBER + PLOT_HEIGHT;
    chart->height = bottom + SCALE + ENDS;
    for (int i = 0; i < SURVEY_VALUES; i++)
        draw_column(chart, i, question->spread[i], find_most(question), bottom);
    chart_line(chart, 0, bottom, chart->width, bottom, CHART_INK, 1.5);
    say_ends(chart, question);
    if (question->answers < 0 || question->mean <= 0) {
        page_say(language, WORD_FEW_ANSWERS, NULL, NULL, chart->finding);
        return;
    }
    mark_mean(chart, question->mean, bottom);
    report_say_decimal(question->mean, language, mean);
    report_say_count(question->answers, language, answers);
    page_say(language, WORD_MEAN_FINDING, mean, answers, chart->finding);
}
