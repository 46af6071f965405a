#include "press/error.h"
#include "press/messages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_sentence_is_there_in_every_language(void **state)
{
    (void)state;
    const long values[MESSAGE_VALUES] = {7, 90};
    for (int i = 1; i < MESSAGE_COUNT; i++)
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            char text[512];
            message_write((enum message)i, (enum language)language, values,
                          text, sizeof text);
            if (strlen(text) < 15 || strlen(text) > 400 || strchr(text, '{') ||
                text[strlen(text) - 1] != '.')
                fail_msg("%d in %s: \"%s\"", i,
                         language_tag((enum language)language), text);
        }
}

static void numbers_stand_where_they_belong(void **state)
{
    (void)state;
    char text[512];
    message_write(MESSAGE_TEXT_TOO_LONG, LANGUAGE_EN,
                  (const long[MESSAGE_VALUES]){112, 90}, text, sizeof text);
    assert_non_null(strstr(text, "112 characters, at most 90"));
}

static void a_short_buffer_cuts_the_sentence(void **state)
{
    (void)state;
    char text[12];
    memset(text, 'x', sizeof text);
    message_write(MESSAGE_SYSTEM, LANGUAGE_EN, (const long[MESSAGE_VALUES]){0},
                  text, 11);
    assert_string_equal(text, "Something ");
    assert_int_equal(text[11], 'x');
}

static void no_buffer_is_too_short(void **state)
{
    (void)state;
    const long values[MESSAGE_VALUES] = {1234567890, -987654321};
    for (size_t size = 0; size < 300; size++)
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            char text[301];
            memset(text, 'x', sizeof text);
            message_write(MESSAGE_TEXT_TOO_LONG, (enum language)language,
                          values, text, size);
            assert_int_equal(text[size], 'x');
            assert_true(size == 0 || memchr(text, '\0', size));
        }
}

static void languages_are_known_by_their_tags(void **state)
{
    (void)state;
    assert_int_equal(language_from_tag("nl"), LANGUAGE_NL);
    assert_int_equal(language_from_tag("FR"), LANGUAGE_FR);
    assert_int_equal(language_from_tag("de_AT"), LANGUAGE_DE);
    assert_int_equal(language_from_tag("en-GB-oed"), LANGUAGE_EN);
    assert_int_equal(language_from_tag("nld"), LANGUAGE_COUNT);
    assert_int_equal(language_from_tag(""), LANGUAGE_COUNT);
    assert_int_equal(language_from_tag("-nl"), LANGUAGE_COUNT);
}

static void a_detail_is_cut_at_its_end(void **state)
{
    (void)state;
    struct error err;
    char longer[2 * ERROR_DETAIL_MAX];
    memset(longer, 'x', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    assert_false(
        error_set_detail(&err, ERROR_SYSTEM, MESSAGE_SYSTEM, "%s", longer));
    assert_int_equal(strlen(err.detail), ERROR_DETAIL_MAX - 1);
    assert_false(error_is_memory(&err));
    assert_false(error_set_memory(&err));
    assert_true(error_is_memory(&err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence_is_there_in_every_language),
        cmocka_unit_test(numbers_stand_where_they_belong),
        cmocka_unit_test(a_short_buffer_cuts_the_sentence),
        cmocka_unit_test(no_buffer_is_too_short),
        cmocka_unit_test(languages_are_known_by_their_tags),
        cmocka_unit_test(a_detail_is_cut_at_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
