// What exactly becomes of a photo's samples, and of what else is in its file.
#include "press/photo.h"

#include "picture.h"
#include "rare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void read_whole(const struct buffer *file, struct pixmap *picture)
{
    struct photo photo;
    struct error err;
    int width;
    int height;
    assert_true(photo_inspect(&photo, buffer_view(file), &err));
    photo_upright_size(&photo, 0, &width, &height);
    assert_true(photo_read(&photo, 0, (struct rect){0, 0, width, height}, width,
                           height, picture, &err));
}

static void every_colour_is_premultiplied_by_every_alpha(void **state)
{
    (void)state;
    struct buffer file = {0};
    struct pixmap picture;
    uint8_t *samples = calloc(256 * 256, 4);
    for (int i = 0; i < 256 * 256; i++) {
        const uint8_t pixel[4] = {(uint8_t)i, (uint8_t)(255 - i % 256),
                                  (uint8_t)(i % 256 / 2), (uint8_t)(i / 256)};
        memcpy(samples + i * 4, pixel, 4);
    }
    rare_encode_png(samples, 256, 256, 8, &file);
    read_whole(&file, &picture);
    for (int i = 0; i < 256 * 256 * 4; i++) {
        const int alpha = samples[i | 3];
        const int expected =
            (i & 3) == 3 ? alpha : (samples[i] * alpha * 2 + 255) / 510;
        if (picture.pixels[i] != expected)
            fail_msg("%d of alpha %d: %d", samples[i], alpha,
                     picture.pixels[i]);
    }
    pixmap_finish(&picture);
    buffer_finish(&file);
    free(samples);
}

static void sixteen_bits_are_rounded_to_eight(void **state)
{
    (void)state;
    struct buffer file = {0};
    struct pixmap picture;
    uint16_t *samples = calloc(256 * 256 * 4, sizeof *samples);
    for (int i = 0; i < 256 * 256; i++) {
        samples[i * 4] = (uint16_t)i;
        samples[i * 4 + 1] = (uint16_t)(65535 - i);
        samples[i * 4 + 3] = 65535;
    }
    rare_encode_png(samples, 256, 256, 16, &file);
    read_whole(&file, &picture);
    for (int i = 0; i < 256 * 256 * 4; i++)
        assert_int_equal(picture.pixels[i], (samples[i] * 2 + 257) / 514);
    pixmap_finish(&picture);
    buffer_finish(&file);
    free(samples);
}

static void assert_inks(const uint8_t inks[4], enum rare_inks kind,
                        unsigned tolerance)
{
    struct buffer file = {0};
    struct pixmap picture;
    rare_encode_inks(inks, kind, &file);
    read_whole(&file, &picture);
    for (int c = 0; c < 3; c++) {
        const int light = kind == RARE_CMYK ? 255 - inks[c] : inks[c];
        const int black = kind == RARE_CMYK ? 255 - inks[3] : inks[3];
        const int expected = (light * black * 2 + 255) / 510;
        const int off = picture.pixels[c] - expected;
        if (abs(off) > (int)tolerance)
            fail_msg("kind %d, %d of %d: %d", (int)kind, inks[c], inks[3],
                     picture.pixels[c]);
    }
    assert_int_equal(picture.pixels[3], 255);
    pixmap_finish(&picture);
    buffer_finish(&file);
}

static void inks_become_light(void **state)
{
    (void)state;
    static const uint8_t inks[][4] = {
        {0, 0, 0, 0},      {255, 255, 255, 255}, {255, 0, 0, 0},
        {0, 255, 0, 0},    {0, 0, 255, 0},       {0, 0, 0, 255},
        {200, 100, 50, 0}, {200, 100, 50, 120},  {10, 130, 250, 200},
        {255, 255, 0, 64}, {37, 91, 163, 211},   {128, 128, 128, 128}};
    for (size_t i = 0; i < sizeof inks / sizeof *inks; i++) {
        assert_inks(inks[i], RARE_CMYK, 0);
        assert_inks(inks[i], RARE_CMYK_ADOBE, 0);
        // Luminance and differences of colour are rounded.
        assert_inks(inks[i], RARE_YCCK, 2);
    }
}

static void the_orientation_is_found_among_other_blocks(void **state)
{
    (void)state;
    struct picture picture;
    picture_init(&picture, 40, 30);
    picture_draw(&picture);
    for (int orientation = 0; orientation <= 8; orientation++) {
        struct buffer file = {0};
        struct photo photo;
        struct error err;
        picture_encode_jpeg(&picture, PICTURE_BASELINE, orientation, &file);
        rare_add_block(&file, "http://ns.adobe.com/xap/1.0/");
        rare_add_block(&file, "Exif");
        rare_add_block(&file, "");
        assert_true(photo_inspect(&photo, buffer_view(&file), &err));
        assert_int_equal(photo.orientation, orientation ? orientation : 1);
        buffer_finish(&file);
    }
    picture_finish(&picture);
}

static void chunks_that_are_not_wanted_are_left_aside(void **state)
{
    (void)state;
    // Broken, or a bomb: nobody looks.
    static const char *const names[] = {"iCCP", "zTXt", "iTXt", "tEXt",
                                        "sPLT", "hIST", "teSt", "gAMA"};
    struct picture picture;
    picture_init(&picture, 40, 30);
    picture_draw(&picture);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buffer file = {0};
        struct buffer plain = {0};
        struct pixmap seen;
        struct pixmap expected;
        static const char broken[] = "name\0\0 this is no deflated text";
        picture_encode_png(&picture, &(struct picture_png){.bits = 8}, &file);
        assert_true(buffer_append(&plain, file.data, file.size));
        rare_add_chunk(&file, names[i], broken, sizeof broken);
        read_whole(&file, &seen);
        read_whole(&plain, &expected);
        assert_memory_equal(seen.pixels, expected.pixels, 40 * 30 * 4);
        pixmap_finish(&seen);
        pixmap_finish(&expected);
        buffer_finish(&file);
        buffer_finish(&plain);
    }
    picture_finish(&picture);
}

// What a reader sends, counted.
struct counter {
    int width;
    int height;
    int reduction;
    int rows;
};

static bool count_begin(void *context, const struct photo_part *part)
{
    assert_true(part->x == 0 && part->y == 0);
    assert_true(part->step_x == part->step_y);
    *(struct counter *)context =
        (struct counter){part->width, part->height, (int)part->step_x, 0};
    return true;
}

static void count_row(void *context, const uint8_t *row)
{
    (void)row;
    ((struct counter *)context)->rows++;
}

static void a_reader_reduces_no_more_than_it_may(void **state)
{
    (void)state;
    struct picture picture;
    struct buffer jpeg = {0};
    struct photo photo;
    struct error err;
    picture_init(&picture, 101, 67);
    picture_draw(&picture);
    picture_encode_jpeg(&picture, PICTURE_BASELINE, 0, &jpeg);
    assert_true(photo_inspect(&photo, buffer_view(&jpeg), &err));
    for (double most = 1; most <= 20; most += 0.25) {
        struct counter counter;
        const struct photo_sink sink = {count_begin, count_row, &counter};
        const struct photo_need need = {
            .right = 101, .bottom = 67, .reduction = most};
        assert_true(photo.reader->read(&photo, &need, &sink, &err));
        assert_true(counter.reduction >= 1 && counter.reduction <= most);
        // The last pixel may be covered in part.
        assert_int_equal(counter.width,
                         (101 + counter.reduction - 1) / counter.reduction);
        assert_int_equal(counter.height,
                         (67 + counter.reduction - 1) / counter.reduction);
        assert_int_equal(counter.rows, counter.height);
        // Halves as often as it may: that is what makes large photos quick.
        assert_true(counter.reduction == 8 || counter.reduction * 2 > most);
    }
    buffer_finish(&jpeg);
    picture_finish(&picture);
}

static void to_picture(const struct pixmap *pixmap, struct picture *picture)
{
    picture_init(picture, pixmap->width, pixmap->height);
    for (int i = 0; i < pixmap->width * pixmap->height; i++)
        memcpy(picture->pixels + i * 3, pixmap->pixels + i * 4, 3);
}

static void read_scaled(const struct buffer *file, int width, int height,
                        struct picture *picture)
{
    struct photo photo;
    struct pixmap pixmap;
    struct error err;
    assert_true(photo_inspect(&photo, buffer_view(file), &err));
    assert_true(photo_read(&photo, 0,
                           (struct rect){0, 0, photo.width, photo.height},
                           width, height, &pixmap, &err));
    to_picture(&pixmap, picture);
    pixmap_finish(&pixmap);
}

// The axis that shrinks less says how far the decoder may go.
static void a_photo_that_shrinks_one_way_stays_sharp_the_other(void **state)
{
    (void)state;
    static const int sizes[][2] = {{400, 37}, {50, 300}, {390, 20}, {25, 290}};
    struct picture large;
    struct buffer jpeg = {0};
    struct buffer png = {0};
    picture_init(&large, 400, 300);
    picture_draw(&large);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const bool across = sizes[i][0] * 3 > sizes[i][1] * 4;
        // Stripes that a reduction would melt into grey.
        for (int y = 0; y < 300; y++)
            for (int x = 0; x < 400; x++)
                memset(picture_at(&large, x, y),
                       (across ? x : y) / 4 % 2 ? 210 : 60, 3);
        picture_encode_fine_jpeg(&large, &jpeg);
        picture_encode_png(&large, &(struct picture_png){.bits = 8}, &png);
        struct picture seen;
        struct picture expected;
        read_scaled(&jpeg, sizes[i][0], sizes[i][1], &seen);
        read_scaled(&png, sizes[i][0], sizes[i][1], &expected);
        const double psnr = picture_psnr(&seen, &expected);
        if (psnr < 38)
            fail_msg("%d x %d: %.1f dB", sizes[i][0], sizes[i][1], psnr);
        picture_finish(&seen);
        picture_finish(&expected);
        buffer_finish(&jpeg);
        buffer_finish(&png);
    }
    picture_finish(&large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_colour_is_premultiplied_by_every_alpha),
        cmocka_unit_test(sixteen_bits_are_rounded_to_eight),
        cmocka_unit_test(inks_become_light),
        cmocka_unit_test(the_orientation_is_found_among_other_blocks),
        cmocka_unit_test(chunks_that_are_not_wanted_are_left_aside),
        cmocka_unit_test(a_reader_reduces_no_more_than_it_may),
        cmocka_unit_test(a_photo_that_shrinks_one_way_stays_sharp_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
