#include "serve/entity_tag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char tag[] = "\"00000000000000ab\"";

static enum entity_match match(const char *if_none_match)
{
    return entity_tag_match(if_none_match, tag);
}

static void a_version_is_written_as_a_strong_tag(void **state)
{
    (void)state;
    char written[ENTITY_TAG_SIZE];
    entity_tag_write(0xab, written);
    assert_string_equal(written, tag);
    entity_tag_write(UINT64_MAX, written);
    assert_string_equal(written, "\"ffffffffffffffff\"");
}

static void a_tag_is_found_alone_weak_and_in_lists(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "\"00000000000000ab\"",
        "W/\"00000000000000ab\"",
        "  \"00000000000000ab\"\t",
        "\"a\", \"00000000000000ab\"",
        "W/\"a\",W/\"00000000000000ab\",\"b\"",
        "\"a,b\" ,, \"\" ,\t\"00000000000000ab\" , \"c\"",
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (match(lists[i]) != ENTITY_NAMED)
            fail_msg("%s", lists[i]);
}

static void a_star_alone_is_any_tag(void **state)
{
    (void)state;
    assert_int_equal(match("*"), ENTITY_ANY);
    assert_int_equal(match(" * "), ENTITY_ANY);
    assert_int_equal(match("*, *"), ENTITY_UNKNOWN);
    assert_int_equal(match("\"*\""), ENTITY_UNKNOWN);
    assert_int_equal(match("**"), ENTITY_UNKNOWN);
}

static void what_is_another_or_no_tag_is_unknown(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "",
        " ",
        ",",
        "\"00000000000000ac\"",
        "\"00000000000000a\"",
        "\"00000000000000abc\"",
        "\"x00000000000000ab\"",
        "00000000000000ab",
        "\"00000000000000ab",
        "w/\"00000000000000ab\"",
        "W/ \"00000000000000ab\"",
        "x \"00000000000000ab\"",
        "\"a\" \"00000000000000ab\"",
        "W/",
        "\"",
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (match(lists[i]) != ENTITY_UNKNOWN)
            fail_msg("%s", lists[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_version_is_written_as_a_strong_tag),
        cmocka_unit_test(a_tag_is_found_alone_weak_and_in_lists),
        cmocka_unit_test(a_star_alone_is_any_tag),
        cmocka_unit_test(what_is_another_or_no_tag_is_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
