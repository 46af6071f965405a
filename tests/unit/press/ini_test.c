#include "press/ini.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// What was read, as lines "LINE [SECTION] KEY=VALUE".
struct seen {
    char text[4096];
    const char *refused; // the key that is not taken
    char *names[LANGUAGE_COUNT];
};

static bool take(void *context, const struct ini_entry *entry,
                 struct error *err)
{
    struct seen *seen = context;
    bool taken;
    if (!ini_take_local(entry, "name", seen->names, &taken, err))
        return false;
    if (seen->refused && strcmp(entry->key, seen->refused) == 0)
        return ini_wrong(entry, err, "is refused");
    const size_t used = strlen(seen->text);
    snprintf(seen->text + used, sizeof seen->text - used, "%d [%s] %s=%s\n",
             entry->line, entry->section, entry->key, entry->value);
    return true;
}

static bool read_text(const char *text, size_t size, struct seen *seen,
                      struct error *err)
{
    folder_write("x.ini", text, size);
    *err = (struct error){0};
    return ini_read(folder_path("x.ini"), take, seen, err);
}

static void assert_reads(const char *text, const char *expected)
{
    struct seen seen = {0};
    struct error err;
    if (!read_text(text, strlen(text), &seen, &err))
        fail_msg("\"%s\": %s", text, err.detail);
    assert_string_equal(seen.text, expected);
    ini_finish_local(seen.names);
}

// `expected` follows the file's name, so it starts with the line.
static void assert_tells(const char *text, const char *refused,
                         const char *expected)
{
    struct seen seen = {.refused = refused};
    struct error err;
    char whole[512];
    if (read_text(text, strlen(text), &seen, &err))
        fail_msg("\"%s\" was taken", text);
    assert_int_equal(err.kind, ERROR_SYSTEM);
    assert_int_equal(err.message, MESSAGE_CONFIGURATION);
    snprintf(whole, sizeof whole, "%s%s", folder_path("x.ini"), expected);
    assert_string_equal(err.detail, whole);
    ini_finish_local(seen.names);
}

static void entries_come_in_order_with_their_lines(void **state)
{
    (void)state;
    assert_reads("", "");
    assert_reads("; only a comment\n\n[empty]\n", "");
    assert_reads("a=1\n[s]\n\n# no\nb = 2  \n[t u]\nc=d=e\n[s]\nb=3",
                 "1 [] a=1\n5 [s] b=2\n7 [t u] c=d=e\n9 [s] b=3\n");
}

static void files_of_other_editors_are_read(void **state)
{
    (void)state;
    assert_reads("\xef\xbb\xbf[s]\r\na = b c\r\n\r\n[t]\r\nd=\r\n",
                 "2 [s] a=b c\n5 [t] d=\n");
}

static void a_semicolon_after_a_blank_begins_a_comment(void **state)
{
    (void)state;
    assert_reads("[s]\na = #ffd400 ; yellow\nb = x;y\n",
                 "2 [s] a=#ffd400\n3 [s] b=x;y\n");
}

static void a_line_that_is_none_is_told_with_its_number(void **state)
{
    (void)state;
    assert_tells("[s]\na=1\nnonsense\nb=2\n", NULL,
                 ":3: is neither [section] nor key = value");
    assert_tells("[s\na=1\n", NULL, ":1: is neither [section] nor key = value");
}

static void what_is_refused_is_told_once_with_section_and_key(void **state)
{
    (void)state;
    assert_tells("[s]\na=1\n\n[t u]\nb=2\n[v]\nb=3\n", "b",
                 ":5: [t u] b: is refused");
}

static void a_line_may_have_198_bytes_and_no_more(void **state)
{
    (void)state;
    char text[256] = "[s]\n";
    char expected[256] = "2 [s] a=";
    char *const value = text + strlen(text);
    memset(value, 'x', 198);
    memcpy(value, "a=", 2);
    memset(expected + strlen(expected), 'x', 196);
    strcat(expected, "\n");
    assert_reads(text, expected);
    strcpy(value + 198, "\nb=1\n");
    strcat(expected, "3 [s] b=1\n");
    assert_reads(text, expected);
    strcpy(value + 198, "x\nb=1\n");
    assert_tells(text, NULL, ":2: the line is longer than 198 bytes");
    // It is told before what the part that was read would mean.
    assert_tells(text, "a", ":2: the line is longer than 198 bytes");
}

static void a_section_may_have_49_bytes_and_no_more(void **state)
{
    (void)state;
    char name[64] = "";
    char text[128];
    char expected[128];
    memset(name, 's', 49);
    snprintf(text, sizeof text, "[%s]\na=1\n", name);
    snprintf(expected, sizeof expected, "2 [%s] a=1\n", name);
    assert_reads(text, expected);
    name[49] = 's';
    snprintf(text, sizeof text, "\n[%s]\na=1\n", name);
    assert_tells(text, NULL, ":2: the section's name is longer than 49 bytes");
}

static void a_file_that_cannot_be_read_is_told(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct error err;
    assert_false(ini_read(folder_path("none.ini"), take, &seen, &err));
    assert_non_null(strstr(err.detail, "none.ini: cannot be read: No such"));
    assert_false(ini_read(folder_path("."), take, &seen, &err));
    assert_non_null(strstr(err.detail, "cannot be read"));
}

static void texts_for_people_are_kept_by_language(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct error err;
    static const char text[] = "[s]\nname.nl = Één  goed\nname.FR = e\xcc\x81\n"
                               "names = x\nname = y\n";
    assert_true(read_text(text, strlen(text), &seen, &err));
    assert_string_equal(seen.names[LANGUAGE_NL], "Één goed");
    assert_string_equal(seen.names[LANGUAGE_FR], "é");
    assert_null(seen.names[LANGUAGE_EN]);
    assert_non_null(strstr(seen.text, "4 [s] names=x\n5 [s] name=y\n"));
    ini_finish_local(seen.names);
    assert_null(seen.names[LANGUAGE_NL]);
    assert_tells("[s]\nname.nl=a\nname.nl=b\n", NULL,
                 ":3: [s] name.nl: is given twice");
    assert_tells("[s]\nname.xx=a\n", NULL,
                 ":2: [s] name.xx: the suffix is none of nl, fr, en, de");
}

// What an editor writes that does not know of UTF-8.
static void a_text_in_another_encoding_is_told(void **state)
{
    (void)state;
    assert_tells("[s]\nname.nl = \xe9t\xe9\n", NULL,
                 ":2: [s] name.nl: is not clean text in UTF-8");
    assert_tells("[s]\nname.nl = a\x01\n", NULL,
                 ":2: [s] name.nl: is not clean text in UTF-8");
}

static void assert_number(const char *value, bool good, int expected)
{
    const struct ini_entry entry = {"x.ini", 3, "s", "k", value};
    struct error err;
    int number = -1;
    if (ini_read_number(&entry, 0, 100, &number, &err) != good)
        fail_msg("\"%s\"", value);
    assert_int_equal(number, good ? expected : -1);
}

static void a_number_is_whole_and_within_its_range(void **state)
{
    (void)state;
    assert_number("0", true, 0);
    assert_number("100", true, 100);
    static const char *const bad[] = {
        "",    "-1", "101", "1.5", "5x", "0x5", "x", "1e1", "99999999999999999",
        "1 2", "--", "1,5"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_number(bad[i], false, 0);
}

static void an_id_is_short_and_plain(void **state)
{
    (void)state;
    const struct ini_entry entry = {"x.ini", 3, "s", "k", "v"};
    struct error err;
    char id[LIMIT_ID_BYTES];
    static const char *const good[] = {"a", "instagram-portrait", "a4", "x_y",
                                       "een-id-van-precies-31-tekens--x"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(ini_read_id(&entry, good[i], id, "id", &err));
        assert_string_equal(id, good[i]);
    }
    static const char *const bad[] = {
        "",    "4a",  "-a",   "A4",  "a b", "é",
        "a.b", "a/b", "../a", "a\n", "_",   "een-id-van-precies-32-tekens---x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (ini_read_id(&entry, bad[i], id, "id", &err))
            fail_msg("\"%s\"", bad[i]);
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_come_in_order_with_their_lines),
        cmocka_unit_test(files_of_other_editors_are_read),
        cmocka_unit_test(a_semicolon_after_a_blank_begins_a_comment),
        cmocka_unit_test(a_line_that_is_none_is_told_with_its_number),
        cmocka_unit_test(what_is_refused_is_told_once_with_section_and_key),
        cmocka_unit_test(a_line_may_have_198_bytes_and_no_more),
        cmocka_unit_test(a_section_may_have_49_bytes_and_no_more),
        cmocka_unit_test(a_file_that_cannot_be_read_is_told),
        cmocka_unit_test(texts_for_people_are_kept_by_language),
        cmocka_unit_test(a_text_in_another_encoding_is_told),
        cmocka_unit_test(a_number_is_whole_and_within_its_range),
        cmocka_unit_test(an_id_is_short_and_plain),
    };
    return cmocka_run_group_tests(tests, make, tidy);
}
