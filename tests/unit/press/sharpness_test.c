#include "press/sharpness.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct layout layouts[] = {
    {.id = "portrait",
     .view_box = {0, 0, 100, 125},
     .window = {10, 20, 50, 100},
     .has_window = true},
    {.id = "words", .view_box = {0, 0, 100, 100}},
};

static const struct template template = {
    .id = "proef", .layouts = layouts, .layout_count = 2};

static const struct format screen = {
    .layout = "portrait", .width_px = 1000, .height_px = 1250};
static const struct format print = {
    .layout = "portrait", .width_px = 2000, .height_px = 2500, .dpi = 300};
static const struct format words = {
    .layout = "words", .width_px = 1000, .height_px = 1000};
static const struct format missing = {
    .layout = "wide", .width_px = 1000, .height_px = 1000};

static void a_screen_wants_its_pixels_and_print_150_dpi(void **state)
{
    (void)state;
    const struct format coarse = {.dpi = 100};
    assert_true(sharpness_wanted(&screen) == 1);
    assert_true(sharpness_wanted(&print) == 0.5);
    assert_true(sharpness_wanted(&coarse) == 1);
}

static void the_side_that_has_fewer_pixels_counts(void **state)
{
    (void)state;
    // The window has 500 x 1000 px on the screen, the double in print.
    assert_true(fabs(sharpness_scale(&template, &screen, 500, 3000, 1) - 1) <
                1e-9);
    assert_true(fabs(sharpness_scale(&template, &screen, 3000, 1500, 1) - 1.5) <
                1e-9);
    assert_true(fabs(sharpness_scale(&template, &print, 1000, 1000, 1) - 0.5) <
                1e-9);
    assert_true(fabs(sharpness_scale(&template, &print, 1000, 1000, 2) - 0.25) <
                1e-9);
}

static void a_format_without_a_window_wants_nothing(void **state)
{
    (void)state;
    assert_true(sharpness_scale(&template, &words, 100, 100, 1) == 0);
    assert_true(sharpness_scale(&template, &missing, 100, 100, 1) == 0);
}

static void a_hair_too_small_is_enough(void **state)
{
    (void)state;
    assert_true(sharpness_is_enough(1, &screen));
    assert_true(sharpness_is_enough(0.99, &screen));
    assert_false(sharpness_is_enough(0.95, &screen));
    assert_true(sharpness_is_enough(0.5, &print));
    assert_false(sharpness_is_enough(0.4, &print));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_screen_wants_its_pixels_and_print_150_dpi),
        cmocka_unit_test(the_side_that_has_fewer_pixels_counts),
        cmocka_unit_test(a_format_without_a_window_wants_nothing),
        cmocka_unit_test(a_hair_too_small_is_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
