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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_picture_is_the_same),
        cmocka_unit_test(a_rounding_passes_and_a_shift_does_not),
        cmocka_unit_test(a_png_comes_back_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
