#include "press/photo.h"

#include "picture.h"
#include "press/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct picture upright;

static int draw_once(void **state)
{
    (void)state;
    picture_init(&upright, 90, 60);
    picture_draw(&upright);
    return 0;
}

static int finish_once(void **state)
{
    (void)state;
    picture_finish(&upright);
    return 0;
}

static bool read_all(const struct buffer *file, int turn, int width, int height,
                     struct pixmap *picture, struct error *err)
{
    struct photo photo;
    int upright_width;
    int upright_height;
    *err = (struct error){0};
    if (!photo_inspect(&photo, buffer_view(file), err))
        return false;
    photo_upright_size(&photo, turn, &upright_width, &upright_height);
    const struct rect all = {0, 0, upright_width, upright_height};
    return photo_read(&photo, turn, all, width, height, picture, err);
}

// The letter of the colour in the middle of a quarter of the picture.
static char color_at(const struct pixmap *picture, int quarter)
{
    const int x = picture->width * (quarter % 2 ? 3 : 1) / 4;
    const int y = picture->height * (quarter / 2 ? 3 : 1) / 4;
    const uint8_t *p = pixmap_row(picture, y) + x * PIXMAP_CHANNELS;
    assert_int_equal(p[3], 255);
    if (p[0] > 150)
        return p[1] > 150 ? 'y' : 'r';
    return p[1] > 130 ? 'g' : 'b';
}

static void assert_quarters(const struct pixmap *picture, const char *expected)
{
    char seen[5] = "";
    for (int i = 0; i < 4; i++)
        seen[i] = color_at(picture, i);
    assert_string_equal(seen, expected);
}

static void assert_upright(const struct buffer *file)
{
    struct pixmap picture;
    struct error err;
    if (!read_all(file, 0, 45, 30, &picture, &err))
        fail_msg("not read: %d %s", (int)err.message, err.detail);
    assert_int_equal(picture.width, 45);
    assert_int_equal(picture.height, 30);
    assert_quarters(&picture, "rgby");
    pixmap_finish(&picture);
}

static void every_orientation_of_a_jpeg_is_upright(void **state)
{
    (void)state;
    for (int orientation = 0; orientation <= 8; orientation++) {
        struct picture stored;
        struct buffer file = {0};
        picture_store(&upright, orientation, &stored);
        picture_encode_jpeg(&stored, PICTURE_BASELINE, orientation, &file);
        assert_upright(&file);
        buffer_finish(&file);
        picture_finish(&stored);
    }
}

static void every_orientation_of_a_png_is_upright(void **state)
{
    (void)state;
    for (int orientation = 0; orientation <= 8; orientation++) {
        struct picture stored;
        struct buffer file = {0};
        picture_store(&upright, orientation, &stored);
        picture_encode_png(
            &stored,
            &(struct picture_png){.bits = 8, .orientation = orientation},
            &file);
        assert_upright(&file);
        buffer_finish(&file);
        picture_finish(&stored);
    }
}

static void a_turn_is_clockwise_and_on_top_of_the_orientation(void **state)
{
    (void)state;
    static const char *const turned[] = {"rgby", "bryg", "ybgr", "gyrb"};
    for (int orientation = 1; orientation <= 8; orientation++) {
        struct picture stored;
        struct buffer file = {0};
        picture_store(&upright, orientation, &stored);
        picture_encode_jpeg(&stored, PICTURE_BASELINE, orientation, &file);
        for (int i = 0; i < 4; i++) {
            struct pixmap picture;
            struct error err;
            assert_true(read_all(&file, i * 90, i % 2 ? 30 : 45,
                                 i % 2 ? 45 : 30, &picture, &err));
            assert_quarters(&picture, turned[i]);
            pixmap_finish(&picture);
        }
        buffer_finish(&file);
        picture_finish(&stored);
    }
}

static void every_kind_of_jpeg_is_read(void **state)
{
    (void)state;
    static const enum picture_jpeg kinds[] = {
        PICTURE_BASELINE, PICTURE_PROGRESSIVE, PICTURE_CMYK};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct buffer file = {0};
        picture_encode_jpeg(&upright, kinds[i], 0, &file);
        assert_upright(&file);
        buffer_finish(&file);
    }
    struct buffer file = {0};
    struct pixmap picture;
    struct error err;
    picture_encode_jpeg(&upright, PICTURE_GRAY, 0, &file);
    assert_true(read_all(&file, 0, 45, 30, &picture, &err));
    const uint8_t *p = pixmap_row(&picture, 7) + 11 * PIXMAP_CHANNELS;
    assert_int_equal(p[0], p[1]);
    assert_int_equal(p[1], p[2]);
    pixmap_finish(&picture);
    buffer_finish(&file);
}

static void every_kind_of_png_is_read(void **state)
{
    (void)state;
    for (int i = 0; i < 32; i++) {
        const struct picture_png kind = {.bits = i & 1 ? 16 : 8,
                                         .gray = i & 2,
                                         .alpha = i & 4,
                                         .interlaced = i & 8,
                                         .palette = (i & 16) && !(i & 3)};
        struct buffer file = {0};
        struct pixmap picture;
        struct error err;
        picture_encode_png(&upright, &kind, &file);
        assert_true(read_all(&file, 0, 90, 60, &picture, &err));
        const uint8_t *left = pixmap_row(&picture, 15) + 20 * 4;
        const uint8_t *right = pixmap_row(&picture, 15) + 70 * 4;
        assert_int_equal(right[3], 255);
        assert_int_equal(left[3], kind.alpha ? 0 : 255);
        if (kind.alpha)
            assert_int_equal(left[0] | left[1] | left[2], 0);
        if (!kind.gray && !kind.palette)
            assert_true(right[1] > 130 && right[0] < 80);
        pixmap_finish(&picture);
        buffer_finish(&file);
    }
}

static void what_follows_a_jpeg_is_left_aside(void **state)
{
    (void)state;
    struct buffer file = {0};
    picture_encode_jpeg(&upright, PICTURE_BASELINE, 0, &file);
    picture_encode_jpeg(&upright, PICTURE_GRAY, 0, &file);
    assert_true(buffer_append_text(&file, "<html>"));
    assert_upright(&file);
    buffer_finish(&file);
}

static void a_large_jpeg_is_reduced_without_harm(void **state)
{
    (void)state;
    struct picture large;
    struct buffer file = {0};
    struct pixmap picture;
    struct error err;
    picture_init(&large, 720, 480);
    picture_draw(&large);
    picture_encode_jpeg(&large, PICTURE_BASELINE, 0, &file);
    for (int width = 720; width >= 45; width /= 2) {
        const int height = width * 2 / 3;
        assert_true(read_all(&file, 0, width, height, &picture, &err));
        assert_quarters(&picture, "rgby");
        pixmap_finish(&picture);
    }
    buffer_finish(&file);
    picture_finish(&large);
}

// Keeps what photo_read gave as a picture to be compared.
static void to_picture(const struct pixmap *pixmap, struct picture *picture)
{
    picture_init(picture, pixmap->width, pixmap->height);
    for (int i = 0; i < pixmap->width * pixmap->height; i++)
        memcpy(picture->pixels + i * 3, pixmap->pixels + i * 4, 3);
}

static void read_picture(const struct buffer *file, int width, int height,
                         struct picture *picture)
{
    struct pixmap pixmap;
    struct error err;
    assert_true(read_all(file, 0, width, height, &pixmap, &err));
    to_picture(&pixmap, picture);
    pixmap_finish(&pixmap);
}

static void a_reduced_jpeg_neither_shifts_nor_blurs(void **state)
{
    (void)state;
    // Sides that are no multiple of the blocks of JPEG.
    static const int sizes[][2] = {{803, 605}, {800, 600}, {817, 611}};
    for (size_t i = 0; i < 3; i++) {
        struct picture large;
        struct buffer jpeg = {0};
        struct buffer png = {0};
        picture_init(&large, sizes[i][0], sizes[i][1]);
        picture_draw(&large);
        picture_encode_fine_jpeg(&large, &jpeg);
        picture_encode_png(&large, &(struct picture_png){.bits = 8}, &png);
        for (int by = 1; by <= 9; by++) {
            struct picture seen;
            struct picture expected;
            const int width = sizes[i][0] / by;
            const int height = sizes[i][1] / by;
            read_picture(&jpeg, width, height, &seen);
            read_picture(&png, width, height, &expected);
            const double psnr = picture_psnr(&seen, &expected);
            // A shift by half a pixel, or a stretch by one, gives 31.
            if (psnr < 38)
                fail_msg("%d by %d: %.1f dB", sizes[i][0], by, psnr);
            picture_finish(&seen);
            picture_finish(&expected);
        }
        buffer_finish(&jpeg);
        buffer_finish(&png);
        picture_finish(&large);
    }
}

static void every_depth_of_png_is_read(void **state)
{
    (void)state;
    for (int i = 0; i < 16; i++) {
        const struct picture_png kind = {.bits = 1 << (i & 3),
                                         .gray = !(i & 4),
                                         .palette = i & 4,
                                         .interlaced = i & 8};
        struct buffer file = {0};
        struct pixmap picture;
        struct error err;
        picture_encode_png(&upright, &kind, &file);
        assert_true(read_all(&file, 0, 90, 60, &picture, &err));
        // Blue is dark and yellow light, in gray as in two colours.
        const uint8_t *dark = pixmap_row(&picture, 45) + 20 * 4;
        const uint8_t *light = pixmap_row(&picture, 45) + 70 * 4;
        assert_int_equal(dark[3], 255);
        assert_int_equal(dark[0], dark[1]);
        assert_int_equal(dark[1], dark[2]);
        assert_true(dark[0] < 120 && light[0] > 160);
        pixmap_finish(&picture);
        buffer_finish(&file);
    }
}

static void a_colour_that_stands_for_clear_is_clear(void **state)
{
    (void)state;
    for (int i = 0; i < 8; i++) {
        const struct picture_png kind = {.bits = i & 1 ? 16 : 8,
                                         .gray = i & 2,
                                         .interlaced = i & 4,
                                         .keyed = true};
        struct buffer file = {0};
        struct pixmap picture;
        struct error err;
        picture_encode_png(&upright, &kind, &file);
        assert_true(read_all(&file, 0, 90, 60, &picture, &err));
        assert_int_equal(pixmap_row(&picture, 15)[20 * 4 + 3], 0);
        assert_int_equal(pixmap_row(&picture, 15)[70 * 4 + 3], 255);
        pixmap_finish(&picture);
        buffer_finish(&file);
    }
}

static void any_part_of_a_photo_is_found_in_every_orientation(void **state)
{
    (void)state;
    struct buffer whole = {0};
    struct pixmap expected;
    struct photo photo;
    struct error err;
    const struct rect part = {50.5, 20.25, 30, 35.5};
    picture_encode_png(&upright, &(struct picture_png){.bits = 8}, &whole);
    assert_true(photo_inspect(&photo, buffer_view(&whole), &err));
    assert_true(photo_read(&photo, 0, part, 24, 28, &expected, &err));
    for (int orientation = 1; orientation <= 8; orientation++) {
        struct picture stored;
        struct buffer file = {0};
        struct pixmap seen;
        picture_store(&upright, orientation, &stored);
        picture_encode_png(
            &stored,
            &(struct picture_png){.bits = 8, .orientation = orientation},
            &file);
        assert_true(photo_inspect(&photo, buffer_view(&file), &err));
        assert_true(photo_read(&photo, 0, part, 24, 28, &seen, &err));
        // Sums in another order: a rounding more or less.
        for (int i = 0; i < 24 * 28 * 4; i++)
            assert_in_range(seen.pixels[i] - expected.pixels[i] + 1, 0, 2);
        pixmap_finish(&seen);
        buffer_finish(&file);
        picture_finish(&stored);
    }
    pixmap_finish(&expected);
    buffer_finish(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_orientation_of_a_jpeg_is_upright),
        cmocka_unit_test(every_orientation_of_a_png_is_upright),
        cmocka_unit_test(a_turn_is_clockwise_and_on_top_of_the_orientation),
        cmocka_unit_test(every_kind_of_jpeg_is_read),
        cmocka_unit_test(every_kind_of_png_is_read),
        cmocka_unit_test(what_follows_a_jpeg_is_left_aside),
        cmocka_unit_test(a_large_jpeg_is_reduced_without_harm),
        cmocka_unit_test(a_reduced_jpeg_neither_shifts_nor_blurs),
        cmocka_unit_test(every_depth_of_png_is_read),
        cmocka_unit_test(a_colour_that_stands_for_clear_is_clear),
        cmocka_unit_test(any_part_of_a_photo_is_found_in_every_orientation),
    };
    return cmocka_run_group_tests(tests, draw_once, finish_once);
}
