#include "cmd/batch_report.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int make(void **state)
{
    (void)state;
    folder_make();
    return 0;
}

static int tidy(void **state)
{
    (void)state;
    folder_remove();
    return 0;
}

static struct batch_entry entry(const char *name, const char *file,
                                const char *message, uint64_t order)
{
    return (struct batch_entry){.row = 2,
                                .name = strdup(name),
                                .format = strdup("a4"),
                                .file = strdup(file),
                                .state = BATCH_STATE_WARNED,
                                .message = strdup(message),
                                .photo = strdup("a.jpg"),
                                .order = order};
}

static void write_report(struct batch_entry *entries, size_t count,
                         char separator, struct buffer *report)
{
    assert_true(
        batch_report_write(entries, count, separator, LANGUAGE_EN, report));
    assert_true(buffer_append(report, "", 1));
    report->size--;
    for (size_t i = 0; i < count; i++)
        batch_entry_finish(&entries[i]);
}

static void a_spreadsheet_opens_it(void **state)
{
    (void)state;
    struct buffer report = {0};
    struct batch_entry entries[] = {
        entry("Zoë; \"Z\"", "zoe-a4.png", "een\ntwee", 0x2a)};
    write_report(entries, 1, ';', &report);
    assert_string_equal(
        (char *)report.data,
        "\xef\xbb\xbfrow;name;format;file;state;message;photo;order\r\n"
        "2;\"Zoë; \"\"Z\"\"\";a4;zoe-a4.png;warned;\"een\ntwee\";a.jpg;"
        "o000000000000002a\r\n");
    buffer_finish(&report);
}

static void nothing_is_a_formula(void **state)
{
    (void)state;
    static const char *const names[] = {"=1+1", "+32", "-1", "@x", "\tx"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buffer report = {0};
        char cell[32];
        struct batch_entry entries[] = {entry(names[i], "x-a4.png", "", 0)};
        write_report(entries, 1, ',', &report);
        snprintf(cell, sizeof cell, "\r\n2,\"'%s\",", names[i]);
        assert_non_null(strstr((char *)report.data, cell));
        buffer_finish(&report);
    }
}

static void the_past_is_read_back(void **state)
{
    (void)state;
    struct batch_past past;
    struct buffer report = {0};
    struct batch_entry entries[] = {
        entry("B", "b-a4.png", "let op", UINT64_MAX),
        entry("A", "a-a4.jpg", "", 7),
        entry("A", "a-a4-2.png", "", 8),
        entry("C", "", "geweigerd", 0),
    };
    write_report(entries, 4, '\t', &report);
    folder_write("report.csv", report.data, report.size);
    buffer_finish(&report);
    assert_true(batch_past_read(&past, folder_path("report.csv")));
    assert_int_equal(past.count, 3);
    const struct batch_earlier *b = batch_past_find(&past, "b-a4");
    assert_non_null(b);
    assert_string_equal(b->file, "b-a4.png");
    assert_string_equal(b->message, "let op");
    assert_true(b->order == UINT64_MAX);
    assert_string_equal(batch_past_find(&past, "a-a4")->file, "a-a4.jpg");
    assert_null(batch_past_find(&past, "a-a"));
    assert_null(batch_past_find(&past, "c-a4"));
    batch_past_finish(&past);
}

static void what_is_no_report_is_none(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "", "a;b\n1;2\n",
        "row;name;format;file;state;message;photo;order\n"
        "2;A;a4;a.png;made;;;o12\n3;A;a4;b.png;made;;;0000000000000001x\n"
        "4;A;a4;c.png;made;;;o00000000000000zz\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct batch_past past;
        folder_write_text("other.csv", texts[i]);
        assert_true(batch_past_read(&past, folder_path("other.csv")));
        assert_int_equal(past.count, 0);
        batch_past_finish(&past);
    }
    struct batch_past past;
    assert_true(batch_past_read(&past, folder_path("none.csv")));
    assert_int_equal(past.count, 0);
    batch_past_finish(&past);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_spreadsheet_opens_it),
        cmocka_unit_test(nothing_is_a_formula),
        cmocka_unit_test(the_past_is_read_back),
        cmocka_unit_test(what_is_no_report_is_none),
    };
    return cmocka_run_group_tests(tests, make, tidy);
}
