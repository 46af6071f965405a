// What a check tells of a drawing as a file: what cannot be read, what is never
// drawn, and ids, classes and pictures that are wrong.
#include "checked.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define INI "proef/template.ini"
#define SVG "proef/portrait.svg"
// Something more, on a line of its own, and where it goes.
#define MORE(what) "<g id='over'>\n" what "\n"
#define OVER "<g id='over'>\n"

static void an_element_that_is_not_drawn_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(SVG, OVER, MORE("<text>x</text>"), "<text",
             "holds text: turn it into paths, or make it a [text] with words"),
        TOLD(SVG, OVER, MORE("<script>x</script>"), "<script",
             "holds a script or a foreign object: neither is drawn"),
        TOLD(SVG, OVER, MORE("<foreignObject/>"), "<foreign",
             "holds a script or a foreign object: neither is drawn"),
        TOLD(SVG, OVER, MORE("<animate/>"), "<animate",
             "holds an element that is not drawn; take plain shapes"),
        TOLD(SVG, OVER, MORE("<path onclick='x'/>"), "<path",
             "holds a script: it never runs"),
        TOLD(SVG, OVER, MORE("<image href='file:x.png'/>"), "<image",
             "refers to a picture in another file: embed it as PNG or JPEG"),
        TOLD(SVG, OVER, MORE("<use href='b.svg#x'/>"), "<use",
             "refers to another file: only this one is read"),
        TOLD(SVG, OVER,
             MORE("<filter><feGaussianBlur\nstdDeviation='101'/></filter>"),
             "stdDeviation",
             "has a filter that reaches further than 100 units"),
        TOLD(SVG, OVER, MORE("<style>@import 'x'</style>"), "<style",
             "has a style sheet with url() or @ rules: neither is read"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_drawing_that_cannot_be_read_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(SVG, "<svg ", "<!DOCTYPE svg [<!ENTITY a 'b'>]>\n<svg ", NULL,
             "defines entities: save it as plain SVG, without them"),
        TOLD(SVG, "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml",
             NULL, "is not an SVG"),
        TOLD(SVG, OVER, MORE("<g id='a'><use href='#a'/></g>"), "<g id='a'",
             "refers to itself"),
        TOLD(SVG, " viewBox='0 0 400 500'", "", NULL, "has no viewBox"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

// `count` times `what`, and then what ends them.
static char *repeat(const char *before, const char *what, int count,
                    const char *end)
{
    const size_t length = strlen(what);
    const size_t end_length = strlen(end);
    char *text =
        malloc(strlen(before) + 1 + (size_t)count * (length + end_length));
    assert_non_null(text);
    char *at = stpcpy(text, before);
    for (int i = 0; i < count; i++)
        at = stpcpy(at, what);
    for (int i = 0; i < count; i++)
        at = stpcpy(at, end);
    return text;
}

static void a_drawing_of_too_much_is_told(void **state)
{
    (void)state;
    char *const nested = repeat(OVER, "<g>", 64, "</g>");
    char *const many = repeat(OVER, "<g/>", 20000, "");
    char *const heavy = repeat(OVER, "<g filter='url(#f)'/>\n", 101, "");
    const struct mistake mistakes[] = {
        TOLD(SVG, OVER, nested, NULL, "groups are nested more than 64 deep"),
        TOLD(SVG, OVER, many, NULL, "has more than 20000 elements"),
        TOLD(SVG, OVER, heavy, NULL,
             "is too much to draw: more than 20000 elements, counted as often "
             "as they are used"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
    free(nested);
    free(many);
    free(heavy);
}

// Which words libxml2 has for it is its own affair.
static void what_is_no_xml_is_told_with_its_line(void **state)
{
    (void)state;
    static const struct mistake open = TOLD(SVG, "</g>\n", "", NULL, "");
    struct findings findings;
    checked_change(&open);
    checked_look(&findings);
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].line, 14);
    assert_memory_equal(findings.items[0].text, "is not an SVG: ", 15);
    findings_finish(&findings);
    checked_restore();
}

static void layouts_that_are_missing_are_told(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake gone[] = {
        TOLD(SVG, NULL, NULL, NULL, ""),
        TOLD("proef/a.svg", NULL, NULL, NULL, ""),
    };
    static const struct mistake none = {
        SVG,
        NULL,
        NULL,
        NULL,
        "has no SVG named after a layout of a format, such as portrait.svg",
        FINDING_ERROR,
        0,
        "proef"};
    checked_change(&gone[0]);
    checked_change(&gone[1]);
    checked_look(&findings);
    assert_found(&findings, &none);
    assert_int_equal(findings.count, 1);
    findings_finish(&findings);
    checked_restore();
}

static void files_that_are_not_what_they_should_be_are_told(void **state)
{
    (void)state;
    char *const large = repeat("<svg/>", "          ", 400000, "");
    const struct mistake mistakes[] = {
        WARNED("proef/potrait.svg", NULL, "<svg/>", NULL,
               "no format uses the layout \"potrait\""),
        TOLD(SVG, "<rect id='slogan'", "<rect id='motto'", NULL,
             "has no object with the id \"slogan\""),
        TOLD(SVG, OVER, large, NULL, "cannot be read: File too large"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
    free(large);
}

static void a_folder_whose_name_is_no_id_is_told(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake wrong = {
        INI,
        NULL,
        "",
        NULL,
        "[template] folder: \"Proef 2\" is no template id: lower-case letters, "
        "digits, - and _, at most 31, a letter first",
        FINDING_ERROR,
        0,
        "Proef 2"};
    checked_restore();
    folder_write_text("Proef 2/template.ini", checked_file(INI));
    folder_write_text("Proef 2/portrait.svg", checked_file(SVG));
    checked_look(&findings);
    assert_found(&findings, &wrong);
    assert_int_equal(findings.count, 1);
    findings_finish(&findings);
    unlink(folder_path("Proef 2/template.ini"));
    unlink(folder_path("Proef 2/portrait.svg"));
    assert_int_equal(rmdir(folder_path("Proef 2")), 0);
}

static void a_wrong_id_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(SVG, OVER, MORE("<g id='a'/>\n<g id='a' class='c'/>"), "class='c'",
             "the id \"a\" is there twice"),
        TOLD("proef/a.svg", "<rect id='photo'",
             "<g>\n<circle id='focus' cx='9' cy='9' r='9'/>\n</g>\n"
             "<rect id='photo'",
             "'focus'",
             "\"focus\" lies inside another object: move it to the top level "
             "of the drawing"),
        TOLD(SVG, "<rect id='sign' x='20' y='450' width='200' height='30'/>",
             "<ellipse id='sign' cx='120' cy='465' rx='100' ry='15'/>",
             "<ellipse",
             "\"sign\" is the box of a text and must be a rectangle, not a "
             "ellipse"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_wrong_class_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(SVG, OVER, MORE("<path class='fill-sky'/>"), "sky",
             "class \"fill-sky\": no theme has a colour \"sky\""),
        TOLD(SVG, OVER, MORE("<path class='fill-ink\tstroke-sky'/>"), "sky",
             "class \"stroke-sky\": no theme has a colour \"sky\""),
        TOLD(SVG, OVER, MORE("<path class='stop-sky'/>"), "sky",
             "class \"stop-sky\": no theme has a colour \"sky\""),
        TOLD(SVG, OVER, MORE("<path class='with-motto'/>"), "motto",
             "class \"with-motto\": there is no [field motto]"),
        TOLD(SVG, OVER, MORE("<path class='without-motto'/>"), "motto",
             "class \"without-motto\": there is no [field motto]"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_class_of_one_theme_is_told_with_the_other(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake color =
        TOLD(INI, "ink = #000000", "sky = #0000ff\nink = #000000", NULL, "");
    static const struct mistake class =
        TOLD(SVG, OVER, MORE("<path class='fill-sky'/>"), "sky",
             "class \"fill-sky\": [theme nacht] lacks the colour \"sky\"");
    checked_restore();
    checked_change(&color);
    checked_change(&class);
    checked_look(&findings);
    assert_found(&findings, &class);
    assert_int_equal(findings.count, 1);
    findings_finish(&findings);
}

static void other_classes_are_nobodys_business(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake good =
        TOLD(SVG, OVER,
             MORE("<path class='cls-1 fillx without-photo with-slogan\n"
                  "stop-ink'/>"),
             NULL, "");
    checked_restore();
    checked_change(&good);
    checked_look(&findings);
    assert_int_equal(findings.count, 0);
    findings_finish(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_element_that_is_not_drawn_is_told),
        cmocka_unit_test(a_drawing_that_cannot_be_read_is_told),
        cmocka_unit_test(a_drawing_of_too_much_is_told),
        cmocka_unit_test(what_is_no_xml_is_told_with_its_line),
        cmocka_unit_test(layouts_that_are_missing_are_told),
        cmocka_unit_test(files_that_are_not_what_they_should_be_are_told),
        cmocka_unit_test(a_folder_whose_name_is_no_id_is_told),
        cmocka_unit_test(a_wrong_id_is_told),
        cmocka_unit_test(a_wrong_class_is_told),
        cmocka_unit_test(a_class_of_one_theme_is_told_with_the_other),
        cmocka_unit_test(other_classes_are_nobodys_business),
    };
    return cmocka_run_group_tests(tests, checked_make, checked_tidy);
}
