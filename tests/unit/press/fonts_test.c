// The manifest of the repository, and the outlines that come from it.
#include "press/fonts.h"
#include "press/glyphs.h"
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
static struct glyphs *glyphs;

static int open_fonts(void **state)
{
    (void)state;
    struct error err;
    return !(fonts_open(&fonts, SOURCE_DIR "/fonts/fonts.ini", &err) &&
             shaper_create(&shaper, &fonts, &err) &&
             glyphs_create(&glyphs, &fonts, &err));
}

static int close_fonts(void **state)
{
    (void)state;
    glyphs_destroy(glyphs);
    shaper_destroy(shaper);
    fonts_close(&fonts);
    return 0;
}

static void shape_text(const char *text, const struct font_role *role,
                       struct shape *shape)
{
    struct error err;
    if (!shape_line(shaper, text, 0, strlen(text), role, LANGUAGE_NL, "x",
                    shape, &err))
        fail_msg("%s in %s: U+%04lX", text, role->id, err.values[0]);
}

static void every_role_has_its_file_and_is_found_by_its_id(void **state)
{
    (void)state;
    static const char *const ids[] = {"display", "poster", "text", "strong",
                                      "narrow"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct font_role *role = fonts_role(&fonts, ids[i]);
        assert_non_null(role);
        assert_int_equal(role->file[0], '/');
        assert_true(*role->package);
        assert_in_range(role->leading_large * 100, 50, 300);
        assert_in_range(shaper_cap_height(shaper, role) * 100, 50, 85);
    }
    assert_null(fonts_role(&fonts, "serif"));
    assert_null(fonts_role(&fonts, ""));
}

static void words_are_set_in_the_face_of_their_role(void **state)
{
    (void)state;
    for (size_t i = 0; i < fonts.count; i++) {
        struct shape shape;
        shape_text("Respect 24", &fonts.roles[i], &shape);
        assert_int_equal(shape.count, 10);
        for (size_t k = 0; k < shape.count; k++)
            assert_string_equal(shape.glyphs[k].face->file,
                                fonts.roles[i].file);
        shape_finish(&shape);
    }
}

// The four languages, and the names of the children in a class.
static void every_role_speaks_the_languages_of_the_campaign(void **state)
{
    (void)state;
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 "
        "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŒÆ àâäçèéêëîïôöùûüÿœæß ÁÍÓÚÑ áíóúñ "
        ".,:;!?…-–—'\"‘’“”«»()&@#%+*/=€°";
    for (size_t i = 0; i < fonts.count; i++) {
        struct shape shape;
        shape_text(letters, &fonts.roles[i], &shape);
        // A letter of another face in the middle of a word is no letter.
        for (size_t k = 0; k < shape.count; k++)
            if (strcmp(shape.glyphs[k].face->file, fonts.roles[i].file) != 0)
                fail_msg("%s lacks \"%.2s\"", fonts.roles[i].id,
                         letters + shape.glyphs[k].cluster);
        shape_finish(&shape);
    }
}

// Whatever fonts the machine has, none of them is used.
static void no_other_font_of_the_machine_is_seen(void **state)
{
    (void)state;
    static const char *const foreign[] = {"ꦲ", "ᠠ", "𓀀", "ꯀ", "ᮊ"};
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        for (size_t r = 0; r < fonts.count; r++) {
            struct shape shape;
            struct error err = {0};
            assert_false(shape_line(shaper, foreign[i], 0, strlen(foreign[i]),
                                    &fonts.roles[r], LANGUAGE_NL, "slogan",
                                    &shape, &err));
            assert_int_equal(err.message, MESSAGE_TEXT_NO_GLYPH);
            assert_string_equal(err.field, "slogan");
            assert_true(err.values[0] > 0x7f);
        }
}

static void every_character_that_is_missing_is_named_once(void **state)
{
    (void)state;
    static const char text[] = "aꦲbꦲᠠ";
    struct shape shape;
    struct error err = {0};
    assert_false(shape_line(shaper, text, 0, sizeof text - 1, &fonts.roles[0],
                            LANGUAGE_NL, "slogan", &shape, &err));
    assert_int_equal(err.values[0], 0xa9b2);
    assert_int_equal(err.values[1], 0x1820);
    assert_int_equal(err.values[2], 0);
}

// In the weight of the role, where there is one.
static void what_a_role_lacks_comes_from_a_fallback(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *bold;
        const char *regular;
    } cases[] = {
        {"ب", "NotoSansArabic-Bold.ttf", "NotoSansArabic-Regular.ttf"},
        {"א", "NotoSansHebrew-Bold.ttf", "NotoSansHebrew-Regular.ttf"},
        {"अ", "NotoSansDevanagari-Bold.ttf", "NotoSansDevanagari-Regular.ttf"},
        {"ა", "NotoSansGeorgian-Bold.ttf", "NotoSansGeorgian-Regular.ttf"},
        {"ա", "NotoSansArmenian-Bold.ttf", "NotoSansArmenian-Regular.ttf"},
        {"ሰ", "NotoSansEthiopic-Bold.ttf", "NotoSansEthiopic-Regular.ttf"},
        {"学", "NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc"},
        {"한", "NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc"},
        {"ⵣ", "NotoSansTifinagh-Regular.ttf", "NotoSansTifinagh-Regular.ttf"},
        {"😀", "NotoColorEmoji.ttf", "NotoColorEmoji.ttf"},
        {"👩🏽‍🏫", "NotoColorEmoji.ttf", "NotoColorEmoji.ttf"},
        {"🇧🇪", "NotoColorEmoji.ttf", "NotoColorEmoji.ttf"},
        {"1️⃣", "NotoColorEmoji.ttf", "NotoColorEmoji.ttf"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int bold = 0; bold <= 1; bold++) {
            struct shape shape;
            shape_text(cases[i].text,
                       fonts_role(&fonts, bold ? "display" : "text"), &shape);
            // One glyph, also of a family of emoji.
            assert_int_equal(shape.count, 1);
            const char *file = strrchr(shape.glyphs[0].face->file, '/') + 1;
            assert_string_equal(file, bold ? cases[i].bold : cases[i].regular);
            assert_true(shape.ink_right > shape.ink_left);
            shape_finish(&shape);
        }
}

struct drawn {
    double area; // px, partly covered ones in part
    double x;    // times area: the middle of the ink
    double y;
    int left;
    int right;
    int top;
    int bottom;
};

static void take_span(void *context, int x, int y, int length, uint8_t coverage)
{
    struct drawn *drawn = context;
    if (length == 0)
        return;
    drawn->area += length * coverage / 255.0;
    drawn->x += (x + length / 2.0) * length * coverage / 255.0;
    drawn->y += (y + 0.5) * length * coverage / 255.0;
    drawn->left = x < drawn->left ? x : drawn->left;
    drawn->top = y < drawn->top ? y : drawn->top;
    drawn->right = x + length > drawn->right ? x + length : drawn->right;
    drawn->bottom = y + 1 > drawn->bottom ? y + 1 : drawn->bottom;
}

static void take_pixels(void *context, int x, int y, int length,
                        const uint32_t *argb)
{
    for (int i = 0; i < length; i++)
        if (argb[i] >> 24 > 0)
            take_span(context, x + i, y, 1, (uint8_t)(argb[i] >> 24));
}

static struct drawn draw(const struct shape_glyph *glyph, double size, double x,
                         double y)
{
    struct drawn drawn = {0, 0, 0, 100000, -100000, 100000, -100000};
    const struct glyphs_place place = {glyph->face, glyph->index, size, x, y};
    const struct glyphs_taker taker = {take_span, take_pixels, &drawn};
    assert_true(glyphs_draw(glyphs, &place, 0, &taker));
    return drawn;
}

static void a_glyph_covers_what_its_shape_says(void **state)
{
    (void)state;
    static const char *const letters[] = {"H", "o", "g", "Å", "j", ",", "W"};
    for (size_t r = 0; r < fonts.count; r++)
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
            struct shape shape;
            shape_text(letters[i], &fonts.roles[r], &shape);
            const struct drawn drawn = draw(&shape.glyphs[0], 200, 300, 400);
            // Within a pixel: HarfBuzz rounds extents outwards.
            assert_true(fabs(drawn.left - (300 + shape.ink_left * 200)) < 1.3);
            assert_true(fabs(drawn.right - (300 + shape.ink_right * 200)) <
                        1.3);
            assert_true(fabs(drawn.top - (400 - shape.ink_top * 200)) < 1.3);
            assert_true(fabs(drawn.bottom - (400 + shape.ink_bottom * 200)) <
                        1.3);
            shape_finish(&shape);
        }
}

// An emoji is a picture that is scaled to its place.
static void an_emoji_covers_what_its_shape_says(void **state)
{
    (void)state;
    struct shape shape;
    shape_text("😀", fonts_role(&fonts, "display"), &shape);
    for (double size = 20; size < 600; size *= 1.7) {
        const struct drawn drawn = draw(&shape.glyphs[0], size, 300.3, 400.6);
        // The face itself is round and touches all four sides nearly.
        const double slack = 2 + 0.06 * size;
        assert_true(fabs(drawn.left - (300.3 + shape.ink_left * size)) < slack);
        assert_true(fabs(drawn.right - (300.3 + shape.ink_right * size)) <
                    slack);
        assert_true(fabs(drawn.top - (400.6 - shape.ink_top * size)) < slack);
        assert_true(fabs(drawn.bottom - (400.6 + shape.ink_bottom * size)) <
                    slack);
    }
    shape_finish(&shape);
}

static void a_glyph_is_unhinted_and_at_its_exact_place(void **state)
{
    (void)state;
    struct shape shape;
    shape_text("o", fonts_role(&fonts, "text"), &shape);
    const struct drawn first = draw(&shape.glyphs[0], 300, 100, 200);
    const double whole = first.area;
    // The same ink wherever it lies, and a quarter of it at half the size.
    for (int i = 0; i < 16; i++) {
        const struct drawn drawn =
            draw(&shape.glyphs[0], 300, 100 + i / 16.0, 200 - i / 16.0);
        assert_true(fabs(drawn.area - whole) < whole * 0.003);
        assert_true(fabs(drawn.x / drawn.area - first.x / whole - i / 16.0) <
                    0.02);
        assert_true(fabs(drawn.y / drawn.area - first.y / whole + i / 16.0) <
                    0.02);
        const struct drawn small =
            draw(&shape.glyphs[0], 150, 100 + i / 16.0, 200 + i / 16.0);
        assert_true(fabs(small.area * 4 - whole) < whole * 0.01);
    }
    shape_finish(&shape);
}

static void a_glyph_outside_the_picture_is_offered_all_the_same(void **state)
{
    (void)state;
    struct shape shape;
    shape_text("H", fonts_role(&fonts, "poster"), &shape);
    const struct drawn drawn = draw(&shape.glyphs[0], 100, -500, -300);
    assert_true(drawn.right < 0 && drawn.bottom < 0 && drawn.area > 100);
    shape_finish(&shape);
}

static void a_glyph_that_is_none_is_told(void **state)
{
    (void)state;
    struct drawn drawn = {0};
    const struct glyphs_place place = {&fonts.faces[0], 0xfffff, 100, 0, 0};
    const struct glyphs_taker taker = {take_span, take_pixels, &drawn};
    assert_false(glyphs_draw(glyphs, &place, 0, &taker));
    assert_true(drawn.area == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_role_has_its_file_and_is_found_by_its_id),
        cmocka_unit_test(words_are_set_in_the_face_of_their_role),
        cmocka_unit_test(every_role_speaks_the_languages_of_the_campaign),
        cmocka_unit_test(no_other_font_of_the_machine_is_seen),
        cmocka_unit_test(every_character_that_is_missing_is_named_once),
        cmocka_unit_test(what_a_role_lacks_comes_from_a_fallback),
        cmocka_unit_test(a_glyph_covers_what_its_shape_says),
        cmocka_unit_test(an_emoji_covers_what_its_shape_says),
        cmocka_unit_test(a_glyph_is_unhinted_and_at_its_exact_place),
        cmocka_unit_test(a_glyph_outside_the_picture_is_offered_all_the_same),
        cmocka_unit_test(a_glyph_that_is_none_is_told),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
