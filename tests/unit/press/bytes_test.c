#include "press/bytes.h"

#include "folder.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_holds(const struct buffer *buffer, const char *text)
{
    assert_int_equal(buffer->size, strlen(text));
    assert_memory_equal(buffer->data, text, strlen(text));
}

static void a_zeroed_buffer_is_empty_and_grows(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    assert_null(buffer_view(&buffer).data);
    assert_int_equal(buffer_view(&buffer).size, 0);
    assert_true(buffer_append(&buffer, NULL, 0));
    assert_null(buffer.data);
    for (int i = 0; i < 1000; i++)
        assert_true(buffer_append_text(&buffer, "abc"));
    assert_int_equal(buffer.size, 3000);
    assert_true(buffer.capacity >= buffer.size);
    assert_memory_equal(buffer.data + 2997, "abc", 3);
    buffer_finish(&buffer);
    buffer_finish(&buffer);
    assert_null(buffer.data);
    assert_int_equal(buffer.capacity, 0);
}

static void append_past_limit_changes_nothing(void **state)
{
    (void)state;
    struct buffer buffer = {.limit = 5};
    assert_true(buffer_append_text(&buffer, "abc"));
    assert_false(buffer_append_text(&buffer, "def"));
    assert_holds(&buffer, "abc");
    assert_false(buffer_append_format(&buffer, "%d", 123));
    assert_holds(&buffer, "abc");
    assert_true(buffer_append_text(&buffer, "de"));
    assert_false(buffer_append(&buffer, "f", 1));
    assert_true(buffer_append(&buffer, "f", 0));
    assert_holds(&buffer, "abcde");
    buffer_finish(&buffer);
    assert_int_equal(buffer.limit, 5);
}

static void a_size_beyond_memory_is_refused(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    assert_true(buffer_append_text(&buffer, "abc"));
    assert_false(buffer_append(&buffer, "x", SIZE_MAX));
    assert_false(buffer_append(&buffer, "x", SIZE_MAX - 2));
    assert_false(buffer_reserve(&buffer, SIZE_MAX));
    assert_holds(&buffer, "abc");
    buffer_finish(&buffer);
}

static void reserve_makes_room_and_keeps_the_content(void **state)
{
    (void)state;
    struct buffer buffer = {.limit = 100000};
    assert_true(buffer_append_text(&buffer, "abc"));
    assert_true(buffer_reserve(&buffer, 100000));
    assert_true(buffer.capacity >= 100000);
    assert_holds(&buffer, "abc");
    const uint8_t *before = buffer.data;
    for (int i = 3; i < 100000; i++)
        assert_true(buffer_append(&buffer, "x", 1));
    assert_ptr_equal(buffer.data, before);
    buffer_finish(&buffer);
    assert_false(buffer_reserve(&buffer, 100001));
    assert_true(buffer_reserve(&buffer, 0));
}

static void append_format_writes_as_printf(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    assert_true(buffer_append_format(&buffer, "%s-%03d", "a", 7));
    assert_true(buffer_append_format(&buffer, "%s", ""));
    assert_true(buffer_append_format(&buffer, "%500s|", ""));
    assert_int_equal(buffer.size, 5 + 501);
    assert_memory_equal(buffer.data, "a-007 ", 6);
    buffer_finish(&buffer);
}

static void a_file_is_appended_whole_or_not_at_all(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    char large[70000];
    memset(large, 'x', sizeof large);
    folder_make();
    folder_write("large", large, sizeof large);
    folder_write_text("empty", "");
    assert_true(buffer_append_text(&buffer, "abc"));
    assert_true(buffer_append_file(&buffer, folder_path("empty"), 0));
    assert_holds(&buffer, "abc");
    assert_true(
        buffer_append_file(&buffer, folder_path("large"), sizeof large));
    assert_int_equal(buffer.size, 3 + sizeof large);
    assert_false(
        buffer_append_file(&buffer, folder_path("large"), sizeof large - 1));
    assert_int_equal(errno, EFBIG);
    assert_false(buffer_append_file(&buffer, folder_path("none"), 9));
    assert_int_equal(errno, ENOENT);
    assert_false(buffer_append_file(&buffer, folder_path("."), 9));
    assert_int_equal(errno, EISDIR);
    buffer_finish(&buffer);
    buffer.limit = 10;
    assert_false(
        buffer_append_file(&buffer, folder_path("large"), sizeof large));
    buffer_finish(&buffer);
    folder_remove();
}

static void a_product_that_overflows_is_refused(void **state)
{
    (void)state;
    size_t product = 7;
    assert_false(bytes_multiply(SIZE_MAX, 2, &product));
    assert_false(bytes_multiply(SIZE_MAX / 2 + 1, 2, &product));
    assert_false(bytes_multiply((size_t)1 << 32, (size_t)1 << 32, &product));
    assert_int_equal(product, 7);
    assert_true(bytes_multiply(SIZE_MAX / 2, 2, &product));
    assert_int_equal(product, SIZE_MAX - 1);
    assert_true(bytes_multiply(SIZE_MAX, 0, &product));
    assert_int_equal(product, 0);
}

static uint64_t hash_of(const char *text)
{
    return bytes_hash(BYTES_HASH_EMPTY,
                      (struct bytes){(const uint8_t *)text, strlen(text)});
}

// The vectors of its authors.
static void the_hash_is_that_of_fowler_noll_and_vo(void **state)
{
    (void)state;
    assert_true(hash_of("") == BYTES_HASH_EMPTY);
    assert_true(hash_of("a") == 0xaf63dc4c8601ec8c);
    assert_true(hash_of("foobar") == 0x85944171f73967e8);
    assert_true(
        bytes_hash(hash_of("foo"), (struct bytes){(const uint8_t *)"bar", 3}) ==
        hash_of("foobar"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zeroed_buffer_is_empty_and_grows),
        cmocka_unit_test(append_past_limit_changes_nothing),
        cmocka_unit_test(a_size_beyond_memory_is_refused),
        cmocka_unit_test(reserve_makes_room_and_keeps_the_content),
        cmocka_unit_test(append_format_writes_as_printf),
        cmocka_unit_test(a_file_is_appended_whole_or_not_at_all),
        cmocka_unit_test(the_hash_is_that_of_fowler_noll_and_vo),
        cmocka_unit_test(a_product_that_overflows_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
