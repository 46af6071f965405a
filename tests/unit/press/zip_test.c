// ZIP: every program that reads one finds name, size and check sum before each
// file.
#include "press/zip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool keep(void *context, struct bytes piece)
{
    return buffer_append(context, piece.data, piece.size);
}

static bool refuse(void *context, struct bytes piece)
{
    (void)context;
    (void)piece;
    return false;
}

static struct bytes text(const char *words)
{
    return (struct bytes){(const uint8_t *)words, strlen(words)};
}

static unsigned long number(const struct buffer *from, size_t at, int bytes)
{
    unsigned long value = 0;
    for (int i = bytes - 1; i >= 0; i--)
        value = value << 8 | from->data[at + (size_t)i];
    return value;
}

static void each_file_tells_of_itself_before_it_begins(void **state)
{
    (void)state;
    struct buffer archive = {0};
    struct zip zip = {.take = keep, .context = &archive};
    struct error err = {0};
    assert_true(zip_add(&zip, "a.txt", text("123456789"), &err));
    assert_true(zip_add(&zip, "leeg", (struct bytes){0}, &err));
    const size_t second = 30 + 5 + 9;
    const size_t directory = second + 30 + 4;
    assert_int_equal(archive.size, directory);
    assert_true(zip_close(&zip, &err));
    assert_int_equal(number(&archive, 0, 4), 0x04034b50);
    assert_int_equal(number(&archive, 6, 2), 0); // nothing follows behind it
    assert_int_equal(number(&archive, 8, 2), 0); // stored
    assert_int_equal(number(&archive, 10, 2), 0);
    assert_int_equal(number(&archive, 12, 2), 0x21); // 1 January 1980
    assert_int_equal(number(&archive, 14, 4), 0xcbf43926);
    assert_int_equal(number(&archive, 18, 4), 9);
    assert_int_equal(number(&archive, 22, 4), 9);
    assert_memory_equal(archive.data + 30, "a.txt123456789", 14);
    assert_int_equal(number(&archive, second, 4), 0x04034b50);
    // The directory, its lines, its end.
    assert_int_equal(number(&archive, directory, 4), 0x02014b50);
    assert_int_equal(number(&archive, directory + 42, 4), 0);
    assert_int_equal(number(&archive, directory + 46 + 5 + 42, 4), second);
    const size_t end = archive.size - 22;
    assert_int_equal(number(&archive, end, 4), 0x06054b50);
    assert_int_equal(number(&archive, end + 10, 2), 2);
    assert_int_equal(number(&archive, end + 12, 4), end - directory);
    assert_int_equal(number(&archive, end + 16, 4), directory);
    zip_finish(&zip);
    buffer_finish(&archive);
}

static void who_takes_no_more_is_gone(void **state)
{
    (void)state;
    struct zip zip = {.take = refuse};
    struct error err = {0};
    assert_false(zip_add(&zip, "a", text("x"), &err));
    assert_int_equal(err.kind, ERROR_GONE);
    zip_finish(&zip);
}

static void what_would_be_too_large_is_refused(void **state)
{
    (void)state;
    struct buffer archive = {0};
    struct zip zip = {
        .take = keep, .context = &archive, .size = ZIP_BYTES_MAX - 1000};
    struct error err = {0};
    assert_false(zip_add(&zip, "a", text("a file of some size"), &err) &&
                 zip_add(&zip, "b", (struct bytes){0}, &err));
    assert_int_equal(err.kind, ERROR_SYSTEM);
    zip_finish(&zip);
    buffer_finish(&archive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_file_tells_of_itself_before_it_begins),
        cmocka_unit_test(who_takes_no_more_is_gone),
        cmocka_unit_test(what_would_be_too_large_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
