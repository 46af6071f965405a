#include "press/shape.h"
#include "press/typeset.h"

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

static const char *const texts[] = {
    "24 volgers. Elke dag opnieuw.",
    "Respect.",
    "Mijn mooiste like? “Aha, nu snap ik het!”",
    "Mijn volgers worden dokter, bakker, juf.",
    "Élève ÅNGSTRÖM Ÿ Ő Ğ ç ģ ț",
    "AVAVAVA To Te Ty fjord jij",
    "een\nwens\nin\nregels",
    "onderwijsondersteuner",
    "LIVE vanaf 8.25 uur. ’s Morgens, zo’n 24 keer.",
};

static void assert_inside(const struct typeset *typeset,
                          const struct typeset_request *request)
{
    const struct rect *box = &request->box;
    assert_true(typeset->line_count >= 1);
    assert_true(typeset->line_count <= (size_t)request->lines_max);
    assert_true(typeset->size >= request->size_min - 1e-9);
    assert_true(typeset->size <= request->size_max + 1e-9);
    for (size_t i = 0; i < typeset->line_count; i++) {
        const struct rect *ink = &typeset->lines[i].ink;
        assert_true(ink->x >= box->x - 0.01);
        assert_true(ink->y >= box->y - 0.01);
        assert_true(ink->x + ink->width <= box->x + box->width + 0.01);
        assert_true(ink->y + ink->height <= box->y + box->height + 0.01);
    }
}

static void every_letter_lies_inside_the_box(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t r = 0; r < fonts.count; r++)
            for (int place = 0; place < 9; place++) {
                struct typeset_request request = wish(texts[i]);
                struct typeset typeset;
                struct error err = {0};
                request.role = &fonts.roles[r];
                request.align = (enum align)(place % 3);
                request.valign = (enum valign)(place / 3);
                if (!typeset_words(shaper, &request, &typeset, &err)) {
                    // Bebas Neue lacks a few of the letters.
                    assert_int_equal(err.message, MESSAGE_TEXT_NO_GLYPH);
                    continue;
                }
                assert_inside(&typeset, &request);
                typeset_finish(&typeset);
            }
}

// Arabic and Hebrew begin at the right; numbers and Latin in them change
// nothing, nor do they in Latin.
static void a_line_begins_where_its_reader_begins(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        bool at_right;
    } cases[] = {{"مرحبا", true},
                 {"שלום 3B", true},
                 {"24 متابعاً", true},
                 {"Juf مرحبا", false},
                 {"24 volgers", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct typeset_request request = wish(cases[i].words);
        struct typeset typeset;
        struct error err;
        request.size_max = 40;
        assert_true(typeset_words(shaper, &request, &typeset, &err));
        const struct rect *ink = &typeset.lines[0].ink;
        const double at = cases[i].at_right
                              ? request.box.x + request.box.width - ink->width
                              : request.box.x;
        assert_true(fabs(ink->x - at) < 0.5);
        typeset_finish(&typeset);
    }
}

// What hangs is what stands at the edge, whichever way the line runs.
static void signs_hang_out_of_the_edge_and_letters_do_not(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        enum align align; // as it is written
        bool hangs;
    } cases[] = {
        {"“Aha”", ALIGN_LEFT, true},    {"Hallo.", ALIGN_LEFT, false},
        {"Hallo.", ALIGN_RIGHT, true},  {"“Aha”", ALIGN_RIGHT, true},
        {"“Hallo", ALIGN_RIGHT, false}, {"“שלום", ALIGN_LEFT, true},
        {"שלום.", ALIGN_LEFT, false},   {"שלום.", ALIGN_RIGHT, true},
        {"مرحبا.", ALIGN_LEFT, false},  {"“مرحبا", ALIGN_RIGHT, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct typeset_request request = wish(cases[i].words);
        struct typeset typeset;
        struct error err;
        request.size_max = 40;
        request.overhang = 30;
        request.align = cases[i].align;
        assert_true(typeset_words(shaper, &request, &typeset, &err));
        const struct rect *ink = &typeset.lines[0].ink;
        const double out =
            fmax(request.box.x - ink->x,
                 ink->x + ink->width - request.box.x - request.box.width);
        if (cases[i].hangs ? out < 4 : out > 0.5)
            fail_msg("%s: %.2f px outside", cases[i].words, out);
        typeset_finish(&typeset);
    }
}

static void letters_meet_the_edge_that_they_are_aligned_to(void **state)
{
    (void)state;
    struct typeset_request request = wish("Tot morgen");
    struct typeset typeset;
    struct error err;
    for (int align = 0; align < 3; align++) {
        request.align = (enum align)align;
        assert_true(typeset_words(shaper, &request, &typeset, &err));
        for (size_t i = 0; i < typeset.line_count; i++) {
            const struct rect *ink = &typeset.lines[i].ink;
            const double left = ink->x - 100;
            const double right = 1000 - ink->x - ink->width;
            if (align != ALIGN_RIGHT)
                assert_true(align == ALIGN_LEFT ? fabs(left) < 0.01
                                                : fabs(left - right) < 0.01);
            else
                assert_true(fabs(right) < 0.01);
        }
        typeset_finish(&typeset);
    }
}

static void a_box_of_twice_the_size_has_everything_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct typeset_request request = wish(texts[i]);
        struct typeset one;
        struct typeset two;
        struct error err;
        assert_true(typeset_words(shaper, &request, &one, &err));
        request.size_min *= 2;
        request.size_max *= 2;
        request.box = (struct rect){200, 400, 1800, 840};
        assert_true(typeset_words(shaper, &request, &two, &err));
        assert_int_equal(one.glyph_count, two.glyph_count);
        assert_true(fabs(one.size * 2 - two.size) < 1e-6);
        for (size_t k = 0; k < one.glyph_count; k++) {
            assert_int_equal(one.glyphs[k].index, two.glyphs[k].index);
            assert_true(fabs(one.glyphs[k].x * 2 - two.glyphs[k].x) < 1e-6);
            assert_true(fabs(one.glyphs[k].y * 2 - two.glyphs[k].y) < 1e-6);
        }
        typeset_finish(&one);
        typeset_finish(&two);
    }
}

static void a_shorter_text_grows_again(void **state)
{
    (void)state;
    char words[] = "Vandaag uitgelegd en morgen uitgevonden door jou en mij";
    double before = 0;
    for (size_t size = strlen(words); size > 10; size--) {
        struct typeset typeset;
        struct error err;
        words[size] = '\0';
        if (words[size - 1] == ' ')
            continue;
        const struct typeset_request request = wish(words);
        assert_true(typeset_words(shaper, &request, &typeset, &err));
        assert_true(typeset.size >= before * 0.98);
        before = typeset.size;
        typeset_finish(&typeset);
    }
}

static void the_wish_for_a_line_is_kept_while_there_are_lines(void **state)
{
    (void)state;
    struct typeset_request request = wish("een\ntwee drie\nvier");
    struct typeset typeset;
    struct error err;
    assert_true(typeset_words(shaper, &request, &typeset, &err));
    assert_int_equal(typeset.line_count, 3);
    assert_string_equal(typeset.lines[1].words, "twee drie");
    typeset_finish(&typeset);
    request.lines_max = 2;
    assert_true(typeset_words(shaper, &request, &typeset, &err));
    assert_true(typeset.line_count <= 2);
    typeset_finish(&typeset);
}

static void what_does_not_fit_is_told(void **state)
{
    (void)state;
    struct typeset_request request = wish(
        "meervoudigepersoonlijkheidsstoornissenonderzoeksinstituutsdirecteur");
    struct typeset typeset;
    struct error err;
    assert_false(typeset_words(shaper, &request, &typeset, &err));
    assert_int_equal(err.message, MESSAGE_TEXT_DOES_NOT_FIT);
    assert_string_equal(err.field, "slogan");
}

static void a_character_that_no_font_has_is_told(void **state)
{
    (void)state;
    struct typeset_request request = wish("hallo \U0010FFFD");
    struct typeset typeset;
    struct error err;
    assert_false(typeset_words(shaper, &request, &typeset, &err));
    assert_int_equal(err.message, MESSAGE_TEXT_NO_GLYPH);
    assert_int_equal(err.values[0], 0x10FFFD);
}

static void strange_texts_do_no_harm(void **state)
{
    (void)state;
    static const char *const strange[] = {
        "שלום עולם 123", "مرحبا", "नमस्ते", "👩‍🏫", "a\u0301\u0302\u0303",
        "\u00A0",        "-",     "...",  "\u200D",      "한국어",
        "a\n\nb",        "¿?¡!",
    };
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        const struct typeset_request request = wish(strange[i]);
        struct typeset typeset;
        struct error err = {0};
        if (typeset_words(shaper, &request, &typeset, &err)) {
            assert_inside(&typeset, &request);
            typeset_finish(&typeset);
        } else {
            assert_int_equal(err.kind, ERROR_INVALID);
        }
    }
}

static void no_words_set_nothing(void **state)
{
    (void)state;
    const struct typeset_request request = wish("");
    struct typeset typeset;
    struct error err;
    assert_true(typeset_words(shaper, &request, &typeset, &err));
    assert_int_equal(typeset.line_count, 0);
    typeset_finish(&typeset);
}

// Their ink is wider than their advance: "j" and "w" of League Spartan.
static void letters_that_lean_out_stay_inside_the_box(void **state)
{
    (void)state;
    static const char *const leaning[] = {"jw",      "j",   "fj",     "“W”",
                                          "jjj fff", "/\\", "W. jw V"};
    for (size_t i = 0; i < sizeof leaning / sizeof *leaning; i++)
        for (size_t r = 0; r < fonts.count; r++)
            for (int align = 0; align < 3; align++) {
                struct typeset_request request = wish(leaning[i]);
                struct typeset typeset;
                struct error err;
                request.role = &fonts.roles[r];
                request.align = (enum align)align;
                request.box = (struct rect){0, 0, 298, 245};
                request.size_min = 5;
                request.size_max = 400;
                assert_true(typeset_words(shaper, &request, &typeset, &err));
                assert_inside(&typeset, &request);
                typeset_finish(&typeset);
            }
    // And are refused where there is no smaller size.
    struct typeset_request request = wish("jw");
    struct typeset typeset;
    struct error err;
    request.role = fonts_role(&fonts, "poster");
    request.box = (struct rect){0, 0, 298, 245};
    request.size_min = 275;
    request.size_max = 275;
    assert_false(typeset_words(shaper, &request, &typeset, &err));
    assert_int_equal(err.message, MESSAGE_TEXT_DOES_NOT_FIT);
}

static unsigned random_number(unsigned *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

static void any_text_stays_inside_its_box(void **state)
{
    (void)state;
    static const char *const bits[] = {"a", "f", "j",  "A",  "V",  "T", "W",
                                       "y", "“", "”",  "'",  "Å",  "Q", "g",
                                       "1", "L", "/",  "é",  "ff", "!", "Ő",
                                       "-", "–", "ij", ",.", "\n", " "};
    unsigned seed = 3;
    int set = 0;
    for (int round = 0; round < 4000; round++) {
        char words[128] = "x";
        const unsigned length = 1 + random_number(&seed) % 20;
        for (unsigned i = 0; i < length; i++)
            strcat(words,
                   bits[random_number(&seed) % (sizeof bits / sizeof *bits)]);
        strcat(words, "x");
        struct typeset_request request = wish(words);
        struct typeset typeset;
        struct error err;
        request.role = &fonts.roles[random_number(&seed) % fonts.count];
        request.align = (enum align)(random_number(&seed) % 3);
        request.valign = (enum valign)(random_number(&seed) % 3);
        request.size_min = 5;
        request.size_max = 400;
        request.box.width = 50 + random_number(&seed) % 900;
        request.box.height = 30 + random_number(&seed) % 500;
        if (!typeset_words(shaper, &request, &typeset, &err))
            continue;
        assert_inside(&typeset, &request);
        set++;
        typeset_finish(&typeset);
    }
    assert_true(set > 2000);
}

static void the_glyphs_of_a_line_stand_on_its_baseline(void **state)
{
    (void)state;
    const struct typeset_request request = wish("een twee drie\nvier vijf zes");
    struct typeset typeset;
    struct error err;
    assert_true(typeset_words(shaper, &request, &typeset, &err));
    assert_int_equal(typeset.line_count, 2);
    const double leading =
        (typeset.lines[1].baseline - typeset.lines[0].baseline) / typeset.size;
    assert_true(leading >= request.role->leading_large - 1e-9);
    assert_true(leading <= request.role->leading_small + 1e-9);
    size_t on[2] = {0, 0};
    for (size_t i = 0; i < typeset.glyph_count; i++)
        for (int line = 0; line < 2; line++)
            on[line] +=
                fabs(typeset.glyphs[i].y - typeset.lines[line].baseline) < 1e-6;
    assert_int_equal(on[0], strlen("een twee drie"));
    assert_int_equal(on[1], strlen("vier vijf zes"));
    typeset_finish(&typeset);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_letter_lies_inside_the_box),
        cmocka_unit_test(a_line_begins_where_its_reader_begins),
        cmocka_unit_test(signs_hang_out_of_the_edge_and_letters_do_not),
        cmocka_unit_test(letters_meet_the_edge_that_they_are_aligned_to),
        cmocka_unit_test(a_box_of_twice_the_size_has_everything_twice),
        cmocka_unit_test(a_shorter_text_grows_again),
        cmocka_unit_test(the_wish_for_a_line_is_kept_while_there_are_lines),
        cmocka_unit_test(what_does_not_fit_is_told),
        cmocka_unit_test(a_character_that_no_font_has_is_told),
        cmocka_unit_test(strange_texts_do_no_harm),
        cmocka_unit_test(no_words_set_nothing),
        cmocka_unit_test(letters_that_lean_out_stay_inside_the_box),
        cmocka_unit_test(any_text_stays_inside_its_box),
        cmocka_unit_test(the_glyphs_of_a_line_stand_on_its_baseline),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
