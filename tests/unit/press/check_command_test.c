// `postertool check` from outside: exit codes, what it prints, and where it
// looks.
#include "checked.h"
#include "run.h"

#include "folder.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define INI "proef/template.ini"

static int make(void **state)
{
    checked_make(state);
    setenv("POSTERTOOL_TEMPLATES", folder_path("."), 1);
    setenv("POSTERTOOL_FONTS", SOURCE_DIR "/fonts/fonts.ini", 1);
    setenv("POSTERTOOL_SAMPLES", folder_path("people"), 1);
    return 0;
}

// Runs a check; what it printed ends with a NUL.
static int check(struct run *run, const char *option, const char *value)
{
    const int code =
        run_command(run, (const char *const[]){"check", option, value, NULL});
    assert_true(buffer_append(&run->printed, "", 1));
    return code;
}

static void assert_printed(const struct run *run, const char *text)
{
    if (!strstr((const char *)run->printed.data, text))
        fail_msg("\"%s\" is not in\n%s", text, run->printed.data);
}

static void change(const char *file, const char *from, const char *to)
{
    const struct mistake mistake = TOLD(file, from, to, NULL, "");
    checked_change(&mistake);
}

static void nothing_wrong_exits_with_0(void **state)
{
    (void)state;
    struct run run = {0};
    assert_int_equal(check(&run, NULL, NULL), 0);
    assert_string_equal((char *)run.printed.data, "0 errors, 0 warnings\n");
    assert_string_equal((char *)run.told.data, "");
    run_finish(&run);
}

static void a_warning_alone_exits_with_0(void **state)
{
    (void)state;
    struct run run = {0};
    change(INI, "name.fr = Proef (fr)\n", "");
    assert_int_equal(check(&run, NULL, NULL), 0);
    assert_printed(&run, "/proef/template.ini:2: warning: [template]: name.fr "
                         "is missing\n0 errors, 1 warning\n");
    run_finish(&run);
    checked_restore();
}

static void errors_exit_with_1_and_are_counted(void **state)
{
    (void)state;
    struct run run = {0};
    change(INI, "order = 3", "order = x");
    assert_int_equal(check(&run, NULL, NULL), 1);
    assert_printed(&run, "/proef/template.ini:4: [template] order: \"x\" is "
                         "not a whole number from 0 to 100000\n1 error, 0 "
                         "warnings\n");
    run_finish(&run);
    // One of the whole file has no line.
    change("proef/portrait.svg", "id='slogan'", "id='motto'");
    change(INI, "order = x", "order = 3");
    change(INI, "name.fr = Proef (fr)\nname.en = Proef (en)\n", "");
    assert_int_equal(check(&run, NULL, NULL), 1);
    assert_printed(&run, "/proef/portrait.svg: has no object with the id "
                         "\"slogan\"\n");
    run_finish(&run);
    checked_restore();
}

static void a_wrong_command_line_exits_with_2(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {{"--colour", NULL},
                                           {"--config", NULL},
                                           {"templates", NULL},
                                           {"--json=1", NULL}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct run run = {0};
        assert_int_equal(check(&run, wrong[i][0], wrong[i][1]), 2);
        assert_string_equal((char *)run.printed.data, "");
        assert_memory_equal(run.told.data, "postertool: check: ", 19);
        run_finish(&run);
    }
}

static void help_is_printed_and_checks_nothing(void **state)
{
    (void)state;
    struct run run = {0};
    change(INI, "order = 3", "order = x");
    assert_int_equal(check(&run, "--help", NULL), 0);
    assert_printed(&run, "Usage: postertool check");
    run_finish(&run);
    checked_restore();
}

static void other_templates_and_fonts_are_named_by_options(void **state)
{
    (void)state;
    struct run run = {0};
    assert_int_equal(check(&run, "--templates", folder_path("people")), 1);
    assert_printed(&run, "/people/formats.ini: cannot be read: No such file "
                         "or directory\n1 error");
    run_finish(&run);
    assert_int_equal(check(&run, "--fonts", folder_path("people")), 1);
    assert_printed(&run, "1 error, 0 warnings\n");
    run_finish(&run);
}

static void a_configuration_is_checked_and_followed(void **state)
{
    (void)state;
    struct run run = {0};
    char text[512];
    folder_write_text("good.ini", "[serve]\nworkers = 2\n");
    assert_int_equal(check(&run, "--config", folder_path("good.ini")), 0);
    run_finish(&run);
    folder_write_text("bad.ini", "; x\n[serve]\nworkers = many\n");
    assert_int_equal(check(&run, "--config", folder_path("bad.ini")), 1);
    assert_printed(&run, "/bad.ini:3: [serve] workers: ");
    assert_printed(&run, "\n1 error, 0 warnings\n");
    run_finish(&run);
    // The longest message there is comes whole.
    folder_write_text("key.ini", "[serve]\ntemplates = /\n");
    assert_int_equal(check(&run, "--config", folder_path("key.ini")), 1);
    assert_printed(&run, "poster_memory_mb, sandbox\n");
    run_finish(&run);
    assert_int_equal(check(&run, "--config", folder_path("none.ini")), 1);
    assert_printed(&run, "/none.ini: cannot be read: No such file");
    run_finish(&run);
    // What it names is looked at, and what the environment names is not.
    snprintf(text, sizeof text, "[press]\ntemplates = %s\n",
             folder_path("people"));
    folder_write_text("elsewhere.ini", text);
    assert_int_equal(check(&run, "--config", folder_path("elsewhere.ini")), 1);
    assert_printed(&run, "/people/formats.ini: cannot be read");
    run_finish(&run);
    // An option goes before it.
    assert_int_equal(
        run_command(&run, (const char *const[]){"check", "--config",
                                                folder_path("elsewhere.ini"),
                                                "--templates", folder_path("."),
                                                NULL}),
        0);
    run_finish(&run);
    snprintf(text, sizeof text, "[press]\nsamples = %s\n",
             folder_path("proef"));
    folder_write_text("nobody.ini", text);
    assert_int_equal(check(&run, "--config", folder_path("nobody.ini")), 1);
    assert_printed(&run, "[template] sample: nobody called \"juf\" is drawn");
    run_finish(&run);
}

static void the_questions_that_a_configuration_names_are_checked(void **state)
{
    (void)state;
    struct run run = {0};
    char text[512];
    folder_write_text("questions.ini", "[poster]\ntitle.nl = Hoe?\n"
                                       "[poster ease]\ntext.nl = Hoe?\n");
    snprintf(text, sizeof text, "[evaluation]\nquestions = %s\n",
             folder_path("questions.ini"));
    folder_write_text("asks.ini", text);
    assert_int_equal(check(&run, "--config", folder_path("asks.ini")), 1);
    assert_printed(&run, "/questions.ini:4: [poster ease] lowest.nl: is miss");
    run_finish(&run);
    // Nobody is asked anything.
    snprintf(text, sizeof text, "[evaluation]\nsurvey = no\nquestions = %s\n",
             folder_path("questions.ini"));
    folder_write_text("silent.ini", text);
    assert_int_equal(check(&run, "--config", folder_path("silent.ini")), 0);
    run_finish(&run);
}

static json_t *check_json(int expected)
{
    struct run run = {0};
    assert_int_equal(check(&run, "--json", NULL), expected);
    json_t *root = json_loads((const char *)run.printed.data, 0, NULL);
    assert_non_null(root);
    assert_int_equal(json_object_size(root), 3);
    run_finish(&run);
    return root;
}

static const char *text_of(const json_t *finding, const char *name)
{
    const char *text = json_string_value(json_object_get(finding, name));
    assert_non_null(text);
    return text;
}

static void json_holds_every_finding(void **state)
{
    (void)state;
    json_t *root = check_json(0);
    assert_true(json_is_array(json_object_get(root, "findings")));
    assert_int_equal(json_array_size(json_object_get(root, "findings")), 0);
    json_decref(root);
    change("proef/portrait.svg", "x='20' y='210'", "x='5' y='210'");
    change(INI, "name.fr = Proef (fr)\n", "");
    root = check_json(1);
    const json_t *list = json_object_get(root, "findings");
    assert_int_equal(json_integer_value(json_object_get(root, "errors")), 1);
    assert_int_equal(json_integer_value(json_object_get(root, "warnings")), 1);
    assert_int_equal(json_array_size(list), 2);
    const json_t *warning = json_array_get(list, 0);
    assert_int_equal(json_object_size(warning), 4);
    assert_string_equal(text_of(warning, "level"), "warning");
    assert_string_equal(text_of(warning, "message"),
                        "[template]: name.fr is missing");
    assert_non_null(strstr(text_of(warning, "file"), "/proef/template.ini"));
    assert_int_equal(json_integer_value(json_object_get(warning, "line")), 2);
    const json_t *error = json_array_get(list, 1);
    assert_string_equal(text_of(error, "level"), "error");
    assert_non_null(strstr(text_of(error, "file"), "/proef/portrait.svg"));
    assert_int_equal(json_integer_value(json_object_get(error, "line")), 10);
    json_decref(root);
    checked_restore();
}

static void json_has_no_line_for_a_whole_file(void **state)
{
    (void)state;
    change("proef/portrait.svg", "id='slogan'", "id='motto'");
    json_t *root = check_json(1);
    const json_t *list = json_object_get(root, "findings");
    assert_int_equal(json_array_size(list), 1);
    assert_true(json_is_null(json_object_get(json_array_get(list, 0), "line")));
    json_decref(root);
    checked_restore();
}

// A message repeats a part of the file: other encodings, half a character.
static void json_is_utf8_whatever_the_file_is(void **state)
{
    (void)state;
    static const char *const values[] = {
        "order = \xff\xfe",
        "order = \"\\\x01\x7f",
        // The 40th byte is the first of an é.
        "order = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaééé",
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        change(INI, "order = 3", values[i]);
        json_t *root = check_json(1);
        const json_t *list = json_object_get(root, "findings");
        assert_int_equal(json_array_size(list), 1);
        assert_non_null(strstr(text_of(json_array_get(list, 0), "message"),
                               "is not a whole number from 0 to 100000"));
        json_decref(root);
        checked_restore();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_wrong_exits_with_0),
        cmocka_unit_test(a_warning_alone_exits_with_0),
        cmocka_unit_test(errors_exit_with_1_and_are_counted),
        cmocka_unit_test(a_wrong_command_line_exits_with_2),
        cmocka_unit_test(help_is_printed_and_checks_nothing),
        cmocka_unit_test(other_templates_and_fonts_are_named_by_options),
        cmocka_unit_test(a_configuration_is_checked_and_followed),
        cmocka_unit_test(the_questions_that_a_configuration_names_are_checked),
        cmocka_unit_test(json_holds_every_finding),
        cmocka_unit_test(json_has_no_line_for_a_whole_file),
        cmocka_unit_test(json_is_utf8_whatever_the_file_is),
    };
    return cmocka_run_group_tests(tests, make, checked_tidy);
}
