#include "evaluation/report.h"

#include "databases.h"
#include "evaluation/report_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum database_kind kind;
static struct store *store;

static void run(const char *sql)
{
    struct error err = {0};
    if (!store_run(store, sql, NULL, 0, NULL, &err))
        fail_msg("%s", err.detail);
}

#define COUNTS "INSERT INTO counts VALUES "

static int set_up(void **state)
{
    (void)state;
    struct error err = {0};
    assert_true(store_open(&store, databases_make(kind), STORE_WRITE, &err));
    run(COUNTS
        "(20261031, 'poster-made', 'a', 'like', 'a4', 'pdf', 'nl', '', 1000),"
        "(20261101, 'page-opened', '', '', '', '', 'nl', '', 40),"
        "(20261101, 'page-opened', 'a', '', '', '', 'fr', '', 10),"
        "(20261101, 'photo-chosen', 'a', '', '', '', 'nl', '', 30),"
        "(20261101, 'poster-made', 'a', 'like', 'a4', 'pdf', 'nl', '', 6),"
        "(20261101, 'poster-made', 'b', 'klas', 'story', 'png', 'nl', '', 9),"
        "(20261103, 'poster-made', 'b', 'klas', 'a4', 'png', 'fr', '', 5),"
        "(20261103, 'poster-downloaded', 'b', 'klas', 'a4', 'png', 'fr', '',"
        " 4),"
        "(20261103, 'kit-made', 'b', 'klas', '', '', 'nl', '', 2),"
        "(20261104, 'poster-made', 'b', 'klas', 'a4', 'png', 'fr', '', 1000)");
    run(COUNTS
        "(20261101, 'shared', 'a', '', '', '', 'nl', 'x', 3),"
        "(20261102, 'caption-copied', 'b', '', '', '', 'nl', 'x', 4),"
        "(20261102, 'caption-copied', 'b', '', '', '', 'nl', 'facebook', 9),"
        "(20261102, 'link-followed', 'b', '', '', '', 'nl', 'over', 2),"
        "(20261102, 'conversion', 'b', '', '', '', 'nl', 'job', 8),"
        "(20261102, 'error', 'b', '', '', '', 'nl', 'photo_missing', 6),"
        "(20261102, 'error', 'b', '', '', '', 'nl', 'none_of_ours', 6),"
        "(20261102, 'tomorrow', 'c', '', '', '', 'nl', '', 6),"
        "(20261102, 'rating', 'b', '', '', '', 'nl', 'poster/ease/5', 3),"
        "(20261102, 'rating', 'a', '', '', '', 'fr', 'poster/ease/5', 1),"
        "(20261102, 'rating', 'b', '', '', '', 'nl', 'poster/ease/2', 1),"
        "(20261102, 'rating', 'b', '', '', '', 'nl', 'partner/again/1', 1),"
        "(20261102, 'rating', 'b', '', '', '', 'nl', 'poster/ease/6', 99),"
        "(20261102, 'rating', 'b', '', '', '', 'nl', 'poster/ease', 99)");
    run("INSERT INTO remarks VALUES"
        " (20261102, 'b', 'poster', 'nl', 'tweede'),"
        " (20261101, 'b', 'poster', 'nl', 'eerste'),"
        " (20261101, 'a', 'poster', 'nl', 'van a'),"
        " (20261105, 'b', 'poster', 'nl', 'later')");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    store_close(store);
    store = NULL;
    return 0;
}

static struct report read_report(const struct report_wish *wish)
{
    struct report report;
    struct error err = {0};
    if (!report_read(&report, store, wish, &err))
        fail_msg("%s", err.detail);
    return report;
}

static const struct report_wish three_days = {.from = 20261101, .to = 20261103};

static void what_happened_on_its_days_is_summed(void **state)
{
    (void)state;
    struct report report = read_report(&three_days);
    assert_int_equal(report.totals[EVENT_PAGE_OPENED], 50);
    assert_int_equal(report.totals[EVENT_POSTER_MADE], 20);
    assert_int_equal(report.totals[EVENT_KIT_MADE], 2);
    assert_int_equal(report.steps[REPORT_STEP_CHOSEN], 30);
    assert_int_equal(report.steps[REPORT_STEP_DOWNLOADED], 6);
    assert_int_equal(report.steps[REPORT_STEP_SHARED], 16);
    assert_int_equal(report.day_count, 3);
    assert_int_equal(report.days[0].opened, 50);
    assert_int_equal(report.days[0].made, 15);
    assert_int_equal(report.days[1].day, 20261102);
    assert_int_equal(report.days[1].made, 0);
    assert_int_equal(report.days[2].made, 5);
    assert_int_equal(report.days[2].downloaded, 6);
    report_finish(&report);
}

static void is_row(const struct report_row *row, const char *id, long opened,
                   long made, long downloaded)
{
    assert_string_equal(row->id, id);
    assert_int_equal(row->opened, opened);
    assert_int_equal(row->made, made);
    assert_int_equal(row->downloaded, downloaded);
}

static void tables_have_the_largest_first_and_kits_by_themselves(void **state)
{
    (void)state;
    struct report report = read_report(&three_days);
    assert_int_equal(report.templates.count, 2);
    is_row(&report.templates.rows[0], "klas", 0, 14, 6);
    is_row(&report.templates.rows[1], "like", 0, 6, 0);
    assert_int_equal(report.formats.count, 3);
    is_row(&report.formats.rows[0], "a4", 0, 11, 4);
    is_row(&report.formats.rows[1], "story", 0, 9, 0);
    is_row(&report.formats.rows[2], "kit", 0, 0, 2);
    assert_int_equal(report.types.count, 3);
    assert_string_equal(report.types.rows[0].name, "PNG");
    assert_int_equal(report.languages.count, 2);
    is_row(&report.languages.rows[0], "nl", 40, 15, 2);
    assert_string_equal(report.languages.rows[0].name, "Nederlands");
    assert_int_equal(report.partners.count, 3);
    is_row(&report.partners.rows[0], "b", 0, 14, 6);
    is_row(&report.partners.rows[2], "", 40, 0, 0);
    assert_string_equal(report.partners.rows[2].name, "Zonder partner");
    // What this program knows no event of does not make a partner.
    assert_int_equal(report.partner_count, 2);
    report_finish(&report);
}

static void lists_are_of_their_events(void **state)
{
    (void)state;
    struct report report = read_report(&three_days);
    assert_int_equal(report.networks.count, 2);
    assert_string_equal(report.networks.items[0].id, "facebook");
    assert_string_equal(report.networks.items[0].name, "Facebook");
    assert_int_equal(report.networks.items[0].count, 9);
    assert_int_equal(report.networks.items[1].count, 7);
    assert_int_equal(report.links.count, 1);
    assert_string_equal(report.links.items[0].name, "over");
    assert_int_equal(report.conversions.items[0].count, 8);
    assert_int_equal(report.causes.count, 2);
    assert_string_equal(report.causes.items[0].name, "none_of_ours");
    assert_string_equal(report.causes.items[1].name,
                        "Kies een foto: dit ontwerp kan niet zonder");
    report_finish(&report);
}

static void a_partners_report_has_its_own_alone(void **state)
{
    (void)state;
    struct report_wish wish = three_days;
    strcpy(wish.partner_id, "a");
    wish.has_remarks = true;
    struct report report = read_report(&wish);
    assert_string_equal(report.partner_name, "a");
    assert_int_equal(report.totals[EVENT_PAGE_OPENED], 10);
    assert_int_equal(report.totals[EVENT_POSTER_MADE], 6);
    assert_int_equal(report.templates.count, 1);
    assert_int_equal(report.partners.count, 0);
    assert_int_equal(report.networks.count, 1);
    assert_int_equal(report.questions[0].answers, 1);
    assert_int_equal(report.remark_count, 1);
    assert_string_equal(report.remarks[0].text, "van a");
    report_finish(&report);
}

static void remarks_are_told_when_they_are_wished(void **state)
{
    (void)state;
    struct report_wish wish = three_days;
    struct report report = read_report(&wish);
    assert_int_equal(report.remark_count, 0);
    report_finish(&report);
    wish.has_remarks = true;
    report = read_report(&wish);
    assert_int_equal(report.remark_count, 3);
    assert_string_equal(report.remarks[0].text, "van a");
    assert_string_equal(report.remarks[1].text, "eerste");
    assert_string_equal(report.remarks[2].text, "tweede");
    report_finish(&report);
}

static void questions_have_their_spread_and_mean(void **state)
{
    (void)state;
    struct report_wish wish = three_days;
    struct survey_list surveys = {0};
    struct error err = {0};
    if (!survey_list_read(&surveys, SOURCE_DIR "/deploy/surveys.ini", &err))
        fail_msg("%s", err.detail);
    struct report report = read_report(&wish);
    // Without the file, those that have answers, by their ids.
    assert_int_equal(report.question_count, 2);
    assert_string_equal(report.questions[0].text, "ease");
    assert_int_equal(report.questions[0].answers, 5);
    assert_int_equal(report.questions[0].spread[4], 4);
    assert_int_equal(report.questions[0].spread[1], 1);
    assert_int_equal((int)(report.questions[0].mean * 1000 + 0.5), 4400);
    report_finish(&report);
    wish.surveys = &surveys;
    wish.language = LANGUAGE_EN;
    report = read_report(&wish);
    assert_int_equal(report.question_count, 7);
    assert_string_equal(report.questions[0].text,
                        surveys.surveys[0].questions[0].texts[LANGUAGE_EN]);
    assert_int_equal(report.questions[0].answers, 5);
    assert_int_equal(report.questions[1].answers, 0);
    assert_false(report.questions[1].mean > 0);
    report_finish(&report);
    survey_list_finish(&surveys);
}

static void names_come_from_the_press(void **state)
{
    (void)state;
    const struct press_config config = {
        .templates_dir = SOURCE_DIR "/templates",
        .fonts_file = SOURCE_DIR "/fonts/fonts.ini",
        .photo_limits = PHOTO_LIMITS_DEFAULT,
        .partners_dir = SOURCE_DIR "/partners"};
    struct press *press = NULL;
    struct error err = {0};
    if (!press_create(&press, &config, &err))
        fail_msg("%s", err.detail);
    run(COUNTS "(20261102, 'poster-made', 'stad-leeuwstede', 'like', 'a4',"
               " 'pdf', 'nl', '', 100)");
    struct report_wish wish = three_days;
    wish.press = press;
    wish.language = LANGUAGE_FR;
    struct report report = read_report(&wish);
    assert_string_equal(report.templates.rows[0].name, "J’aime");
    assert_string_equal(report.formats.rows[0].name, "Affiche A4");
    assert_string_equal(report.partners.rows[0].name, "Ville de Leeuwstede");
    report_finish(&report);
    press_destroy(press);
}

static void the_first_day_is_found(void **state)
{
    (void)state;
    int day = -1;
    struct error err = {0};
    assert_true(report_first_day(store, "", &day, &err));
    assert_int_equal(day, 20261031);
    assert_true(report_first_day(store, "b", &day, &err));
    assert_int_equal(day, 20261101);
    assert_true(report_first_day(store, "nobody", &day, &err));
    assert_int_equal(day, 0);
}

static void days_that_are_none_are_refused(void **state)
{
    (void)state;
    static const struct report_wish wishes[] = {
        {.from = 20261103, .to = 20261101}, {.from = 19990101, .to = 20261101}};
    for (size_t i = 0; i < 2; i++) {
        struct report report;
        struct error err = {0};
        assert_false(report_read(&report, store, &wishes[i], &err));
        assert_int_equal(err.kind, ERROR_INVALID);
    }
}

static bool keep_piece(void *context, struct bytes piece)
{
    return buffer_append(context, piece.data, piece.size);
}

static bool refuse_piece(void *context, struct bytes piece)
{
    (void)context;
    (void)piece;
    return false;
}

static void every_count_is_exported(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct error err = {0};
    struct report_wish wish = {.from = 20261103, .to = 20261104};
    assert_true(report_export(store, &wish, keep_piece, &out, &err));
    buffer_append(&out, "", 1);
    assert_string_equal(
        (char *)out.data,
        "day,event,partner,template,format,type,language,detail,count\r\n"
        "2026-11-03,kit-made,b,klas,,,nl,,2\r\n"
        "2026-11-03,poster-downloaded,b,klas,a4,png,fr,,4\r\n"
        "2026-11-03,poster-made,b,klas,a4,png,fr,,5\r\n"
        "2026-11-04,poster-made,b,klas,a4,png,fr,,1000\r\n");
    assert_false(report_export(store, &wish, refuse_piece, NULL, &err));
    strcpy(wish.partner_id, "nobody");
    out.size = 0;
    assert_true(report_export(store, &wish, keep_piece, &out, &err));
    assert_int_equal(out.size, 62);
    buffer_finish(&out);
}

// What becomes of days of so many posters made.
static void hidden_days(const long made[4], const long expected[4])
{
    struct report_day days[4] = {0};
    struct report report = {.days = days, .day_count = 4};
    for (int i = 0; i < 4; i++) {
        days[i].made = made[i];
        report.totals[EVENT_POSTER_MADE] += made[i];
    }
    report.steps[REPORT_STEP_MADE] = report.totals[EVENT_POSTER_MADE];
    report_hide(&report);
    for (int i = 0; i < 4; i++)
        if (days[i].made != expected[i])
            fail_msg("%ld of %ld, %ld, %ld, %ld became %ld", made[i], made[0],
                     made[1], made[2], made[3], days[i].made);
}

enum { FEW = REPORT_HIDDEN, MORE = REPORT_WITHHELD };

static void few_cannot_be_worked_out_of_a_list(void **state)
{
    (void)state;
    static const struct {
        long made[4];
        long expected[4];
    } cases[] = {
        {{5, 7, 0, 9}, {5, 7, 0, 9}},
        // One of them is the sum less the others.
        {{3, 7, 0, 9}, {FEW, MORE, 0, 9}},
        {{7, 9, 5, 4}, {7, 9, MORE, FEW}},
        // Two of them may be any two.
        {{3, 7, 2, 9}, {FEW, 7, FEW, 9}},
        // But there is only one way to make 2 of two, or 12 of three.
        {{1, 1, 6, 7}, {FEW, FEW, MORE, 7}},
        {{4, 4, 4, 8}, {FEW, FEW, FEW, MORE}},
        {{1, 2, 6, 7}, {FEW, FEW, 6, 7}},
        // 6 is 5 and 1, and 13 is 9 and 4 when no withheld one is above 9.
        {{1, 5, 20, 30}, {FEW, MORE, MORE, 30}},
        {{4, 9, 9, 30}, {FEW, MORE, MORE, 30}},
        // Nothing else to withhold: the sum is not told either.
        {{3, 0, 0, 0}, {FEW, 0, 0, 0}},
        {{1, 1, 1, 1}, {FEW, FEW, FEW, FEW}},
        {{0, 0, 0, 0}, {0, 0, 0, 0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        hidden_days(cases[i].made, cases[i].expected);
}

static void the_order_of_few_tells_nothing(void **state)
{
    (void)state;
    struct report_row rows[] = {
        {.id = "z", .made = 9}, {.id = "b", .made = 2}, {.id = "a", .made = 1}};
    struct report report = {.templates = {rows, 3},
                            .steps = {[REPORT_STEP_MADE] = 12}};
    report_hide(&report);
    is_row(&rows[0], "z", 0, 9, 0);
    is_row(&rows[1], "a", 0, FEW, 0);
    is_row(&rows[2], "b", 0, FEW, 0);
}

static void few_cannot_be_worked_out_of_a_step(void **state)
{
    (void)state;
    struct report report = {
        .totals = {[EVENT_POSTER_DOWNLOADED] = 100,
                   [EVENT_KIT_MADE] = 2,
                   [EVENT_SHARED] = 1,
                   [EVENT_CAPTION_COPIED] = 2,
                   [EVENT_CONVERSION] = 4,
                   [EVENT_ERROR] = 5},
        .steps = {[REPORT_STEP_DOWNLOADED] = 102, [REPORT_STEP_SHARED] = 3}};
    report_hide(&report);
    assert_int_equal(report.totals[EVENT_KIT_MADE], FEW);
    assert_int_equal(report.totals[EVENT_POSTER_DOWNLOADED], MORE);
    assert_int_equal(report.steps[REPORT_STEP_DOWNLOADED], 102);
    assert_int_equal(report.totals[EVENT_SHARED], FEW);
    assert_int_equal(report.totals[EVENT_CAPTION_COPIED], FEW);
    assert_int_equal(report.steps[REPORT_STEP_SHARED], FEW);
    assert_int_equal(report.totals[EVENT_CONVERSION], FEW);
    assert_int_equal(report.totals[EVENT_ERROR], 5);
}

static void answers_of_few_are_not_told(void **state)
{
    (void)state;
    struct report_question questions[] = {
        {.spread = {0, 0, 0, 4, 0}, .answers = 4, .mean = 4},
        {.spread = {1, 0, 0, 6, 0}, .answers = 7, .mean = 25 / 7.0},
        {.spread = {0, 0, 0, 6, 5}, .answers = 11, .mean = 49 / 11.0},
        {.answers = 0},
    };
    struct report report = {.questions = questions, .question_count = 4};
    report_hide(&report);
    assert_int_equal(questions[0].answers, FEW);
    assert_false(questions[0].mean > 0);
    assert_int_equal(questions[0].spread[0], FEW);
    assert_int_equal(questions[0].spread[3], FEW);
    assert_int_equal(questions[1].answers, 7);
    assert_true(questions[1].mean > 3);
    assert_int_equal(questions[1].spread[1], MORE);
    assert_int_equal(questions[1].spread[3], MORE);
    assert_int_equal(questions[2].spread[0], 0);
    assert_int_equal(questions[2].spread[3], 6);
    assert_int_equal(questions[3].answers, 0);
    assert_int_equal(questions[3].spread[0], 0);
}

static void a_report_for_a_partner_tells_no_count_of_few(void **state)
{
    (void)state;
    struct report_wish wish = three_days;
    strcpy(wish.partner_id, "b");
    wish.hides_few = true;
    struct report report = read_report(&wish);
    assert_int_equal(report.totals[EVENT_KIT_MADE], FEW);
    assert_int_equal(report.links.items[0].count, FEW);
    assert_int_equal(report.templates.rows[0].made, 14);
    static const enum report_format formats[] = {REPORT_TEXT, REPORT_CSV,
                                                 REPORT_JSON};
    for (size_t i = 0; i < 3; i++) {
        struct buffer out = {0};
        struct error err = {0};
        assert_true(report_write(&report, formats[i], &out, &err));
        buffer_append(&out, "", 1);
        assert_non_null(strstr((char *)out.data, "<5"));
        assert_null(strstr((char *)out.data, " -1"));
        assert_null(strstr((char *)out.data, ",-"));
        buffer_finish(&out);
    }
    report_finish(&report);
}

// However a spreadsheet parts cells: at commas as it should, or at semicolons.
static void no_remark_becomes_a_formula(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *cell;
    } cases[] = {
        {"Top.", ",Top.,"},
        {"=1+1", ",\"'=1+1\","},
        {" @SUM(1)", ",\" '@SUM(1)\","},
        {"x;=cmd|' /C calc'!A0", ",\"x;'=cmd|' /C calc'!A0\","},
        {"x\";=1", ",\"x\"\";'=1\","},
        {"leuk, -1", ",\"leuk, '-1\","},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report_remark remark = {.day = 20261127,
                                       .text = (char *)cases[i].text};
        const struct report report = {.wish = {.has_remarks = true},
                                      .remarks = &remark,
                                      .remark_count = 1};
        struct buffer out = {0};
        assert_true(report_write_csv(&report, &out));
        buffer_append(&out, "", 1);
        if (!strstr((const char *)out.data, cases[i].cell))
            fail_msg("%s: %s", cases[i].cell, (const char *)out.data);
        buffer_finish(&out);
    }
}

int main(void)
{
    const struct CMUnitTest of_both[] = {
        cmocka_unit_test(what_happened_on_its_days_is_summed),
        cmocka_unit_test(tables_have_the_largest_first_and_kits_by_themselves),
        cmocka_unit_test(lists_are_of_their_events),
        cmocka_unit_test(a_partners_report_has_its_own_alone),
        cmocka_unit_test(remarks_are_told_when_they_are_wished),
        cmocka_unit_test(questions_have_their_spread_and_mean),
        cmocka_unit_test(the_first_day_is_found),
        cmocka_unit_test(days_that_are_none_are_refused),
        cmocka_unit_test(every_count_is_exported),
        cmocka_unit_test(a_report_for_a_partner_tells_no_count_of_few),
    };
    const struct CMUnitTest of_one[] = {
        cmocka_unit_test(names_come_from_the_press),
    };
    const struct CMUnitTest of_none[] = {
        cmocka_unit_test(no_remark_becomes_a_formula),
        cmocka_unit_test(few_cannot_be_worked_out_of_a_list),
        cmocka_unit_test(the_order_of_few_tells_nothing),
        cmocka_unit_test(few_cannot_be_worked_out_of_a_step),
        cmocka_unit_test(answers_of_few_are_not_told),
    };
    int failed = 0;
    databases_start();
    for (int i = 0; i < DATABASE_KINDS; i++) {
        kind = (enum database_kind)i;
        struct CMUnitTest tests[sizeof of_both / sizeof *of_both];
        memcpy(tests, of_both, sizeof of_both);
        for (size_t j = 0; j < sizeof tests / sizeof *tests; j++) {
            tests[j].setup_func = set_up;
            tests[j].teardown_func = tear_down;
        }
        failed += cmocka_run_group_tests_name("databases", tests, NULL, NULL);
    }
    kind = DATABASE_SQLITE;
    failed += cmocka_run_group_tests_name("names", of_one, set_up, tear_down);
    failed += cmocka_run_group_tests_name("hiding", of_none, NULL, NULL);
    databases_stop();
    return failed;
}
