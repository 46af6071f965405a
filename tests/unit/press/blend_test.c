// Blend over every pair of bytes, against the definition.
#include "press/blend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

// a * b / 255 rounded to nearest, in whole numbers.
static uint32_t product(uint32_t a, uint32_t b)
{
    return (2 * a * b + 255) / 510;
}

static uint32_t gray(uint32_t value)
{
    return value << 16 | value << 8 | value;
}

static void a_colour_on_black_is_rounded_exactly(void **state)
{
    (void)state;
    for (uint32_t coverage = 0; coverage < 256; coverage++)
        for (uint32_t value = 0; value < 256; value++) {
            uint32_t pixel = 0;
            blend_color(&pixel, gray(value), (uint8_t)coverage, 1);
            assert_int_equal(pixel & 0xffffff, gray(product(value, coverage)));
        }
}

static void black_over_a_colour_is_rounded_exactly(void **state)
{
    (void)state;
    for (uint32_t alpha = 0; alpha < 256; alpha++)
        for (uint32_t value = 0; value < 256; value++) {
            uint32_t pixel = gray(value);
            const uint32_t from = alpha << 24;
            blend_argb(&pixel, &from, 1);
            assert_int_equal(pixel & 0xffffff,
                             gray(product(value, 255 - alpha)));
        }
}

static void a_colour_over_itself_never_changes(void **state)
{
    (void)state;
    for (uint32_t coverage = 0; coverage < 256; coverage++)
        for (uint32_t value = 0; value < 256; value++) {
            uint32_t pixel = gray(value);
            blend_color(&pixel, gray(value), (uint8_t)coverage, 1);
            assert_int_equal(pixel & 0xffffff, gray(value));
        }
}

static void each_channel_goes_its_own_way(void **state)
{
    (void)state;
    uint32_t pixel = 0x102030;
    blend_color(&pixel, 0xff8000, 128, 1);
    // 16, 32, 48 and 255, 128, 0, half of each.
    assert_int_equal(pixel & 0xffffff, 0x885018);
    uint32_t art = 0x102030;
    const uint32_t from = 0x80804000;
    blend_argb(&art, &from, 1);
    assert_int_equal(art & 0xffffff, 0x885018);
}

static void a_colour_that_was_rounded_up_does_not_spill(void **state)
{
    (void)state;
    // Colours above their alpha: no valid premultiplied pixel, but art may
    // pass it by one.
    for (uint32_t alpha = 0; alpha < 255; alpha++) {
        const uint32_t from = alpha << 24 | gray(alpha + 1);
        uint32_t pixel = 0xffffff;
        blend_argb(&pixel, &from, 1);
        assert_int_equal(pixel & 0xffffff, 0xffffff);
    }
}

static void a_photo_and_its_mask_multiply(void **state)
{
    (void)state;
    for (uint32_t cover = 0; cover < 256; cover++)
        for (uint32_t alpha = 0; alpha < 256; alpha++) {
            const uint8_t from[4] = {(uint8_t)alpha, 0, 0, (uint8_t)alpha};
            const uint32_t mask = cover << 24 | 0x123456;
            uint32_t pixel = 0x0000ff;
            blend_rgba_masked(&pixel, from, &mask, 1);
            const uint32_t seen = product(alpha, cover);
            assert_int_equal(pixel & 0xffffff, seen << 16 | (255 - seen));
        }
}

static void exactly_so_many_pixels_are_touched(void **state)
{
    (void)state;
    static const uint8_t coverages[] = {0, 100, 255};
    for (size_t i = 0; i < 3; i++) {
        uint32_t to[4] = {1, 2, 3, 4};
        const uint32_t argb[2] = {0xff00ff00, 0xff00ff00};
        const uint8_t rgba[8] = {9, 9, 9, 255, 9, 9, 9, 255};
        blend_color(to + 1, 0xffffff, coverages[i], 2);
        blend_argb(to + 1, argb, 2);
        blend_rgba_masked(to + 1, rgba, argb, 2);
        blend_color(to + 1, 0xffffff, coverages[i], 0);
        assert_int_equal(to[0] & 0xffffff, 1);
        assert_int_equal(to[3] & 0xffffff, 4);
        assert_int_equal(to[1] & 0xffffff, 0x090909);
        assert_int_equal(to[2] & 0xffffff, 0x090909);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_colour_on_black_is_rounded_exactly),
        cmocka_unit_test(black_over_a_colour_is_rounded_exactly),
        cmocka_unit_test(a_colour_over_itself_never_changes),
        cmocka_unit_test(each_channel_goes_its_own_way),
        cmocka_unit_test(a_colour_that_was_rounded_up_does_not_spill),
        cmocka_unit_test(a_photo_and_its_mask_multiply),
        cmocka_unit_test(exactly_so_many_pixels_are_touched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
