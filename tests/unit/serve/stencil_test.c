// Stencils and the values that fill them.
#include "serve/stencil.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char document[] =
    "{\"name\": \"Juf <A&B>\", \"n\": 3, \"yes\": true, \"no\": false, "
    "\"none\": \"\", \"t\": {\"photo\": {\"title\": \"Foto\"}}, \"list\": "
    "[{\"id\": \"a\"}, {\"id\": \"b\", \"name\": \"eigen\"}], \"words\": "
    "[\"x\", \"y\"], \"empty\": []}";

static const struct stencil parts[] = {
    {"part", "part.html", "[{{id}}]"},
    {"round", "round.html", "{{> round}}"},
};
static const struct stencil_list list = {parts, 2};

// Fills a text from the document; NULL with *err when it cannot.
static char *fill(const char *text, struct error *err)
{
    const struct stencil stencil = {"t", "t.html", text};
    struct value *value;
    struct buffer out = {0};
    *err = (struct error){0};
    assert_true(value_read(&value, "document", document, err));
    const bool done = stencil_fill(&list, &stencil, NULL, value, &out, err);
    value_destroy(value);
    if (done && buffer_append(&out, "", 1))
        return (char *)out.data;
    buffer_finish(&out);
    return NULL;
}

static void assert_filled(const char *text, const char *expected)
{
    struct error err;
    char *filled = fill(text, &err);
    assert_non_null(filled);
    assert_string_equal(filled, expected);
    free(filled);
}

static void assert_refused(const char *text, const char *detail)
{
    struct error err;
    assert_null(fill(text, &err));
    assert_string_equal(err.detail, detail);
}

static void values_are_escaped_unless_asked_otherwise(void **state)
{
    (void)state;
    assert_filled("{{name}}", "Juf &lt;A&amp;B&gt;");
    assert_filled("{{{name}}} {{ n }}", "Juf <A&B> 3");
    assert_filled("{{t.photo.title}}{{none}}", "Foto");
    assert_filled("a { b } c", "a { b } c");
}

static void sections_repeat_show_and_hide(void **state)
{
    (void)state;
    assert_filled("{{#list}}{{id}},{{/list}}", "a,b,");
    assert_filled("{{#words}}{{.}}{{/words}}", "xy");
    assert_filled("{{#yes}}1{{/yes}}{{#no}}2{{/no}}{{^no}}3{{/no}}", "13");
    assert_filled("{{^empty}}leeg{{/empty}}{{#empty}}{{nope}}{{/empty}}",
                  "leeg");
    assert_filled("{{#list}}{{#list}}{{id}}{{/list}};{{/list}}", "ab;ab;");
}

static void names_are_looked_for_outwards(void **state)
{
    (void)state;
    assert_filled("{{#list}}{{{name}}};{{/list}}", "Juf <A&B>;eigen;");
}

static void marks_alone_on_a_line_leave_no_line(void **state)
{
    (void)state;
    assert_filled("a\n  {{#yes}}\n b\n  {{/yes}}\nc\n", "a\n b\nc\n");
    assert_filled("a\n{{! said to nobody }}\nb", "a\nb");
    assert_filled("a {{#yes}}b{{/yes}} c", "a b c");
}

static void other_stencils_are_put_in(void **state)
{
    (void)state;
    assert_filled("{{#list}}{{> part}}{{/list}}", "[a][b]");
}

static void mistakes_are_told_with_file_and_line(void **state)
{
    (void)state;
    assert_refused("a\n{{nope}}", "t.html:2: nope: there is no such text");
    assert_refused("{{t}}", "t.html:1: t: there is no such text");
    assert_refused("{{#nope}}{{/nope}}",
                   "t.html:1: nope: there is no such value");
    assert_refused("{{#yes}}", "t.html:1: yes: is not closed");
    assert_refused("\n\n{{/yes}}", "t.html:3: yes: was not opened");
    assert_refused("{{> nope}}", "t.html:1: nope: there is no such file");
    assert_refused("{{name", "t.html:1: {{: is not closed");
    assert_refused("{{> round}}", "round.html:1: {{: too deep");
    assert_refused("{{#list}}{{> part}}{{nope}}{{/list}}",
                   "t.html:1: nope: there is no such text");
}

static void mistakes_in_what_is_left_out_are_told_too(void **state)
{
    (void)state;
    assert_refused("{{#no}}\n{{#a}}\n{{/no}}", "t.html:2: a: is not closed");
    assert_refused("{{#no}}{{/b}}{{/no}}", "t.html:1: b: was not opened");
    assert_refused("{{#no}}{{> nope}}{{/no}}",
                   "t.html:1: nope: there is no such file");
}

static void a_document_that_is_none_is_refused_with_its_line(void **state)
{
    (void)state;
    struct value *value;
    struct error err = {0};
    assert_false(value_read(&value, "nl.json", "{\n\"a\": }", &err));
    assert_null(value);
    assert_memory_equal(err.detail, "nl.json:2: ", 11);
}

static void two_documents_have_the_same_names_or_tell_which_not(void **state)
{
    (void)state;
    struct value *a;
    struct value *b;
    struct value *c;
    struct error err = {0};
    char path[64];
    assert_true(
        value_read(&a, "a", "{\"x\": {\"y\": \"1\"}, \"z\": \"\"}", &err));
    assert_true(
        value_read(&b, "b", "{\"z\": \"0\", \"x\": {\"y\": \"2\"}}", &err));
    assert_true(value_read(&c, "c", "{\"z\": \"0\", \"x\": {}}", &err));
    assert_true(value_same_names(a, b, path, sizeof path));
    assert_false(value_same_names(a, c, path, sizeof path));
    assert_string_equal(path, "x.y");
    assert_false(value_same_names(c, a, path, sizeof path));
    value_destroy(a);
    value_destroy(b);
    value_destroy(c);
}

static void a_script_cannot_be_ended_by_a_text(void **state)
{
    (void)state;
    struct value *value = value_create_object();
    assert_true(value_put_text(value, "a", "</script><!--"));
    char *text = value_script(value);
    assert_string_equal(text, "{\"a\":\"\\u003c/script>\\u003c!--\"}");
    free(text);
    assert_false(value_put_text(value, "b", "\xff"));
    value_destroy(value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_escaped_unless_asked_otherwise),
        cmocka_unit_test(sections_repeat_show_and_hide),
        cmocka_unit_test(names_are_looked_for_outwards),
        cmocka_unit_test(marks_alone_on_a_line_leave_no_line),
        cmocka_unit_test(other_stencils_are_put_in),
        cmocka_unit_test(mistakes_are_told_with_file_and_line),
        cmocka_unit_test(mistakes_in_what_is_left_out_are_told_too),
        cmocka_unit_test(a_document_that_is_none_is_refused_with_its_line),
        cmocka_unit_test(two_documents_have_the_same_names_or_tell_which_not),
        cmocka_unit_test(a_script_cannot_be_ended_by_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
