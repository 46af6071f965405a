#include "press/pixmap.h"
#include "press/resample.h"

#include "lanczos.h"
#include "picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void take_row(void *context, int y, uint8_t *row)
{
    const struct pixmap *out = context;
    memcpy(pixmap_row(out, y), row, (size_t)out->width * PIXMAP_CHANNELS);
}

static struct resample_job job_of(int width, int height, struct rect crop,
                                  struct pixmap *out)
{
    return (struct resample_job){.source_width = width,
                                 .source_height = height,
                                 .crop = crop,
                                 .width = out->width,
                                 .height = out->height,
                                 .take = take_row,
                                 .context = out};
}

static void scale(const struct pixmap *source, struct rect crop,
                  struct pixmap *out)
{
    struct resample *resample;
    const struct resample_job job =
        job_of(source->width, source->height, crop, out);
    assert_true(resample_create(&resample, &job));
    for (int y = 0; y < source->height; y++)
        resample_push(resample, pixmap_row(source, y));
    assert_true(resample_done(resample));
    resample_destroy(resample);
}

static void from_picture(const struct picture *picture, struct pixmap *pixmap)
{
    assert_true(pixmap_init(pixmap, picture->width, picture->height));
    for (int i = 0; i < picture->width * picture->height; i++) {
        memcpy(pixmap->pixels + i * 4, picture->pixels + i * 3, 3);
        pixmap->pixels[i * 4 + 3] = 255;
    }
}

static void a_constant_stays_a_constant(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {3, 7}, {50, 40}, {200, 130}};
    struct pixmap source;
    assert_true(pixmap_init(&source, 50, 40));
    memset(source.pixels, 137, (size_t)50 * 40 * 4);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct pixmap out;
        assert_true(pixmap_init(&out, sizes[i][0], sizes[i][1]));
        scale(&source, (struct rect){3.3, 2.2, 40.1, 30.7}, &out);
        for (int k = 0; k < out.width * out.height * 4; k++)
            assert_int_equal(out.pixels[k], 137);
        pixmap_finish(&out);
    }
    pixmap_finish(&source);
}

static void the_same_size_is_the_same_picture(void **state)
{
    (void)state;
    struct picture picture;
    struct pixmap source;
    struct pixmap out;
    picture_init(&picture, 60, 44);
    picture_draw(&picture);
    from_picture(&picture, &source);
    assert_true(pixmap_init(&out, 60, 44));
    scale(&source, (struct rect){0, 0, 60, 44}, &out);
    assert_memory_equal(out.pixels, source.pixels, (size_t)60 * 44 * 4);
    pixmap_finish(&out);
    pixmap_finish(&source);
    picture_finish(&picture);
}

static void the_quality_is_that_of_the_definition(void **state)
{
    (void)state;
    static const struct {
        struct rect crop;
        int width;
        int height;
    } cases[] = {
        {{0, 0, 160, 120}, 61, 47},   {{20.5, 10.25, 100, 90.5}, 50, 45},
        {{0, 0, 160, 120}, 240, 180}, {{50, 40, 40, 30}, 97, 73},
        {{0, 0, 160, 120}, 160, 13},
    };
    struct picture picture;
    struct pixmap source;
    picture_init(&picture, 160, 120);
    picture_draw(&picture);
    from_picture(&picture, &source);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pixmap out;
        struct picture seen;
        struct picture expected;
        assert_true(pixmap_init(&out, cases[i].width, cases[i].height));
        picture_init(&seen, cases[i].width, cases[i].height);
        picture_init(&expected, cases[i].width, cases[i].height);
        scale(&source, cases[i].crop, &out);
        lanczos_scale(&source, cases[i].crop, &expected);
        for (int k = 0; k < out.width * out.height; k++)
            memcpy(seen.pixels + k * 3, out.pixels + k * 4, 3);
        const double psnr = picture_psnr(&seen, &expected);
        if (psnr < 45)
            fail_msg("case %zu: %.1f dB", i, psnr);
        pixmap_finish(&out);
        picture_finish(&seen);
        picture_finish(&expected);
    }
    pixmap_finish(&source);
    picture_finish(&picture);
}

static void transparency_makes_no_dark_edges(void **state)
{
    (void)state;
    struct pixmap source;
    struct pixmap out;
    assert_true(pixmap_init(&source, 64, 64));
    // White, the left half clear.
    for (int y = 0; y < 64; y++)
        memset(pixmap_row(&source, y) + 32 * 4, 255, 32 * 4);
    assert_true(pixmap_init(&out, 21, 21));
    scale(&source, (struct rect){0, 0, 64, 64}, &out);
    for (int i = 0; i < 21 * 21; i++)
        for (int c = 0; c < 3; c++)
            assert_in_range(out.pixels[i * 4 + c],
                            out.pixels[i * 4 + 3] - (out.pixels[i * 4 + 3] > 0),
                            out.pixels[i * 4 + 3]);
    pixmap_finish(&out);
    pixmap_finish(&source);
}

static void single_pixels_are_enlarged_and_reached(void **state)
{
    (void)state;
    struct pixmap one;
    struct pixmap out;
    assert_true(pixmap_init(&one, 1, 1));
    memcpy(one.pixels, "\x10\x20\x30\xff", 4);
    assert_true(pixmap_init(&out, 9, 5));
    scale(&one, (struct rect){0, 0, 1, 1}, &out);
    for (int i = 0; i < 45; i++)
        assert_memory_equal(out.pixels + i * 4, one.pixels, 4);
    pixmap_finish(&one);
    pixmap_finish(&out);
}

// The middle of what is bright, in pixels from the left and from the top.
static void find_center(const struct pixmap *picture, double *x, double *y)
{
    double sum = 0;
    *x = 0;
    *y = 0;
    for (int row = 0; row < picture->height; row++)
        for (int column = 0; column < picture->width; column++) {
            const double light = pixmap_row(picture, row)[column * 4];
            sum += light;
            *x += light * (column + 0.5);
            *y += light * (row + 0.5);
        }
    *x /= sum;
    *y /= sum;
}

static void a_dot_stays_where_it_was(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {64, 48}, {32, 24}, {21, 17}, {128, 96}, {100, 40}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct pixmap source;
        struct pixmap out;
        double x;
        double y;
        assert_true(pixmap_init(&source, 64, 48));
        // A soft dot around (21, 30).
        for (int row = 0; row < 48; row++)
            for (int column = 0; column < 64; column++) {
                const double away =
                    hypot(column + 0.5 - 21, row + 0.5 - 30) / 6;
                memset(pixmap_row(&source, row) + column * 4,
                       (int)lround(240 * exp(-away * away)), 4);
            }
        assert_true(pixmap_init(&out, sizes[i][0], sizes[i][1]));
        scale(&source, (struct rect){0, 0, 64, 48}, &out);
        find_center(&out, &x, &y);
        assert_true(fabs(x / out.width * 64 - 21) < 0.05);
        assert_true(fabs(y / out.height * 48 - 30) < 0.05);
        pixmap_finish(&source);
        pixmap_finish(&out);
    }
}

static void a_ramp_stays_a_ramp(void **state)
{
    (void)state;
    static const int widths[] = {16, 33, 64, 150};
    struct pixmap source;
    assert_true(pixmap_init(&source, 64, 4));
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 64; x++)
            memset(pixmap_row(&source, y) + x * 4, 3 * x + 10, 4);
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct pixmap out;
        assert_true(pixmap_init(&out, widths[i], 4));
        // Away from the edges, where the ramp ends.
        scale(&source, (struct rect){16, 0, 32, 4}, &out);
        for (int x = 0; x < out.width; x++) {
            const double there = 16 + (x + 0.5) * 32 / out.width;
            const double expected = 3 * (there - 0.5) + 10;
            assert_true(fabs(out.pixels[x * 4] - expected) < 1.1);
        }
        pixmap_finish(&out);
    }
    pixmap_finish(&source);
}

static void a_single_row_or_column_is_made_of_many(void **state)
{
    (void)state;
    struct pixmap source;
    struct pixmap out;
    assert_true(pixmap_init(&source, 1, 200));
    memset(source.pixels, 77, 200 * 4);
    assert_true(pixmap_init(&out, 30, 1));
    scale(&source, (struct rect){0, 0, 1, 200}, &out);
    for (int i = 0; i < 30 * 4; i++)
        assert_int_equal(out.pixels[i], 77);
    pixmap_finish(&out);
    assert_true(pixmap_init(&out, 1, 1));
    scale(&source, (struct rect){0.25, 199, 0.5, 1}, &out);
    assert_int_equal(out.pixels[0], 77);
    pixmap_finish(&out);
    pixmap_finish(&source);
}

static void an_edge_overshoots_but_never_past_its_alpha(void **state)
{
    (void)state;
    struct pixmap source;
    struct pixmap out;
    assert_true(pixmap_init(&source, 40, 40));
    // Half clear, and in the other half black and white stripes.
    for (int y = 0; y < 40; y++)
        for (int x = 20; x < 40; x++) {
            uint8_t *p = pixmap_row(&source, y) + x * 4;
            memset(p, x / 3 % 2 ? 255 : 0, 3);
            p[3] = 255;
        }
    assert_true(pixmap_init(&out, 93, 57));
    scale(&source, (struct rect){1.5, 2.5, 37, 36}, &out);
    for (int i = 0; i < 93 * 57; i++)
        for (int c = 0; c < 3; c++)
            assert_true(out.pixels[i * 4 + c] <= out.pixels[i * 4 + 3]);
    pixmap_finish(&source);
    pixmap_finish(&out);
}

static void the_job_is_done_with_the_last_row_that_counts(void **state)
{
    (void)state;
    struct resample *resample;
    struct pixmap out;
    uint8_t row[50 * 4] = {0};
    assert_true(pixmap_init(&out, 10, 10));
    const struct resample_job job =
        job_of(50, 50, (struct rect){0, 0, 50, 20}, &out);
    assert_true(resample_create(&resample, &job));
    int rows = 0;
    while (!resample_done(resample)) {
        resample_push(resample, row);
        rows++;
    }
    // The crop and what the filter sees below it.
    assert_in_range(rows, 20, 26);
    for (; rows < 50; rows++)
        resample_push(resample, row);
    assert_true(resample_done(resample));
    resample_destroy(resample);
    resample_destroy(NULL);
    pixmap_finish(&out);
    assert_false(pixmap_init(&out, 0, 5));
    assert_false(pixmap_init(&out, 5, -1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_constant_stays_a_constant),
        cmocka_unit_test(the_same_size_is_the_same_picture),
        cmocka_unit_test(the_quality_is_that_of_the_definition),
        cmocka_unit_test(transparency_makes_no_dark_edges),
        cmocka_unit_test(single_pixels_are_enlarged_and_reached),
        cmocka_unit_test(a_dot_stays_where_it_was),
        cmocka_unit_test(a_ramp_stays_a_ramp),
        cmocka_unit_test(a_single_row_or_column_is_made_of_many),
        cmocka_unit_test(an_edge_overshoots_but_never_past_its_alpha),
        cmocka_unit_test(the_job_is_done_with_the_last_row_that_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
