#include "serve/report_asked.h"
#include "serve/report_form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void days_are_read_in_two_ways_and_no_other(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "0",         "2026-02-30", "20260230",    "2026-1-1",
        "2026/01/01", "26-01-01",  "2026-01-0x", "2026-01-011", "+2026101",
        "-0260101",   " 20260101", "20260101 ",  "99999999",    "2026-00-10"};
    assert_int_equal(report_asked_day("2026-11-27"), 20261127);
    assert_int_equal(report_asked_day("20261127"), 20261127);
    assert_int_equal(report_asked_day("2028-02-29"), 20280229);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (report_asked_day(wrong[i]) != 0)
            fail_msg("%s", wrong[i]);
}

static void a_signature_has_64_digits(void **state)
{
    (void)state;
    char text[SIGNATURE_BYTES + 1];
    memset(text, 'a', sizeof text);
    text[64] = '\0';
    assert_true(report_asked_is_signature(text));
    text[63] = 'A';
    assert_false(report_asked_is_signature(text));
    text[63] = '\0';
    assert_false(report_asked_is_signature(text));
    assert_false(report_asked_is_signature(""));
}

static void a_report_is_saved_under_its_partner_and_days(void **state)
{
    (void)state;
    char text[256];
    struct desk_report report = {
        .claim = {.partner_id = "sint-jan", .from = 20261101, .to = 20261130},
        .language = LANGUAGE_DE,
        .format = REPORT_CSV};
    report_asked_disposition(&report, text, sizeof text);
    assert_string_equal(text, "attachment; filename=\"bericht-sint-jan-"
                              "20261101-20261130.csv\"");
    report.claim.partner_id[0] = '\0';
    report.language = LANGUAGE_NL;
    report.format = REPORT_PDF;
    report_asked_disposition(&report, text, sizeof text);
    assert_string_equal(text,
                        "inline; filename=\"verslag-20261101-20261130.pdf\"");
}

static struct report_form a_form(void)
{
    return (struct report_form){"2026-11-01", "2026-11-30", "", "", ""};
}

static void a_form_without_days_asks_for_the_last_thirty(void **state)
{
    (void)state;
    struct desk_letter letter;
    const struct report_form form = {"", "", "", "", ""};
    assert_true(report_form_read(&form, &letter));
    assert_int_equal(letter.wish, DESK_REPORT);
    assert_int_equal(letter.report.claim.to, event_today());
    assert_int_equal(
        event_days_between(letter.report.claim.from, letter.report.claim.to),
        29);
    assert_int_equal(letter.report.format, REPORT_HTML);
}

static void what_cannot_be_asked_is_refused(void **state)
{
    (void)state;
    struct desk_letter letter;
    struct report_form form = a_form();
    assert_true(report_form_read(&form, &letter));
    form.partner = "Sint Jan";
    assert_false(report_form_read(&form, &letter));
    form = a_form();
    form.from = "2026-12-01";
    assert_false(report_form_read(&form, &letter));
    form.from = "2020-01-01";
    assert_false(report_form_read(&form, &letter));
    form = a_form();
    form.language = "xx";
    assert_false(report_form_read(&form, &letter));
    form = a_form();
    form.format = "exe";
    assert_false(report_form_read(&form, &letter));
}

static const char *write_form(struct bytes page, struct buffer *out)
{
    struct desk_letter letter;
    const struct report_form form = a_form();
    assert_true(report_form_read(&form, &letter));
    assert_true(report_form_write(&letter.report, page, "<why>", out));
    assert_true(buffer_append(out, "", 1));
    return (const char *)out->data;
}

static void the_form_goes_on_top_of_the_page(void **state)
{
    (void)state;
    static const char page[] =
        "<head>\n</head>\n<body>\n<header>x</header>\n</body>\n";
    struct buffer out = {0};
    const char *text = write_form(
        (struct bytes){(const uint8_t *)page, sizeof page - 1}, &out);
    assert_non_null(strstr(text, "</style>\n</head>\n<body>\n<form"));
    assert_non_null(strstr(text, "value=\"2026-11-01\""));
    assert_non_null(strstr(text, "</form>\n<header>x</header>\n</body>\n"));
    assert_null(strstr(text, "why"));
    buffer_finish(&out);
}

static void without_a_page_the_form_says_why(void **state)
{
    (void)state;
    struct buffer out = {0};
    const char *text = write_form((struct bytes){0}, &out);
    assert_memory_equal(text, "<!doctype html>", 15);
    assert_non_null(strstr(text, "<h1>&lt;why&gt;</h1>"));
    assert_non_null(strstr(text, "<form"));
    buffer_finish(&out);
    // What is no page of ours becomes none.
    text = write_form((struct bytes){(const uint8_t *)"x", 1}, &out);
    assert_non_null(strstr(text, "<form"));
    buffer_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_read_in_two_ways_and_no_other),
        cmocka_unit_test(a_signature_has_64_digits),
        cmocka_unit_test(a_report_is_saved_under_its_partner_and_days),
        cmocka_unit_test(a_form_without_days_asks_for_the_last_thirty),
        cmocka_unit_test(what_cannot_be_asked_is_refused),
        cmocka_unit_test(the_form_goes_on_top_of_the_page),
        cmocka_unit_test(without_a_page_the_form_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
