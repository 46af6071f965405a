// Words against what is behind them: what is measured, and what shadows and
// outlines do about it.
#include "press/contrast.h"
#include "press/ink.h"
#include "press/light.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SIDE = 400 };

static struct fonts fonts;
static struct shaper *shaper;
static struct glyphs *glyphs;

static int load(void **state)
{
    (void)state;
    struct error err;
    return fonts_open(&fonts, SOURCE_DIR "/fonts/fonts.ini", &err) &&
                   shaper_create(&shaper, &fonts, &err) &&
                   glyphs_create(&glyphs, &fonts, &err)
               ? 0
               : -1;
}

static int unload(void **state)
{
    (void)state;
    glyphs_destroy(glyphs);
    shaper_destroy(shaper);
    fonts_close(&fonts);
    return 0;
}

// Prints one word on paper whose left and right pixels take turns.
static void print(struct plan *plan, struct text_style *style, double size,
                  uint32_t odd, uint32_t even, struct canvas **canvas)
{
    struct error err = {0};
    struct plan_text *text = &plan->texts[0];
    const struct typeset_request request = {
        .field = "slogan",
        .words = "Respect",
        .role = fonts_role(&fonts, "display"),
        .size_min = size,
        .size_max = size,
        .lines_min = 1,
        .lines_max = 1,
        .box = {20, 20, SIDE - 40, SIDE - 40}};
    plan->width = plan->height = SIDE;
    plan->text_count = 1;
    text->style = style;
    assert_true(typeset_words(shaper, &request, &text->typeset, &err));
    *canvas = canvas_create(SIDE, SIDE, CANVAS_WHITE);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            canvas_row(*canvas, y)[x] = 0xff000000 | (x & 1 ? odd : even);
    assert_true(ink_words(plan, glyphs, true, *canvas, &err));
    typeset_finish(&text->typeset);
}

static double contrast_of(uint32_t words, uint32_t odd, uint32_t even)
{
    struct plan plan = {0};
    struct text_style style = {0};
    struct canvas *canvas;
    plan.texts[0].rgb = words;
    print(&plan, &style, 60, odd, even, &canvas);
    canvas_destroy(canvas);
    return plan.texts[0].contrast;
}

static void plain_papers_have_the_contrast_of_the_formula(void **state)
{
    (void)state;
    static const struct {
        uint32_t words;
        uint32_t paper;
        double contrast; // as WCAG's own examples have it
    } cases[] = {
        {0x000000, 0xffffff, 21},   {0xffffff, 0x000000, 21},
        {0x767676, 0xffffff, 4.54}, {0x949494, 0xffffff, 3.03},
        {0xff0000, 0xffffff, 4.0},  {0x14110f, 0xffd21e, 12.95},
        {0x808080, 0x808080, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double seen =
            contrast_of(cases[i].words, cases[i].paper, cases[i].paper);
        if (fabs(seen - cases[i].contrast) > 0.06)
            fail_msg("%06x on %06x: %.2f", cases[i].words, cases[i].paper,
                     seen);
    }
}

static void a_busy_paper_counts_by_its_worst(void **state)
{
    (void)state;
    assert_true(contrast_of(0xffffff, 0x000000, 0xf0f0f0) < 1.3);
    assert_true(contrast_of(0xffffff, 0x000000, 0x101010) > 18);
}

static void large_words_need_less(void **state)
{
    (void)state;
    struct plan plan = {.width = 380, .height = 500};
    plan.texts[0].typeset.size = 20;
    assert_true(contrast_wanted(&plan, &plan.texts[0]) == 3);
    plan.texts[0].typeset.size = 19;
    assert_true(contrast_wanted(&plan, &plan.texts[0]) == 4.5);
}

static void a_shadow_is_as_strong_as_it_must_be(void **state)
{
    (void)state;
    static const uint32_t papers[][2] = {
        {0x101010, 0x202020}, // dark already
        {0x000000, 0xc0c0c0},
        {0xffffff, 0xf0f0f0},
    };
    int strengths[3];
    for (size_t i = 0; i < 3; i++) {
        struct plan plan = {0};
        struct text_style style = {.shadow = "ink"};
        struct canvas *canvas;
        plan.texts[0].rgb = 0xffffff;
        plan.texts[0].shadow_rgb = 0x000000;
        print(&plan, &style, 60, papers[i][0], papers[i][1], &canvas);
        strengths[i] = plan.texts[0].shadow_strength;
        if (plan.texts[0].contrast < 3)
            fail_msg("paper %zu: %.2f", i, plan.texts[0].contrast);
        // Away from the word nothing is painted.
        assert_int_equal(canvas_row(canvas, SIDE - 1)[1] & 0xffffff,
                         papers[i][0]);
        canvas_destroy(canvas);
    }
    assert_int_equal(strengths[0], 1);
    assert_true(strengths[1] > 1);
    assert_true(strengths[2] >= strengths[1]);
}

static long count_of(struct canvas *canvas, uint32_t rgb)
{
    long count = 0;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            count += (canvas_row(canvas, y)[x] & 0xffffff) == rgb;
    return count;
}

static void an_outline_stands_around_the_letters(void **state)
{
    (void)state;
    long inked[2];
    for (int outlined = 0; outlined <= 1; outlined++) {
        struct plan plan = {0};
        struct text_style style = {.outline_em = outlined ? 0.06 : 0};
        struct canvas *canvas;
        strcpy(style.outline, outlined ? "ink" : "");
        plan.texts[0].rgb = 0xffffff;
        plan.texts[0].outline_rgb = 0x0000ff;
        print(&plan, &style, 60, 0xff0000, 0xff0000, &canvas);
        inked[outlined] = count_of(canvas, 0xffffff);
        assert_true(outlined == (count_of(canvas, 0x0000ff) > 500));
        canvas_destroy(canvas);
    }
    // The letters keep their shape.
    assert_int_equal(inked[0], inked[1]);
}

static void light_goes_there_and_back(void **state)
{
    (void)state;
    for (int i = 0; i <= 255; i++)
        assert_true(
            fabs(light_to_srgb(light_from_srgb(i / 255.0)) - i / 255.0) < 1e-6);
    assert_true(fabs(light_of_color(0xffffff) - 1) < 1e-9);
    assert_true(light_contrast(0, 1) == light_contrast(1, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_papers_have_the_contrast_of_the_formula),
        cmocka_unit_test(a_busy_paper_counts_by_its_worst),
        cmocka_unit_test(large_words_need_less),
        cmocka_unit_test(a_shadow_is_as_strong_as_it_must_be),
        cmocka_unit_test(an_outline_stands_around_the_letters),
        cmocka_unit_test(light_goes_there_and_back),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
