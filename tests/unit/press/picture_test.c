// The comparer that the golden pictures rely on.
#include "picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void the_same_picture_is_the_same(void **state)
{
    (void)state;
    struct picture a;
    picture_init(&a, 50, 40);
    picture_draw(&a);
    assert_true(picture_psnr(&a, &a) == 100);
    picture_finish(&a);
}

static void a_rounding_passes_and_a_shift_does_not(void **state)
{
    (void)state;
    struct picture a;
    struct picture rounded;
    struct picture shifted;
    picture_init(&a, 50, 40);
    picture_init(&rounded, 50, 40);
    picture_init(&shifted, 50, 40);
    picture_draw(&a);
    memcpy(rounded.pixels, a.pixels, 50 * 40 * 3);
    for (int i = 0; i < 50 * 40 * 3; i += 7)
        rounded.pixels[i] ^= 1;
    memcpy(shifted.pixels + 3, a.pixels, 50 * 40 * 3 - 3);
    assert_true(picture_psnr(&a, &rounded) > 50);
    assert_true(picture_psnr(&a, &shifted) < 40);
    picture_finish(&a);
    picture_finish(&rounded);
    picture_finish(&shifted);
}

static void a_png_comes_back_as_it_was(void **state)
{
    (void)state;
    struct picture a;
    struct picture b;
    struct buffer file = {0};
    picture_init(&a, 50, 40);
    picture_draw(&a);
    picture_encode_png(&a, &(struct picture_png){.bits = 8}, &file);
    picture_decode_png(buffer_view(&file), &b);
    assert_true(picture_psnr(&a, &b) == 100);
    buffer_finish(&file);
    picture_finish(&a);
    picture_finish(&b);
}

static void draw_two(struct picture *a, struct picture *b)
{
    picture_init(a, 270, 338);
    picture_init(b, 270, 338);
    picture_draw(a);
    memcpy(b->pixels, a->pixels, 270 * 338 * 3);
}

// As a comma that is missing from a poster.
static void a_small_thing_that_is_gone_is_seen(void **state)
{
    (void)state;
    struct picture a;
    struct picture b;
    draw_two(&a, &b);
    for (int y = 100; y < 103; y++)
        memset(picture_at(&b, 150, y), 0, 3 * 3);
    // The whole does not show it, the block does.
    assert_true(picture_psnr(&a, &b) > 40);
    assert_true(picture_worst_block(&a, &b) > 10);
    assert_true(picture_max_difference(&a, &b) > 150);
    picture_finish(&a);
    picture_finish(&b);
}

static void another_rounding_everywhere_passes(void **state)
{
    (void)state;
    struct picture a;
    struct picture b;
    draw_two(&a, &b);
    for (int i = 0; i < 270 * 338 * 3; i++)
        b.pixels[i] ^= (uint8_t)(i & 1);
    assert_true(picture_worst_block(&a, &b) <= 1);
    assert_int_equal(picture_max_difference(&a, &b), 1);
    assert_int_equal(picture_max_difference(&a, &a), 0);
    assert_true(picture_worst_block(&a, &a) == 0);
    picture_finish(&a);
    picture_finish(&b);
}

static void the_difference_is_drawn(void **state)
{
    (void)state;
    struct picture a;
    struct picture b;
    struct picture difference;
    draw_two(&a, &b);
    a.pixels[30] = 200;
    b.pixels[30] = 50;
    a.pixels[31] = 50;
    b.pixels[31] = 200;
    picture_init_difference(&difference, &a, &b);
    assert_int_equal(difference.pixels[30], 150);
    assert_int_equal(difference.pixels[31], 150);
    assert_int_equal(difference.pixels[29], 0);
    picture_finish(&a);
    picture_finish(&b);
    picture_finish(&difference);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_picture_is_the_same),
        cmocka_unit_test(a_rounding_passes_and_a_shift_does_not),
        cmocka_unit_test(a_png_comes_back_as_it_was),
        cmocka_unit_test(a_small_thing_that_is_gone_is_seen),
        cmocka_unit_test(another_rounding_everywhere_passes),
        cmocka_unit_test(the_difference_is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
