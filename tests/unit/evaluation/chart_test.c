// The arithmetic of charts, and what is told where.
#include "evaluation/bins.h"
#include "evaluation/chart_bars.h"
#include "evaluation/chart_dates.h"
#include "evaluation/chart_days.h"
#include "evaluation/chart_spread.h"
#include "evaluation/letters.h"
#include "evaluation/markup.h"

#include "report_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void steps_of_an_axis_are_round_and_few(void **state)
{
    (void)state;
    static const long cases[][2] = {
        {1, 1},       {4, 1},   {5, 2},     {8, 2},           {9, 5},
        {20, 5},      {21, 10}, {412, 200}, {999, 500},       {1000, 500},
        {2001, 1000}, {81, 50}, {80, 20},   {1234567, 500000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(chart_step(cases[i][0], 4), cases[i][1]);
}

static void bins_of(const char *kind, struct bins *bins)
{
    struct report report;
    assert_true(report_fixture_make(&report, kind, LANGUAGE_NL));
    bins_make(bins, &report);
    // Nothing is lost or counted twice.
    long sum = 0;
    for (size_t i = 0; i < report.day_count; i++)
        sum += report.days[i].made > 0 ? report.days[i].made : 0;
    for (size_t i = 0; i < bins->count; i++)
        sum -= bins->list[i].made > 0 ? bins->list[i].made : 0;
    assert_int_equal(sum, 0);
    assert_int_equal(bins->list[0].day, report.wish.from);
    assert_int_equal(bins->list[bins->count - 1].last, report.wish.to);
    report_fixture_finish(&report);
}

static void days_become_weeks_and_months(void **state)
{
    (void)state;
    struct bins bins;
    bins_of("week", &bins);
    assert_int_equal(bins.unit, BINS_DAYS);
    assert_int_equal(bins.count, 7);
    bins_of("quarter", &bins);
    assert_int_equal(bins.unit, BINS_DAYS);
    assert_int_equal(bins.count, 90);
    bins_of("year", &bins);
    assert_int_equal(bins.unit, BINS_WEEKS);
    assert_int_equal(bins.count, 53);
    // From a Tuesday; the second week begins on a Monday.
    assert_int_equal(bins.list[0].day, 20260901);
    assert_int_equal(bins.list[1].day, 20260907);
    assert_int_equal(bins_find(&bins, 20260906), 0);
    assert_int_equal(bins_find(&bins, 20260907), 1);
    assert_int_equal(bins_find(&bins, 20270901), bins.count);
    bins_of("years", &bins);
    assert_int_equal(bins.unit, BINS_MONTHS);
    assert_int_equal(bins.count, 60);
}

static void what_is_hidden_of_a_week_is_not_added(void **state)
{
    (void)state;
    struct report_day days[400] = {0};
    struct report report = {.days = days, .day_count = 400};
    struct bins bins;
    for (int i = 0; i < 400; i++)
        days[i].day = event_day_after(20260907, i); // a Monday
    days[0].made = 7;
    days[1].made = REPORT_HIDDEN;
    days[2].made = 8;
    days[8].made = REPORT_HIDDEN;
    days[9].made = REPORT_WITHHELD;
    bins_make(&bins, &report);
    assert_int_equal(bins.list[0].made, 15);
    assert_true(bins.list[0].is_partial);
    assert_int_equal(bins.list[1].made, REPORT_HIDDEN);
    assert_int_equal(bins.list[2].made, 0);
    assert_false(bins.list[2].is_partial);
    assert_int_equal(bins_most(&bins), 0);
}

static void find_span(const struct chart_date *date, double *from, double *to)
{
    *from = date->is_left ? date->x - 5 - date->width : date->x + 5;
    *to = *from + date->width;
}

// Wherever dates lie and however long their labels are.
static void labels_of_dates_never_collide(void **state)
{
    (void)state;
    uint32_t chance = 1;
    for (int round = 0; round < 20000; round++) {
        struct chart_date dates[REPORT_DATES_MAX];
        double wanted[REPORT_DATES_MAX];
        chance = chance * 1664525 + 1013904223;
        const size_t count = 1 + chance % REPORT_DATES_MAX;
        double x = 40;
        for (size_t i = 0; i < count; i++) {
            chance = chance * 1664525 + 1013904223;
            x += (chance >> 8) % (round % 3 ? 12 : 90);
            chance = chance * 1664525 + 1013904223;
            dates[i] = (struct chart_date){.x = x < 338 ? x : 338,
                                           .width = 8 + (chance >> 8) % 200};
        }
        for (size_t i = 0; i < count; i++)
            wanted[i] = dates[i].width;
        const int lanes = chart_dates_place(dates, count, 40, 338, 5);
        assert_in_range(lanes, 1, count);
        for (size_t i = 0; i < count; i++) {
            double from;
            double to;
            find_span(&dates[i], &from, &to);
            assert_true(dates[i].width >= fmin(wanted[i], 59));
            assert_true(from >= 39.9 && to <= 338.1);
            for (size_t k = 0; k < count; k++) {
                double other_from;
                double other_to;
                find_span(&dates[k], &other_from, &other_to);
                if (k != i && dates[k].lane == dates[i].lane)
                    assert_true(to <= other_from || other_to <= from);
                // A line goes from its label's lane down.
                if (dates[k].lane > dates[i].lane && !dates[i].is_crossed)
                    assert_false(dates[k].x > from && dates[k].x < to);
            }
        }
    }
}

static void a_part_is_told_only_of_what_is_known(void **state)
{
    (void)state;
    long part = 0;
    assert_true(chart_part(31, 100, &part));
    assert_int_equal(part, 31);
    assert_true(chart_part(0, 3, &part));
    assert_int_equal(part, 0);
    assert_true(chart_part(148, 100, &part));
    assert_int_equal(part, 148);
    assert_false(chart_part(5, 0, &part));
    assert_false(chart_part(REPORT_HIDDEN, 100, &part));
    assert_false(chart_part(7, REPORT_HIDDEN, &part));
    assert_false(chart_part(7, REPORT_WITHHELD, &part));
    assert_false(chart_part(1000, 100, &part));
}

// The width of the stub of the only bar there is.
static void draw_hidden(long count, char *out, size_t size)
{
    struct chart chart;
    const struct chart_bar bars[] = {{"Volgers", 40, false, false},
                                     {"Klas", count, false, false}};
    chart_bars(&chart, LANGUAGE_NL, 400, bars, 2, 8,
               &(struct chart_bars_words){.title = "Sjablonen",
                                          .finding = WORD_ROWS_FINDING,
                                          .empty = WORD_NOTHING});
    assert_true(chart.body.size < size);
    memcpy(out, chart.body.data, chart.body.size);
    out[chart.body.size] = '\0';
    chart_finish(&chart);
}

static void a_hidden_count_is_a_stub_without_a_length(void **state)
{
    (void)state;
    char svg[4096];
    draw_hidden(REPORT_HIDDEN, svg, sizeof svg);
    assert_non_null(strstr(svg, "stroke-dasharray"));
    assert_non_null(strstr(svg, "&lt;5"));
    draw_hidden(REPORT_WITHHELD, svg, sizeof svg);
    assert_non_null(strstr(svg, "stroke-dasharray"));
    assert_non_null(strstr(svg, "–"));
    draw_hidden(6, svg, sizeof svg);
    assert_null(strstr(svg, "stroke-dasharray"));
}

static void what_belongs_to_none_is_not_the_most(void **state)
{
    (void)state;
    struct chart chart;
    const struct chart_bar bars[] = {
        {.name = "Zonder partner", .count = 40, .is_rest = true},
        {.name = "Sint-Jan", .count = 30}};
    chart_bars(&chart, LANGUAGE_NL, 400, bars, 2, 8,
               &(struct chart_bars_words){.title = "Partners",
                                          .finding = WORD_ROWS_FINDING,
                                          .empty = WORD_NOTHING});
    assert_string_equal(chart.finding, "Het meest: Sint-Jan, 30 posters.");
    chart_finish(&chart);
}

static void findings_are_sentences(void **state)
{
    (void)state;
    struct report report;
    struct chart chart;
    assert_true(report_fixture_make(&report, "month", LANGUAGE_NL));
    chart_days(&chart, &report, 1000);
    assert_string_equal(chart.title, "Posters per dag");
    assert_string_equal(chart.finding,
                        "Het meest op maandag 5 oktober: 760 posters.");
    chart_finish(&chart);
    report.wish.language = LANGUAGE_FR;
    chart_days(&chart, &report, 1000);
    assert_string_equal(chart.finding, "Le plus le lundi 5 octobre : 760 "
                                       "affiches.");
    chart_finish(&chart);
    report.wish.language = LANGUAGE_NL;
    chart_spread(&chart, LANGUAGE_NL, 236, &report.questions[0]);
    assert_string_equal(chart.finding,
                        "Gemiddeld 4,1 op 5, van 713 antwoorden.");
    chart_finish(&chart);
    report_fixture_finish(&report);
}

static void nothing_is_a_sentence_and_no_chart(void **state)
{
    (void)state;
    struct report report;
    struct chart chart;
    const struct report_question question = {.text = "Hoe was het?"};
    assert_true(report_fixture_make(&report, "empty", LANGUAGE_NL));
    chart_days(&chart, &report, 1000);
    assert_true(chart.is_empty);
    assert_string_equal(chart.finding,
                        "In deze dagen is hiervan nog niets geteld.");
    chart_finish(&chart);
    chart_way(&chart, &report, 400);
    assert_true(chart.is_empty);
    chart_finish(&chart);
    chart_spread(&chart, LANGUAGE_NL, 236, &question);
    assert_true(chart.is_empty);
    assert_string_equal(chart.finding, "Er heeft nog niemand geantwoord.");
    chart_finish(&chart);
    report_fixture_finish(&report);
}

static void a_text_is_cut_between_letters(void **state)
{
    (void)state;
    char out[LETTERS_CUT_BYTES];
    letters_cut("Volgers", 15, 400, out);
    assert_string_equal(out, "Volgers");
    letters_cut("Een hele lange naam", 15, 60, out);
    assert_string_equal(out, "Een he…");
    // Neither an accent nor a broken byte is parted from what it stands on.
    letters_cut("aaae\xcc\x81zzzzzzzzzz", 10, 35, out);
    assert_true(strcmp(out, "aaae\xcc\x81…") == 0 || strcmp(out, "aaa…") == 0);
    letters_cut("\xff\xff\xff\xff\xff\xff\xff\xff", 10, 30, out);
    assert_true(strlen(out) < 8);
    char long_text[2000];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    letters_cut(long_text, 1, 1e9, out);
    assert_true(strlen(out) < LETTERS_CUT_BYTES);
}

static void markup_holds_any_text(void **state)
{
    (void)state;
    struct buffer out = {0};
    assert_true(markup_text(&out, "<b a='1'>\"&\x01\xff\xc0\x80\xed\xa0\x80"
                                  "é\xf0\x9f\x98\x8a"));
    assert_true(buffer_append(&out, "", 1));
    assert_string_equal((char *)out.data,
                        "&lt;b a=&#39;1&#39;&gt;&quot;&amp;\ufffd\ufffd\ufffd"
                        "\ufffd\ufffd\ufffd\ufffdé\xf0\x9f\x98\x8a");
    buffer_finish(&out);
    assert_true(markup_text(&out, NULL));
    assert_int_equal(out.size, 0);
}

// Every kind, in every language: what is written is whole, and escaped.
static void every_report_is_a_page(void **state)
{
    (void)state;
    static const char *const kinds[] = {"week",   "month", "quarter",
                                        "year",   "years", "partner",
                                        "hidden", "empty", "extreme"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            struct report report;
            struct buffer out = {0};
            assert_true(report_fixture_make(&report, kinds[i],
                                            (enum language)language));
            assert_true(report_write_html(&report, &out));
            assert_true(buffer_append(&out, "", 1));
            const char *page = (const char *)out.data;
            assert_non_null(strstr(page, "</html>\n"));
            assert_null(strstr(page, "<script"));
            assert_null(strstr(page, "(null)"));
            assert_null(strstr(page, "\"nan"));
            assert_null(strstr(page, "\"-nan"));
            assert_null(strstr(page, "inf\""));
            assert_null(strstr(page, "{1}"));
            buffer_finish(&out);
            report_fixture_finish(&report);
        }
}

static void a_pdf_without_fonts_says_so(void **state)
{
    (void)state;
    struct report report;
    struct buffer out = {0};
    struct error err = {0};
    assert_true(report_fixture_make(&report, "month", LANGUAGE_NL));
    assert_false(report_write_pdf(&report, &out, &err));
    assert_int_equal(err.kind, ERROR_SYSTEM);
    assert_non_null(strstr(err.detail, "fonts"));
    buffer_finish(&out);
    report_fixture_finish(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_of_an_axis_are_round_and_few),
        cmocka_unit_test(days_become_weeks_and_months),
        cmocka_unit_test(what_is_hidden_of_a_week_is_not_added),
        cmocka_unit_test(labels_of_dates_never_collide),
        cmocka_unit_test(a_part_is_told_only_of_what_is_known),
        cmocka_unit_test(a_hidden_count_is_a_stub_without_a_length),
        cmocka_unit_test(what_belongs_to_none_is_not_the_most),
        cmocka_unit_test(findings_are_sentences),
        cmocka_unit_test(nothing_is_a_sentence_and_no_chart),
        cmocka_unit_test(a_text_is_cut_between_letters),
        cmocka_unit_test(markup_holds_any_text),
        cmocka_unit_test(every_report_is_a_page),
        cmocka_unit_test(a_pdf_without_fonts_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
