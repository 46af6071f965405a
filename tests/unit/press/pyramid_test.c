#include "press/pyramid.h"
#include "press/thumbnail.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// Red grows to the right, green downwards, blue is even.
static struct pixmap make_ramp(int width, int height)
{
    struct pixmap picture;
    assert_true(pixmap_init(&picture, width, height));
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            uint8_t *pixel = pixmap_row(&picture, y) + (ptrdiff_t)4 * x;
            pixel[0] = (uint8_t)(255 * (x + 0.5) / width);
            pixel[1] = (uint8_t)(255 * (y + 0.5) / height);
            pixel[2] = 77;
            pixel[3] = 255;
        }
    return picture;
}

static void a_thumbnail_shows_the_same_picture(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1000, 700}, {83, 120}, {100, 100}, {9, 4}};
    for (int i = 0; i < 4; i++) {
        struct pixmap picture = make_ramp(sizes[i][0], sizes[i][1]);
        struct pixmap small;
        assert_true(thumbnail_init(&small, &picture, 100));
        assert_int_equal(
            small.width > small.height ? small.width : small.height, 100);
        const double coarse = 255.0 / fmin(sizes[i][0], sizes[i][1]);
        for (int y = 0; y < small.height; y++)
            for (int x = 0; x < small.width; x++) {
                const uint8_t *pixel = pixmap_row(&small, y) + (ptrdiff_t)4 * x;
                assert_true(fabs(pixel[0] - 255 * (x + 0.5) / small.width) <
                            coarse / 2 + 3);
                assert_true(fabs(pixel[1] - 255 * (y + 0.5) / small.height) <
                            coarse / 2 + 3);
                assert_int_equal(pixel[2], 77);
                assert_int_equal(pixel[3], 255);
            }
        pixmap_finish(&small);
        pixmap_finish(&picture);
    }
}

static void a_thumbnail_of_its_own_size_is_a_copy(void **state)
{
    (void)state;
    struct pixmap picture = make_ramp(64, 33);
    struct pixmap copy;
    assert_true(thumbnail_init(&copy, &picture, 64));
    assert_int_equal(copy.height, 33);
    assert_memory_equal(copy.pixels, picture.pixels, 4 * 64 * 33);
    pixmap_finish(&copy);
    pixmap_finish(&picture);
}

static void a_thumbnail_averages_what_it_leaves_out(void **state)
{
    (void)state;
    // A fine chequer of black and white is grey.
    struct pixmap picture;
    assert_true(pixmap_init(&picture, 80, 80));
    for (int i = 0; i < 80 * 80; i++)
        memset(picture.pixels + (ptrdiff_t)4 * i, (i + i / 80) % 2 ? 255 : 0,
               4);
    struct pixmap small;
    assert_true(thumbnail_init(&small, &picture, 20));
    for (int i = 0; i < 4 * 20 * 20; i++)
        assert_int_equal(small.pixels[i], 128);
    pixmap_finish(&small);
    pixmap_finish(&picture);
}

static void the_longest_thumbnail_is_one_pixel_wide(void **state)
{
    (void)state;
    struct pixmap picture = make_ramp(3, 16384);
    struct pixmap small;
    assert_true(thumbnail_init(&small, &picture, 400));
    assert_int_equal(small.width, 1);
    assert_int_equal(small.height, 400);
    pixmap_finish(&small);
    pixmap_finish(&picture);
}

static void levels_shrink_down_to_the_window(void **state)
{
    (void)state;
    struct pixmap picture = make_ramp(400, 300);
    struct pyramid pyramid;
    assert_true(pyramid_init(&pyramid, &picture, 1.2, 24, 20));
    assert_int_equal(pyramid.levels[0].width, 400);
    assert_int_equal(pyramid.levels[0].height, 300);
    for (size_t i = 0; i < pyramid.level_count; i++) {
        const struct grey *level = &pyramid.levels[i];
        assert_true(level->width >= 24 && level->height >= 20);
        assert_int_equal(level->width, lround(400 / pow(1.2, (double)i)));
        // Each is the same ramp.
        for (int y = 0; y < level->height; y++)
            for (int x = 0; x < level->width; x++) {
                const double red = 255 * (x + 0.5) / level->width;
                const double green = 255 * (y + 0.5) / level->height;
                const double grey = 0.299 * red + 0.587 * green + 0.114 * 77;
                const double seen = level->levels[y * level->width + x];
                if (fabs(seen - grey) > 4)
                    fail_msg("level %zu at %d, %d: %g is not %g", i, x, y, seen,
                             grey);
            }
    }
    const struct grey *last = &pyramid.levels[pyramid.level_count - 1];
    assert_true(last->width < 24 * 1.2 + 1 || last->height < 20 * 1.2 + 1);
    pyramid_finish(&pyramid);
    pixmap_finish(&picture);
}

static void a_picture_smaller_than_the_window_has_no_level(void **state)
{
    (void)state;
    struct pixmap picture = make_ramp(400, 23);
    struct pyramid pyramid;
    assert_true(pyramid_init(&pyramid, &picture, 1.2, 24, 24));
    assert_int_equal(pyramid.level_count, 0);
    pyramid_finish(&pyramid);
    pixmap_finish(&picture);
}

static void what_is_transparent_is_mid_grey(void **state)
{
    (void)state;
    struct pixmap picture;
    assert_true(pixmap_init(&picture, 30, 30));
    struct pyramid pyramid;
    assert_true(pyramid_init(&pyramid, &picture, 1.2, 24, 24));
    for (int i = 0; i < 30 * 30; i++)
        assert_int_equal(pyramid.levels[0].levels[i], 128);
    pyramid_finish(&pyramid);
    pixmap_finish(&picture);
}

static void an_integral_holds_the_sum_of_every_rectangle(void **state)
{
    (void)state;
    enum { WIDTH = 13, HEIGHT = 9 };
    uint8_t levels[WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        levels[i] = (uint8_t)(i * 37);
    uint32_t *sums = malloc(sizeof *sums * INTEGRAL_STRIDE * (HEIGHT + 1));
    assert_non_null(sums);
    // What the memory held before does not matter.
    memset(sums, 0x5a, sizeof *sums * INTEGRAL_STRIDE * (HEIGHT + 1));
    struct integral integral = {.sums = sums};
    integral_sum(&integral, &(struct grey){levels, WIDTH, HEIGHT});
    assert_int_equal(integral.width, WIDTH);
    assert_int_equal(integral.height, HEIGHT);
    for (int y = 0; y <= HEIGHT; y++)
        for (int x = 0; x <= WIDTH; x++) {
            uint32_t sum = 0;
            for (int row = 0; row < y; row++)
                for (int i = 0; i < x; i++)
                    sum += levels[row * WIDTH + i];
            assert_int_equal(sums[y * INTEGRAL_STRIDE + x], sum);
        }
    free(sums);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thumbnail_shows_the_same_picture),
        cmocka_unit_test(a_thumbnail_of_its_own_size_is_a_copy),
        cmocka_unit_test(a_thumbnail_averages_what_it_leaves_out),
        cmocka_unit_test(the_longest_thumbnail_is_one_pixel_wide),
        cmocka_unit_test(levels_shrink_down_to_the_window),
        cmocka_unit_test(a_picture_smaller_than_the_window_has_no_level),
        cmocka_unit_test(what_is_transparent_is_mid_grey),
        cmocka_unit_test(an_integral_holds_the_sum_of_every_rectangle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
