// What a check tells of a layout as people will see it: where boxes lie, and
// whether words fit in them, can be read, and keep clear of art.
#include "checked.h"

#include "picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define INI "proef/template.ini"
#define SVG "proef/portrait.svg"
#define PAPER "proef/a.svg"
#define OVER "<g id='over'>\n"
#define MORE(what) OVER what "\n"

static void a_box_in_the_wrong_place_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(SVG, "x='20' y='210'", "x='19' y='210'", "'slogan'",
             "the box \"slogan\" (19,210 to 379,380) leaves the safe area "
             "(20,20 to 380,480)"),
        TOLD(SVG, "y='450' width='200' height='30'",
             "y='450' width='200' height='31'", "'sign'",
             "the box \"sign\" (20,450 to 220,481) leaves the safe area (20,20 "
             "to 380,480)"),
        TOLD(SVG, "x='20' y='390'", "x='20' y='370'", "'name'",
             "the boxes \"slogan\" and \"name\" overlap"),
        TOLD(SVG, "x='300' y='440'", "x='210' y='440'", "'logo'",
             "the box \"sign\" and the place of the logo overlap"),
        TOLD(SVG, "x='300' y='440'", "x='301' y='440'", "'logo'",
             "the box \"logo\" (301,440 to 381,480) leaves the safe area "
             "(20,20 to 380,480)"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void half_a_unit_is_a_hair(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake hairs[] = {
        TOLD(SVG, "x='20' y='210'", "x='19.5' y='210'", NULL, ""),
        TOLD(SVG, "y='390' width='240'", "y='379.5' width='240'", NULL, ""),
        TOLD(SVG, "0 0 400 500", "-.5 .5 400.5 499.5", NULL, ""),
    };
    checked_restore();
    for (size_t i = 0; i < sizeof hairs / sizeof *hairs; i++)
        checked_change(&hairs[i]);
    checked_look(&findings);
    assert_int_equal(findings.count, 0);
    findings_finish(&findings);
}

// What is safe on a round picture is less than its margins say.
static void a_box_outside_the_circle_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"formats.ini", "safe = 20", "safe = 20\nshape = circle", "'name'",
         "the box \"name\" (20,390 to 260,440) leaves the safe area (20,20 to "
         "380,480, inside the circle)",
         FINDING_ERROR, 3, SVG},
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_hidden_text_has_no_place(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake changes[] = {
        TOLD(SVG, "x='20' y='390'", "x='0' y='370'", NULL, ""),
        TOLD(INI, NULL, "[text name @ portrait]\nhidden = yes\n", NULL, ""),
    };
    checked_restore();
    checked_change(&changes[0]);
    checked_change(&changes[1]);
    checked_look(&findings);
    assert_int_equal(findings.count, 0);
    findings_finish(&findings);
}

static void a_canvas_a_window_or_a_focus_elsewhere_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(SVG, "0 0 400 500", "0 -1 400 502", "<svg",
             "viewBox: is \"0 -1 400 502\"; [layout portrait] of formats.ini "
             "wants \"0 0 400 500\""),
        // Then the focus lies outside it too.
        {SVG, "<rect id='photo'", "<rect id='photo' x='400'", "'photo'",
         "the photo window lies outside the viewBox", FINDING_ERROR, 1, NULL},
        TOLD(SVG, "cy='80'", "cy='201'", "'focus'",
             "the focus lies outside the photo window"),
        TOLD(SVG, "<rect id='photo' width='400' height='200'/>\n", "",
             "'focus'", "the focus lies outside the photo window"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_photo_that_no_layout_shows_is_told(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake changes[] = {
        TOLD(SVG, "id='photo'", "id='window'", NULL, ""),
        TOLD(SVG, "id='focus'", "id='point'", NULL, ""),
        TOLD(PAPER, "id='photo'", "id='window'", NULL, ""),
        TOLD(INI, "photo = optional", "photo = required", "default_theme",
             "[template] photo: is required, but no layout has an object with "
             "the id \"photo\""),
    };
    checked_restore();
    for (int i = 0; i < 4; i++)
        checked_change(&changes[i]);
    checked_look(&findings);
    assert_found(&findings, &changes[3]);
    findings_finish(&findings);
}

#define FIT(what, file, size)                                                  \
    what " does not fit in " file " at " size                                  \
         ": make the box larger, the size smaller, or allow more lines"

static void words_that_do_not_fit_are_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {SVG, "width='360' height='170'", "width='300' height='25'",
         "font = display",
         "[text slogan] size: " FIT("the longest text", "portrait.svg", "16"),
         FINDING_ERROR, 2, INI},
        {SVG, "width='360' height='170'", "width='300' height='25'",
         "font = display",
         "[text slogan] size: " FIT("the longest word", "portrait.svg", "16"),
         FINDING_ERROR, 2, INI},
        {SVG, "width='360' height='170'", "width='300' height='25'",
         "font = display",
         "[text slogan] size: " FIT("capitals", "portrait.svg", "16"),
         FINDING_ERROR, 2, INI},
        // A name is never divided, and has the longest of its own.
        {SVG, "width='240' height='50'", "width='90' height='50'",
         "font = text",
         "[text name] size: " FIT("the longest text", "portrait.svg", "11"),
         FINDING_ERROR, 1, INI},
        // In one layout, and in the other.
        {INI, "words.de = Ade", "words.de = WWWWWWWWWWWWWWWWWWWWWW",
         "font = strong",
         "[text sign] size: " FIT("the example in German", "a.svg", "11"),
         FINDING_ERROR, 1, NULL},
        {INI, "words.nl = Groeten", "words.nl = WWWWWWWWWWWWWWWWWWWWWW",
         "font = strong",
         "[text sign] size: " FIT("the longest text", "a.svg", "11"),
         FINDING_ERROR, 7, NULL},
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void examples_that_cannot_be_set_are_told_in_their_language(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {INI, "example.fr = Oui", "example.fr = \uA9B2", "font = display",
         "[text slogan]: the example in French: Our typefaces cannot draw "
         "this: \uA9B2 (U+A9B2). Remove or replace it.",
         FINDING_ERROR, 1, NULL},
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

#define CONTRAST(theme, id, on, is, wanted)                                    \
    "[theme " theme "]: the contrast of \"" id "\" in " on " is " is           \
    ", and " wanted " is wanted: change a colour, or give it a shadow"

static void words_that_cannot_be_read_are_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        // Over the photo: black words on a dark one, yellow ones on a bright.
        {SVG, "y='210'", "y='20'", "paper = #ffffff",
         CONTRAST("dag", "slogan", "portrait.svg on a dark photo", "1.0",
                  "3.0"),
         FINDING_ERROR, 1, INI},
        {SVG, "y='210'", "y='20'", "paper = #102030",
         CONTRAST("nacht", "slogan", "portrait.svg on a bright photo", "1.4",
                  "3.0"),
         FINDING_ERROR, 1, INI},
        // Grey on white is enough for large words; of two small texts in two
        // layouts, on two photos.
        {INI, "ink = #000000", "ink = #888888", "paper = #ffffff",
         CONTRAST("dag", "name", "a.svg on a bright photo", "3.5", "4.5"),
         FINDING_ERROR, 7, NULL},
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_layout_without_photo_has_one_background(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake window =
        TOLD("proef/a.svg", "id='photo'", "id='window'", NULL, "");
    static const struct mistake grey =
        TOLD(INI, "ink = #000000", "ink = #888888", "paper = #ffffff",
             CONTRAST("dag", "name", "a.svg", "3.5", "4.5"));
    checked_restore();
    checked_change(&window);
    checked_change(&grey);
    checked_look(&findings);
    assert_found(&findings, &grey);
    // Two texts, twice on a photo and once without.
    assert_int_equal(findings.count, 6);
    findings_finish(&findings);
}

static void a_shadow_makes_words_readable(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake changes[] = {
        TOLD(SVG, "y='210'", "y='20'", NULL, ""),
        TOLD(INI, "lines = 1..4", "lines = 1..4\nshadow = paper", NULL, ""),
    };
    checked_restore();
    checked_change(&changes[0]);
    checked_change(&changes[1]);
    checked_look(&findings);
    assert_int_equal(findings.count, 0);
    findings_finish(&findings);
}

static void words_on_art_of_their_own_colour_are_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        // And their contrast, on two photos, in two themes.
        {SVG, OVER,
         MORE("<rect class='fill-ink' x='20' y='440' width='20' height='50'/>"),
         "'sign'",
         "the box \"sign\" lies on art of nearly its own colour in [theme "
         "nacht]: 28 % of it",
         FINDING_ERROR, 5, NULL},
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void words_that_are_too_small_are_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {INI, "size = 11..20", "size = 8..20", "font = text",
         "[text name] size: 8 in portrait.svg is 8.0 px in post, too small to "
         "be read; at least 9",
         FINDING_WARNING, 1, NULL},
        {INI, "size = 11..20", "size = 8..20", "font = text",
         "[text name] size: 8 in a.svg is 4.5 pt in card, too small to be "
         "read; at least 6",
         FINDING_WARNING, 1, NULL},
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_box_in_the_wrong_place_is_told),
        cmocka_unit_test(half_a_unit_is_a_hair),
        cmocka_unit_test(a_box_outside_the_circle_is_told),
        cmocka_unit_test(a_hidden_text_has_no_place),
        cmocka_unit_test(a_canvas_a_window_or_a_focus_elsewhere_is_told),
        cmocka_unit_test(a_photo_that_no_layout_shows_is_told),
        cmocka_unit_test(words_that_do_not_fit_are_told),
        cmocka_unit_test(
            examples_that_cannot_be_set_are_told_in_their_language),
        cmocka_unit_test(words_that_cannot_be_read_are_told),
        cmocka_unit_test(a_layout_without_photo_has_one_background),
        cmocka_unit_test(a_shadow_makes_words_readable),
        cmocka_unit_test(words_on_art_of_their_own_colour_are_told),
        cmocka_unit_test(words_that_are_too_small_are_told),
    };
    return cmocka_run_group_tests(tests, checked_make, checked_tidy);
}
