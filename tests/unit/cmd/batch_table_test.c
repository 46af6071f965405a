#include "cmd/batch_table.h"

#include "press/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(text) ((struct bytes){(const uint8_t *)(text), sizeof(text) - 1})

static struct batch_table read_table(struct bytes file)
{
    struct batch_table table;
    struct error err = {0};
    if (!batch_table_read(&table, file, "list", LANGUAGE_EN, &err))
        fail_msg("%s", err.detail);
    return table;
}

// Fails unless the detail has both texts.
static void assert_refused(struct bytes file, const char *first,
                           const char *second)
{
    struct batch_table table;
    struct error err = {0};
    assert_false(batch_table_read(&table, file, "list", LANGUAGE_EN, &err));
    assert_int_equal(err.kind, ERROR_INVALID);
    if (!strstr(err.detail, first) || !strstr(err.detail, second))
        fail_msg("\"%s\" and \"%s\" are not in: %s", first, second, err.detail);
}

static void assert_row(const struct batch_table *table, size_t row, long number,
                       const char *first, const char *second)
{
    assert_true(row < table->row_count);
    assert_int_equal(table->rows[row].number, number);
    assert_string_equal(batch_table_cell(table, row, 0), first);
    assert_string_equal(batch_table_cell(table, row, 1), second);
}

static void assert_is_cafe(struct bytes file, char separator)
{
    struct batch_table table = read_table(file);
    assert_int_equal(table.separator, separator);
    assert_int_equal(table.header.count, 2);
    assert_string_equal(batch_table_header(&table, 0), "naam");
    assert_int_equal(table.row_count, 1);
    assert_row(&table, 0, 2, "Zoë", "café");
    batch_table_finish(&table);
}

static void every_code_is_read(void **state)
{
    (void)state;
    assert_is_cafe(BYTES("naam,slogan\nZoë,café\n"), ',');
    assert_is_cafe(BYTES("\xef\xbb\xbfnaam;slogan\r\nZoë;café\r\n"), ';');
    assert_is_cafe(BYTES("naam;slogan\r\nZo\xeb;caf\xe9\r\n"), ';');
    assert_is_cafe(BYTES("naam\tslogan\rZo\xeb\tcaf\xe9\r"), '\t');
    assert_is_cafe(BYTES("\xff\xfen\0a\0a\0m\0\t\0s\0\r\0\n\0Z\0o\0\xeb\0\t\0"
                         "c\0a\0f\0\xe9\0"),
                   '\t');
    assert_is_cafe(BYTES("\xfe\xff\0n\0a\0a\0m\0;\0s\0\n\0Z\0o\0\xeb\0;"
                         "\0c\0a\0f\0\xe9"),
                   ';');
}

static void quotes_hold_separators_and_line_breaks(void **state)
{
    (void)state;
    struct batch_table table = read_table(
        BYTES("a;b\r\n\"een; twee\";\"zij zei \"\"ja\"\"\r\nen bleef\"\r\n"
              "5\" scherm; \"na\"\r\n"));
    assert_int_equal(table.row_count, 2);
    assert_row(&table, 0, 2, "een; twee", "zij zei \"ja\"\nen bleef");
    assert_row(&table, 1, 3, "5\" scherm", "na");
    batch_table_finish(&table);
}

static void rows_are_numbered_as_a_spreadsheet_does(void **state)
{
    (void)state;
    struct batch_table table = read_table(
        BYTES("sep=,\r\na,b\r\n\r\n,,\r\n1,\"x\r\ny\"\r\n\r\n2\r\n"));
    assert_int_equal(table.separator, ',');
    assert_int_equal(table.row_count, 2);
    assert_row(&table, 0, 4, "1", "x\ny");
    assert_row(&table, 1, 6, "2", "");
    batch_table_finish(&table);
}

static void the_separator_is_that_of_the_header(void **state)
{
    (void)state;
    struct batch_table table = read_table(BYTES("\"a,b,c\";d\n1,2,3,4;5\n"));
    assert_int_equal(table.separator, ';');
    assert_string_equal(batch_table_header(&table, 0), "a,b,c");
    assert_row(&table, 0, 2, "1,2,3,4", "5");
    batch_table_finish(&table);
    table = read_table(BYTES("sep=;\na,b;c\n1;2\n"));
    assert_string_equal(batch_table_header(&table, 0), "a,b");
    batch_table_finish(&table);
    table = read_table(BYTES("alone\nx\n"));
    assert_int_equal(table.header.count, 1);
    batch_table_finish(&table);
}

static void words_beyond_the_last_column_are_seen(void **state)
{
    (void)state;
    struct batch_table table = read_table(BYTES("a,b\n1,2,\n1,2,3\n1\n"));
    assert_false(batch_table_overflows(&table, 0));
    assert_true(batch_table_overflows(&table, 1));
    assert_false(batch_table_overflows(&table, 2));
    batch_table_finish(&table);
}

static void what_is_no_list_is_told(void **state)
{
    (void)state;
    assert_refused(BYTES(""), "list", "empty");
    assert_refused(BYTES("\xef\xbb\xbf"), "list", "empty");
    assert_refused(BYTES("\r\n;;\r\n"), "list", "empty");
    assert_refused(BYTES("PK\x03\x04...."), "list", "workbook");
    assert_refused(BYTES("\xd0\xcf\x11\xe0...."), "list", "workbook");
    assert_refused(BYTES("a,b\n1\0,2\n"), "list", "not text");
    assert_refused(BYTES("a,b\n\x81,2\n"), "list", "not text");
    assert_refused(BYTES("a,b\n1,2\n3,\"4\n5,6\n"), "row 3", "quote");
}

static void what_is_too_much_is_told_with_its_row(void **state)
{
    (void)state;
    struct buffer text = {0};
    assert_true(buffer_append_text(&text, "a\n1\n"));
    for (int i = 0; i <= LIMIT_TEXT_BYTES; i++)
        assert_true(buffer_append_text(&text, "x"));
    assert_refused(buffer_view(&text), "row 3", "4096");
    text.size = 0;
    assert_true(buffer_append_text(&text, "a,b\n"));
    for (int i = 0; i < BATCH_COLUMNS_MAX; i++)
        assert_true(buffer_append_text(&text, "x,"));
    assert_refused(buffer_view(&text), "row 2", "64");
    text.size = 0;
    for (int i = 0; i <= BATCH_ROWS_MAX; i++)
        assert_true(buffer_append_text(&text, "x\n"));
    struct batch_table table = read_table(buffer_view(&text));
    assert_int_equal(table.row_count, BATCH_ROWS_MAX);
    batch_table_finish(&table);
    assert_true(buffer_append_text(&text, "x\n"));
    assert_refused(buffer_view(&text), "10000", "rows");
    buffer_finish(&text);
}

static void a_file_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct batch_table table;
    struct error err = {0};
    assert_false(
        batch_table_read_file(&table, "/nonexistent", LANGUAGE_NL, &err));
    assert_non_null(strstr(err.detail, "/nonexistent: kan niet"));
    assert_false(batch_table_read_file(&table, "/", LANGUAGE_NL, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_is_read),
        cmocka_unit_test(quotes_hold_separators_and_line_breaks),
        cmocka_unit_test(rows_are_numbered_as_a_spreadsheet_does),
        cmocka_unit_test(the_separator_is_that_of_the_header),
        cmocka_unit_test(words_beyond_the_last_column_are_seen),
        cmocka_unit_test(what_is_no_list_is_told),
        cmocka_unit_test(what_is_too_much_is_told_with_its_row),
        cmocka_unit_test(a_file_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
