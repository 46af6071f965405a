#include "press/shape.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fonts fonts;
static struct shaper *shaper;

static int open_fonts(void **state)
{
    (void)state;
    struct error err;
    return !(fonts_open(&fonts, SOURCE_DIR "/fonts/fonts.ini", &err) &&
             shaper_create(&shaper, &fonts, &err));
}

static int close_fonts(void **state)
{
    (void)state;
    shaper_destroy(shaper);
    fonts_close(&fonts);
    return 0;
}

static double width_of(const char *text, const char *role)
{
    struct shape shape;
    struct error err;
    assert_true(shape_line(shaper, text, 0, strlen(text),
                           fonts_role(&fonts, role), LANGUAGE_NL, "x", &shape,
                           &err));
    const double width = shape.width;
    shape_finish(&shape);
    return width;
}

static void letters_are_kerned(void **state)
{
    (void)state;
    static const char *const roles[] = {"display", "poster", "text", "strong"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        assert_true(width_of("AV", roles[i]) <
                    width_of("A", roles[i]) + width_of("V", roles[i]) - 0.01);
        assert_true(width_of("To", roles[i]) <
                    width_of("T", roles[i]) + width_of("o", roles[i]) - 0.01);
    }
}

static void a_ligature_that_the_font_has_is_one_glyph(void **state)
{
    (void)state;
    struct shape shape;
    struct error err;
    assert_true(shape_line(shaper, "fi", 0, 2, fonts_role(&fonts, "text"),
                           LANGUAGE_NL, "x", &shape, &err));
    assert_int_equal(shape.count, 1);
    shape_finish(&shape);
}

static void tracking_does_not_part_a_ligature(void **state)
{
    (void)state;
    struct font_role *role = (struct font_role *)fonts_role(&fonts, "text");
    const double before = width_of("een fiets", "text");
    role->tracking = 0.1;
    assert_true(fabs(width_of("een fiets", "text") - before - 0.8) < 1e-6);
    role->tracking = 0;
}

static void an_accent_stands_on_its_letter(void **state)
{
    (void)state;
    static const char *const roles[] = {"display", "poster", "text", "strong"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        // No character is this letter and its accent: the font places it.
        struct shape shape;
        struct shape plain;
        struct shape alone;
        struct error err;
        struct font_role *role =
            (struct font_role *)fonts_role(&fonts, roles[i]);
        const double tracking = role->tracking;
        role->tracking = 0.25;
        assert_true(shape_line(shaper, "q\u0301q", 0, 4, role, LANGUAGE_NL, "x",
                               &shape, &err));
        assert_true(shape_line(shaper, "qq", 0, 2, role, LANGUAGE_NL, "x",
                               &plain, &err));
        assert_true(shape_line(shaper, "q\u0301", 0, 3, role, LANGUAGE_NL, "x",
                               &alone, &err));
        role->tracking = tracking;
        assert_int_equal(shape.count, 3);
        assert_int_equal(plain.count, 2);
        // It takes no room, and no tracking either.
        assert_true(fabs(shape.width - plain.width) < 1e-6);
        assert_true(shape.ink_top > plain.ink_top + 0.1);
        assert_true(shape.ink_left >= plain.ink_left - 0.01);
        assert_true(shape.ink_right <= plain.ink_right + 0.01);
        // Above the letter, not behind it.
        const double past = plain.glyphs[1].x;
        assert_true(alone.ink_right <= plain.ink_right - past + 0.1);
        shape_finish(&alone);
        shape_finish(&shape);
        shape_finish(&plain);
    }
}

// The second accent of the display face rises above the first.
static void accents_are_stacked(void **state)
{
    (void)state;
    static const char *const words[] = {"q\u0301", "q\u0301\u0302"};
    double tops[2];
    for (int i = 0; i < 2; i++) {
        struct shape shape;
        struct error err;
        assert_true(shape_line(shaper, words[i], 0, strlen(words[i]),
                               fonts_role(&fonts, "display"), LANGUAGE_NL, "x",
                               &shape, &err));
        tops[i] = shape.ink_top;
        shape_finish(&shape);
    }
    assert_true(tops[1] > tops[0] + 0.1);
}

static void breaks_come_where_unicode_says(void **state)
{
    (void)state;
    // A bar before each place where a line may start, two where it must.
    static const char *const cases[] = {
        "een |twee",  "een-|twee",        "8.25\u00A0uur |klas",
        "zo’n |ding", "“Aha, |nu!” |zei", "a\n||b",
        "wat? |ja",   "3,5 |%",           "e\u0301\u0302 |x",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct shape_break breaks[64];
        char text[64] = "";
        char marked[128] = "";
        for (const char *c = cases[i]; *c; c++)
            if (*c != '|')
                strncat(text, c, 1);
        assert_true(shape_breaks(text, LANGUAGE_NL, breaks));
        for (size_t at = 0; text[at]; at++) {
            if (at > 0 && breaks[at].line)
                strcat(marked, "|");
            if (at > 0 && breaks[at].must)
                strcat(marked, "|");
            strncat(marked, text + at, 1);
        }
        assert_string_equal(marked, cases[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_are_kerned),
        cmocka_unit_test(a_ligature_that_the_font_has_is_one_glyph),
        cmocka_unit_test(tracking_does_not_part_a_ligature),
        cmocka_unit_test(an_accent_stands_on_its_letter),
        cmocka_unit_test(accents_are_stacked),
        cmocka_unit_test(breaks_come_where_unicode_says),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
