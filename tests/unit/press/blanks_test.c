// Texts with blanks: the examples that the page is held to as well, and what is
// wrong with a text.
#include "press/blanks.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *find(void *context, const char *name)
{
    return json_string_value(json_object_get(context, name));
}

static void blanks_are_filled_as_the_examples_say(void **state)
{
    (void)state;
    json_t *examples =
        json_load_file(SOURCE_DIR "/tests/texts/blanks.json", 0, NULL);
    assert_true(json_array_size(examples) > 20);
    size_t at;
    const json_t *example;
    json_array_foreach(examples, at, example)
    {
        const char *text = json_string_value(json_object_get(example, "text"));
        const json_t *parts = json_object_get(example, "parts");
        const struct blanks_source source = {
            .find = find, .context = json_object_get(example, "words")};
        struct buffer out = {0};
        assert_null(blanks_fault(text));
        assert_true(blanks_fill(
            text, parts ? (size_t)json_integer_value(parts) : SIZE_MAX, &source,
            &out));
        assert_true(buffer_append(&out, "", 1));
        assert_string_equal(
            (const char *)out.data,
            json_string_value(json_object_get(example, "filled")));
        buffer_finish(&out);
    }
    json_decref(examples);
}

static void a_text_follows_what_stands_before_it(void **state)
{
    (void)state;
    struct buffer out = {0};
    json_t *none = json_object();
    const struct blanks_source source = {.find = find, .context = none};
    assert_true(buffer_append_text(&out, "Kop \n"));
    assert_true(blanks_fill(" een", 0, &source, &out));
    assert_int_equal(out.size, 8);
    assert_memory_equal(out.data, "Kop \neen", 8);
    buffer_finish(&out);
    json_decref(none);
}

static char *turn(void *context, const char *words, const char *behind)
{
    char *turned;
    (void)context;
    assert_true(asprintf(&turned, "<%s>%zu", words, strlen(behind)) > 0);
    return turned;
}

static void words_are_turned_by_what_stands_behind_them(void **state)
{
    (void)state;
    struct buffer out = {0};
    json_t *words = json_pack("{s:s}", "a", "een");
    const struct blanks_source source = {find, turn, words};
    assert_true(blanks_fill("[[a.]]{ [[a]]}[[b]]!", 1, &source, &out));
    assert_true(buffer_append(&out, "", 1));
    assert_string_equal((const char *)out.data, "<een>14. <een>7!");
    buffer_finish(&out);
    json_decref(words);
}

static void a_fault_is_told(void **state)
{
    (void)state;
    static const char *const faulty[] = {
        "[[name",    "name]]",          "[[Name]]",     "[[]]",
        "[[na me]]", "[[name..]]",      "{[[name]]",    "[[name]]}",
        "{leeg}",    "{[[a]] {[[b]]}}", "{[[name]]\n}", "{}",
    };
    for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++)
        if (!blanks_fault(faulty[i]))
            fail_msg("nothing is wrong with %s", faulty[i]);
    assert_null(blanks_fault(""));
    assert_null(blanks_fault("[een] {[[a]]}[[b.]]"));
    assert_int_equal(blanks_parts("{[[a]]} x {[[b]]}"), 2);
}

static void blanks_are_walked_with_where_they_stand(void **state)
{
    (void)state;
    const char *at = "[[a.]] x {y [[b-1]]} [[c_2]]";
    struct blank blank = {0};
    assert_true(blanks_next(&at, &blank));
    assert_string_equal(blank.name, "a");
    assert_true(blank.is_sentence && !blank.in_part);
    assert_true(blanks_next(&at, &blank));
    assert_string_equal(blank.name, "b-1");
    assert_true(!blank.is_sentence && blank.in_part);
    assert_true(blanks_next(&at, &blank));
    assert_string_equal(blank.name, "c_2");
    assert_false(blank.in_part);
    assert_false(blanks_next(&at, &blank));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_are_filled_as_the_examples_say),
        cmocka_unit_test(a_text_follows_what_stands_before_it),
        cmocka_unit_test(words_are_turned_by_what_stands_behind_them),
        cmocka_unit_test(a_fault_is_told),
        cmocka_unit_test(blanks_are_walked_with_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
