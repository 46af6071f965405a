#include "report.h"

#include "chart_days.h"
#include "chart_spread.h"
#include "letters.h"
#include "report_view.h"
#include "sheet.h"

#include <math.h>
#include <string.h>

// All in points.
#define LEFT 40.0
#define WIDTH (SHEET_WIDTH - 2 * LEFT)
#define GUTTER 24.0
#define HALF ((WIDTH - GUTTER) / 2)
#define RIGHT_HALF (LEFT + HALF + GUTTER)
#define FOOT (SHEET_HEIGHT - 24)
// Of the units of a chart.
#define SCALE 0.6
#define ROW (26 * SCALE)
#define SUN "#ffd21e"

enum { QUESTIONS_ACROSS = 4, QUESTIONS_MOST = 8, SHARES_MOST = 6 };

static void write_heading(struct sheet *sheet, double x, double y, double width,
                          const char *text)
{
    sheet_write(sheet,
                &(struct sheet_text){
                    .text = {.x = x, .y = y, .size = 12.5, .is_bold = true},
                    .width = width,
                    .most = 1,
                    .face = SHEET_LOUD,
                    .tag = "H2"},
                text);
}

static double write_small(struct sheet *sheet, double x, double y, double width,
                          int most, const char *text)
{
    return sheet_write(
        sheet,
        &(struct sheet_text){
            .text = {.x = x, .y = y, .size = 8, .fill = CHART_SOFT},
            .width = width,
            .leading = 10.5,
            .most = most,
            .tag = "P"},
        text);
}

// Draws a chart, takes it, and returns where it ends. A figure is read out by
// its finding, any other by its names and numbers.
static double put_chart(struct sheet *sheet, struct chart *chart, double x,
                        double y, double scale, bool is_figure)
{
    struct chart part;
    sheet_begin(sheet, &part);
    part.failed =
        chart->failed || !chart_put_at(chart, x, y, scale, &part.body);
    sheet_end(sheet, &part, SHEET_CALM, is_figure ? "Figure" : "P",
              is_figure ? chart->finding : NULL);
    const double end = y + chart->height * scale;
    chart_finish(chart);
    return end;
}

// A heading, a finding and a chart below each other.
static double put_section(struct sheet *sheet, struct chart *chart, double x,
                          double y, double width, bool is_figure)
{
    write_heading(sheet, x, y, width, chart->title);
    y = write_small(sheet, x, y + 13, width, 2, chart->finding);
    if (chart->is_empty) {
        chart_finish(chart);
        return y;
    }
    return put_chart(sheet, chart, x, y - 3, SCALE, is_figure);
}

static void put_head(struct sheet *sheet, const struct report *report)
{
    struct chart ground;
    char partner[PAGE_SENTENCE_BYTES];
    char line[2 * PAGE_SENTENCE_BYTES + 8];
    const char *title = page_word(report->wish.language, WORD_TITLE);
    const char *campaign = report->wish.campaign ? report->wish.campaign : "";
    sheet_begin(sheet, &ground);
    chart_rect(&ground, 0, 0, SHEET_WIDTH, 104, SUN);
    sheet_end(sheet, &ground, SHEET_CALM, NULL, NULL);
    struct sheet_text place = {
        .text = {.x = LEFT, .y = 34, .size = 10, .is_bold = true},
        .width = WIDTH,
        .most = 1,
        .tag = "P"};
    sheet_write(sheet, &place, campaign);
    place = (struct sheet_text){
        .text = {.x = LEFT, .y = 66, .size = 29, .is_bold = true},
        .width = WIDTH,
        .most = 1,
        .face = SHEET_LOUD,
        .tag = "H1"};
    sheet_write(sheet, &place, title);
    place = (struct sheet_text){.text = {.x = LEFT, .y = 87, .size = 10},
                                .width = WIDTH,
                                .most = 1,
                                .tag = "P"};
    view_period(report, line);
    view_partner(report, partner);
    strcat(strcat(line, " · "), partner);
    sheet_write(sheet, &place, line);
}

static void put_key(struct sheet *sheet, const struct view_key *key, double x,
                    double width)
{
    const double wide = letters_width(key->value, 23);
    struct sheet_text place = {.text = {.x = x,
                                        .y = 140,
                                        .size = 23 * fmin(1, width / wide),
                                        .is_bold = true},
                               .width = width + 1,
                               .most = 1,
                               .face = SHEET_LOUD,
                               .tag = "P"};
    sheet_write(sheet, &place, key->value);
    place = (struct sheet_text){
        .text = {.x = x, .y = 154, .size = 8.5, .is_bold = true},
        .width = width * 1.04,
        .leading = 10,
        .most = 2,
        .tag = "P"};
    const double y = sheet_write(sheet, &place, key->unit);
    write_small(sheet, x, y, width, 2, key->note);
}

static void put_keys(struct sheet *sheet, const struct report *report)
{
    struct view_key keys[VIEW_KEYS];
    struct chart line;
    const double step = (WIDTH + 12) / VIEW_KEYS;
    view_keys(report, keys);
    for (int i = 0; i < VIEW_KEYS; i++)
        put_key(sheet, &keys[i], LEFT + i * step, step - 12);
    sheet_begin(sheet, &line);
    chart_line(&line, LEFT, 194, LEFT + WIDTH, 194, CHART_INK, 1.5);
    sheet_end(sheet, &line, SHEET_CALM, NULL, NULL);
}

static void put_events(struct sheet *sheet, const struct report *report,
                       double y)
{
    enum event list[EVENT_COUNT];
    const size_t count = view_events(list);
    struct chart table;
    write_heading(sheet, RIGHT_HALF, y, HALF,
                  page_word(report->wish.language, WORD_SUMMARY));
    sheet_begin(sheet, &table);
    for (size_t i = 0; i < count; i++) {
        char number[SPOKEN_BYTES];
        const double line = y + 15 + (double)i * 12.2;
        struct chart_text place = {.x = RIGHT_HALF, .y = line, .size = 8.5};
        report_say_count(report->totals[list[i]], report->wish.language,
                         number);
        chart_text(&table, &place, page_event(report->wish.language, list[i]));
        place.x = LEFT + WIDTH;
        place.anchor = "end";
        place.is_bold = true;
        chart_text(&table, &place, number);
        chart_line(&table, RIGHT_HALF, line + 3.2, LEFT + WIDTH, line + 3.2,
                   CHART_LINE, 0.5);
    }
    sheet_end(sheet, &table, SHEET_CALM, "P", NULL);
}

// Two charts of bars beside each other; returns where the longer one ends.
static double put_bars(struct sheet *sheet, const struct report *report,
                       const enum view_bars which[2], double y, size_t most)
{
    double end = y;
    for (int i = 0; i < 2; i++) {
        struct chart chart;
        view_draw_bars(&chart, report, which[i], HALF / SCALE, most);
        end = fmax(end, put_section(sheet, &chart, i ? RIGHT_HALF : LEFT, y,
                                    HALF, false));
    }
    return end;
}

static void put_question(struct sheet *sheet, const struct report *report,
                         const struct report_question *question, double x,
                         double y, double width)
{
    struct chart chart;
    char text[PAGE_SENTENCE_BYTES];
    char mean[SPOKEN_BYTES];
    char answers[SPOKEN_BYTES];
    chart_spread(&chart, report->wish.language, 236, question);
    struct sheet_text place = {
        .text = {.x = x, .y = y, .size = 8, .is_bold = true},
        .width = width,
        .leading = 9.5,
        .most = 3,
        .tag = "P"};
    sheet_write(sheet, &place, question->text);
    const double below = y + 34.5; // three lines
    if (question->answers > 0 && question->mean > 0) {
        place.text.y = below;
        place.text.size = 12;
        place.most = 1;
        report_say_decimal(question->mean, report->wish.language, mean);
        sheet_write(sheet, &place, mean);
        report_say_count(question->answers, report->wish.language, answers);
        page_say(report->wish.language, WORD_ANSWERS, answers, NULL, text);
        write_small(sheet, x + 22, below, width - 22, 1, text);
    } else {
        write_small(sheet, x, below, width, 2, chart.finding);
    }
    if (chart.is_empty)
        chart_finish(&chart);
    else
        put_chart(sheet, &chart, x, below + 4, width / chart.width, true);
}

static void put_satisfaction(struct sheet *sheet, const struct report *report,
                             double y)
{
    // There are two rows, also of the most questions that surveys have.
    const size_t across = report->question_count > QUESTIONS_MOST
                              ? SURVEY_QUESTIONS_MAX
                              : QUESTIONS_ACROSS;
    const double step = (WIDTH + 14) / (double)across;
    write_heading(sheet, LEFT, y, WIDTH,
                  page_word(report->wish.language, WORD_SATISFACTION));
    if (report->question_count == 0)
        write_small(sheet, LEFT, y + 13, WIDTH, 1,
                    page_word(report->wish.language, WORD_NO_ANSWERS));
    for (size_t i = 0; i < report->question_count; i++) {
        const size_t row = i / across;
        const size_t column = i % across;
        put_question(sheet, report, &report->questions[i],
                     LEFT + (double)column * step, y + 15 + (double)row * 122,
                     step - 14);
    }
}

static void put_foot(struct sheet *sheet, const struct report *report)
{
    struct chart part;
    const char page[] = {(char)('1' + (int)sheet->page), '/', '2', '\0'};
    sheet_begin(sheet, &part);
    struct chart_text place = {
        .x = LEFT, .y = FOOT, .size = 7.5, .fill = CHART_SOFT};
    chart_text(&part, &place,
               page_word(report->wish.language, WORD_CAMPAIGN_SIGN));
    place.x = LEFT + WIDTH;
    place.anchor = "end";
    chart_text(&part, &place, page);
    sheet_end(sheet, &part, SHEET_CALM, NULL, NULL);
}

static void put_first(struct sheet *sheet, const struct report *report)
{
    static const enum view_bars shares[] = {VIEW_SHARES, VIEW_CONVERSIONS};
    struct chart way;
    put_head(sheet, report);
    put_keys(sheet, report);
    chart_way(&way, report, HALF / SCALE);
    put_section(sheet, &way, LEFT, 216, HALF, false);
    put_events(sheet, report, 216);
    put_bars(sheet, report, shares, 400, SHARES_MOST);
    put_satisfaction(sheet, report, 552);
    put_foot(sheet, report);
}

// How many rows the three pairs of charts on the second page may have, so that
// they end above what is said of how it was counted.
static size_t find_rows(double from, double to)
{
    size_t rows = CHART_BARS_MAX;
    while (rows > 2 && from + 3 * (34 + (double)(rows + 1) * ROW) > to)
        rows--;
    return rows;
}

static double put_how(struct sheet *sheet, const struct report *report)
{
    const enum language language = report->wish.language;
    const double y = FOOT - (report->wish.hides_few ? 100 : 66);
    const double next = write_small(sheet, LEFT, y, WIDTH, 6,
                                    page_word(language, WORD_HOW_TEXT));
    if (report->wish.hides_few) {
        char text[PAGE_SENTENCE_BYTES * 3];
        strcpy(text, page_word(language, WORD_HIDDEN_NOTE));
        strcat(strcat(text, " "), page_word(language, WORD_DASH_NOTE));
        strcat(strcat(text, " "), page_word(language, WORD_PARTIAL_NOTE));
        write_small(sheet, LEFT, next, WIDTH, 3, text);
    }
    return y;
}

static void put_second(struct sheet *sheet, const struct report *report)
{
    static const enum view_bars pairs[][2] = {{VIEW_TEMPLATES, VIEW_FORMATS},
                                              {VIEW_PARTNERS, VIEW_LANGUAGES},
                                              {VIEW_TYPES, VIEW_ERRORS}};
    static const enum view_bars of_partner[][2] = {
        {VIEW_TEMPLATES, VIEW_FORMATS}, {VIEW_LANGUAGES, VIEW_TYPES}};
    const bool is_partner = report->wish.partner_id[0] != '\0';
    struct chart days;
    sheet->page = 1;
    chart_days(&days, report, WIDTH / SCALE);
    double y = put_section(sheet, &days, LEFT, 46, WIDTH, true) + 20;
    const size_t rows =
        find_rows(y, FOOT - (report->wish.hides_few ? 110 : 76));
    for (size_t i = 0; i < (is_partner ? 2 : 3); i++)
        y = put_bars(sheet, report, is_partner ? of_partner[i] : pairs[i], y,
                     rows) +
            18;
    put_how(sheet, report);
    put_foot(sheet, report);
}

static bool print(const struct sheet *sheet, const struct report *report,
                  struct buffer *out, struct error *err)
{
    char title[2 * PAGE_SENTENCE_BYTES];
    char period[PAGE_SENTENCE_BYTES];
    view_period(report, period);
    strcpy(title, page_word(report->wish.language, WORD_TITLE));
    strcat(strcat(title, ", "), period);
    const struct press_document document = {
        .width_pt = SHEET_WIDTH,
        .height_pt = SHEET_HEIGHT,
        .language = report->wish.language,
        .title = title,
        .description = page_word(report->wish.language, WORD_CAMPAIGN_SIGN),
        .parts = sheet->parts,
        .part_count = sheet->count};
    return press_print_pages(report->wish.press, &document, out, err);
}

bool report_write_pdf(const struct report *report, struct buffer *out,
                      struct error *err)
{
    struct sheet sheet = {.language = report->wish.language};
    if (!report->wish.press)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "a report as PDF needs the fonts and templates "
                                "of the posters");
    put_first(&sheet, report);
    put_second(&sheet, report);
    const bool done =
        sheet.failed ? error_set_memory(err) : print(&sheet, report, out, err);
    sheet_finish(&sheet);
    return done;
}
