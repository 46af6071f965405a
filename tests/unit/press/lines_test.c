// Which words of a text share a line, and where its lines stand.
#include "press/shape.h"
#include "press/typeset.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
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

static struct typeset_request wish(const char *words)
{
    return (struct typeset_request){.field = "slogan",
                                    .words = words,
                                    .role = fonts_role(&fonts, "display"),
                                    .size_min = 30,
                                    .size_max = 150,
                                    .lines_min = 1,
                                    .lines_max = 5,
                                    .box = {100, 200, 900, 420}};
}

// Room enough on one line: only the end of a sentence asks for another.
static void a_sentence_ends_with_its_mark_and_its_quotes(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        const char *first; // NULL: all on one line
    } cases[] = {
        {"Respect. Altijd", "Respect."},
        {"Klaar! Of niet", "Klaar!"},
        {"Snap je? Ik wel", "Snap je?"},
        {"“Snap je?” Ik wel", "“Snap je?”"},
        {"‘Snap je?’ Ik wel", "‘Snap je?’"},
        {"«Snap je?» Ik wel", "«Snap je?»"},
        {"\"Snap je?\" Ik wel", "\"Snap je?\""},
        {"'Snap je?' Ik wel", "'Snap je?'"},
        {"(Snap je?) Ik wel", "(Snap je?)"},
        {"Snap je, ik wel", NULL},
        {"“Snap je” ik wel", NULL},
        {"Vanaf 8.25 uur in klas", NULL},
        {"Respect.", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct typeset_request request = wish(cases[i].words);
        struct typeset typeset;
        struct error err;
        request.role = fonts_role(&fonts, "text");
        request.size_max = 40;
        assert_true(typeset_words(shaper, &request, &typeset, &err));
        assert_int_equal(typeset.line_count, cases[i].first ? 2 : 1);
        assert_string_equal(typeset.lines[0].words,
                            cases[i].first ? cases[i].first : cases[i].words);
        typeset_finish(&typeset);
    }
}

static void a_line_ends_with_a_clause_near_its_middle(void **state)
{
    (void)state;
    static const char *const marks[] = {",", ";", ":", ",”", ",’"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char words[128];
        char first[64];
        struct typeset typeset;
        struct error err;
        snprintf(first, sizeof first, "na na na na na na%s", marks[i]);
        snprintf(words, sizeof words, "%s na na na na na na na na", first);
        struct typeset_request request = wish(words);
        request.lines_min = 2;
        request.lines_max = 2;
        request.size_max = 40;
        assert_true(typeset_words(shaper, &request, &typeset, &err));
        assert_string_equal(typeset.lines[0].words, first);
        typeset_finish(&typeset);
    }
}

static void a_number_stays_with_its_unit(void **state)
{
    (void)state;
    static const char *const numbers[][2] = {
        {"Vanaf om 8.25 uur in klas", "Vanaf om"},
        {"Vanaf om half uur in klas", "Vanaf om half"},
    };
    for (int i = 0; i < 2; i++) {
        struct typeset_request request = wish(numbers[i][0]);
        struct typeset typeset;
        struct error err;
        request.role = fonts_role(&fonts, "text");
        request.lines_min = 2;
        request.lines_max = 2;
        request.size_max = 40;
        assert_true(typeset_words(shaper, &request, &typeset, &err));
        assert_string_equal(typeset.lines[0].words, numbers[i][1]);
        typeset_finish(&typeset);
    }
}

static void a_wish_for_leading_is_heeded(void **state)
{
    (void)state;
    for (double leading = 0.8; leading < 2; leading += 0.3) {
        struct typeset_request request = wish("een\ntwee");
        struct typeset typeset;
        struct error err;
        request.leading = leading;
        assert_true(typeset_words(shaper, &request, &typeset, &err));
        assert_true(fabs(typeset.lines[1].baseline - typeset.lines[0].baseline -
                         leading * typeset.size) < 1e-6);
        typeset_finish(&typeset);
    }
}

static void words_stand_at_the_top_in_the_middle_or_at_the_bottom(void **state)
{
    (void)state;
    // "H" is as high as the capitals and hangs nowhere below the baseline.
    static const double parts[] = {0, 0.5, 1};
    for (int valign = 0; valign < 3; valign++) {
        struct typeset_request request = wish("H");
        struct typeset typeset;
        struct error err;
        request.valign = (enum valign)valign;
        assert_true(typeset_words(shaper, &request, &typeset, &err));
        const struct rect *ink = &typeset.lines[0].ink;
        const double spare = request.box.height - ink->height;
        assert_true(spare > 100);
        assert_true(fabs(ink->y - request.box.y - spare * parts[valign]) < 0.1);
        typeset_finish(&typeset);
    }
}

static void accents_are_placed_as_they_are_shaped(void **state)
{
    (void)state;
    static const char words[] = "q\u0301\u0302";
    const struct typeset_request request = wish(words);
    struct typeset typeset;
    struct shape shape;
    struct error err;
    double lowered = 0;
    assert_true(typeset_words(shaper, &request, &typeset, &err));
    assert_true(shape_line(shaper, words, 0, strlen(words), request.role,
                           LANGUAGE_NL, "x", &shape, &err));
    assert_int_equal(typeset.glyph_count, shape.count);
    for (size_t i = 0; i < shape.count; i++) {
        const struct typeset_glyph *glyph = &typeset.glyphs[i];
        const double above = typeset.lines[0].baseline - glyph->y;
        const double right = glyph->x - typeset.glyphs[0].x;
        assert_true(fabs(above - shape.glyphs[i].y * typeset.size) < 1e-6);
        assert_true(fabs(right - (shape.glyphs[i].x - shape.glyphs[0].x) *
                                     typeset.size) < 1e-6);
        lowered = fmax(lowered, fabs(above));
    }
    // The font does move one of them up or down.
    assert_true(lowered > 0.5);
    shape_finish(&shape);
    typeset_finish(&typeset);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_ends_with_its_mark_and_its_quotes),
        cmocka_unit_test(a_line_ends_with_a_clause_near_its_middle),
        cmocka_unit_test(a_number_stays_with_its_unit),
        cmocka_unit_test(a_wish_for_leading_is_heeded),
        cmocka_unit_test(words_stand_at_the_top_in_the_middle_or_at_the_bottom),
        cmocka_unit_test(accents_are_placed_as_they_are_shaped),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
