// Findings: a list of what is wrong, and errors that are taken apart.
#include "press/findings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void an_error_is_parted_into_place_and_text(void **state)
{
    (void)state;
    static const struct {
        const char *detail;
        const char *path;
        int line;
        const char *text;
    } cases[] = {
        {"a/b.ini:12: [x] y: is wrong", "a/b.ini", 12, "[x] y: is wrong"},
        {"a/b.ini: cannot be read: No such file", "a/b.ini", 0,
         "cannot be read: No such file"},
        {"C:/a:b/c.svg:3: is none", "C:/a:b/c.svg", 3, "is none"},
        {"C:/a:b/c.svg: is none", "C:/a:b/c.svg", 0, "is none"},
        // A name that ends in a number, and one that is a number.
        {"dir/a12: has none", "dir/a12", 0, "has none"},
        {"dir:7/x: has none", "dir:7/x", 0, "has none"},
        {"12: has none", "12", 0, "has none"},
        {"dir:0: of the whole", "dir", 0, "of the whole"},
        {":5: x", "", 5, "x"},
        {"no place at all", "", 0, "no place at all"},
        {"a:12:no blank", "", 0, "a:12:no blank"},
        {"a:12: ", "a", 12, ""},
        {"", "", 0, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct findings findings = {0};
        struct error err = {0};
        error_set_detail(&err, ERROR_SYSTEM, MESSAGE_CONFIGURATION, "%s",
                         cases[i].detail);
        findings_add_error(&findings, &err);
        assert_int_equal(findings.count, 1);
        assert_int_equal(findings.items[0].level, FINDING_ERROR);
        assert_string_equal(findings.items[0].path, cases[i].path);
        assert_int_equal(findings.items[0].line, cases[i].line);
        assert_string_equal(findings.items[0].text, cases[i].text);
        findings_finish(&findings);
    }
}

static void findings_are_counted_by_their_level(void **state)
{
    (void)state;
    struct findings findings = {0};
    assert_int_equal(findings_count(&findings, FINDING_ERROR), 0);
    findings_add(&findings, FINDING_ERROR, "a", 1, "%s %d", "x", 7);
    findings_add(&findings, FINDING_WARNING, "b", 0, "y");
    findings_add(&findings, FINDING_ERROR, "c", 3, "z");
    assert_int_equal(findings_count(&findings, FINDING_ERROR), 2);
    assert_int_equal(findings_count(&findings, FINDING_WARNING), 1);
    // In the order in which they came.
    assert_string_equal(findings.items[0].text, "x 7");
    assert_string_equal(findings.items[1].path, "b");
    assert_int_equal(findings.items[2].line, 3);
    findings_finish(&findings);
    assert_int_equal(findings.count, 0);
    findings_finish(&findings);
}

static void without_memory_a_list_is_short(void **state)
{
    (void)state;
    struct findings findings = {0};
    struct error err = {0};
    assert_false(error_set_memory(&err));
    findings_add_error(&findings, &err);
    assert_true(findings.is_short);
    assert_int_equal(findings.count, 0);
    findings_finish(&findings);
    assert_false(findings.is_short);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_is_parted_into_place_and_text),
        cmocka_unit_test(findings_are_counted_by_their_level),
        cmocka_unit_test(without_memory_a_list_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
