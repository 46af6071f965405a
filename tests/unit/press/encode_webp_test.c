// A poster as a WebP: how near it is to what was painted, and that there is
// nothing else in it.
#include "press/encode_webp.h"
#include "press/order.h"
#include "press/photo.h"

#include "made_up.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 240, HEIGHT = 150 };

// The drawn photo on a canvas of a single transparency: no half transparent
// poster is wished for.
static struct canvas *paint(struct picture *picture)
{
    struct canvas *canvas = canvas_create(WIDTH, HEIGHT, CANVAS_CLEAR);
    assert_non_null(canvas);
    picture_init(picture, WIDTH, HEIGHT);
    picture_draw(picture);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            const uint8_t *p = picture_at(picture, x, y);
            canvas_row(canvas, y)[x] =
                (uint32_t)(p[0] << 16 | p[1] << 8 | p[2]);
        }
    return canvas;
}

// Yellow lines of one pixel on black, as between braids of black hair: what
// loses its colours first.
static struct canvas *paint_lines(struct picture *picture)
{
    struct canvas *canvas = canvas_create(WIDTH, HEIGHT, CANVAS_WHITE);
    assert_non_null(canvas);
    picture_init(picture, WIDTH, HEIGHT);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            const bool is_line = x % 7 == 0;
            uint8_t *p = picture_at(picture, x, y);
            p[0] = is_line ? 255 : 20;
            p[1] = is_line ? 210 : 17;
            p[2] = is_line ? 30 : 15;
            canvas_row(canvas, y)[x] =
                0xff000000 | (uint32_t)(p[0] << 16 | p[1] << 8 | p[2]);
        }
    return canvas;
}

static void encode(struct canvas *canvas, struct webp_wish wish,
                   struct buffer *file)
{
    struct error err;
    *file = (struct buffer){0};
    assert_true(encode_webp(canvas, &wish, file, &err));
}

// How near a file is to the picture, in dB.
static double likeness(const struct buffer *file,
                       const struct picture *expected)
{
    struct photo photo;
    struct pixmap pixmap;
    struct picture seen;
    struct error err;
    const int width = expected->width;
    const int height = expected->height;
    const struct rect all = {0, 0, width, height};
    assert_true(photo_inspect(&photo, buffer_view(file), &err));
    assert_int_equal(photo.width, width);
    assert_int_equal(photo.height, height);
    assert_true(photo_read(&photo, 0, all, width, height, &pixmap, &err));
    picture_init(&seen, width, height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            const uint8_t *from = pixmap_row(&pixmap, y) + x * PIXMAP_CHANNELS;
            assert_int_equal(from[3], 255);
            memcpy(picture_at(&seen, x, y), from, 3);
        }
    const double psnr = picture_psnr(&seen, expected);
    pixmap_finish(&pixmap);
    picture_finish(&seen);
    return psnr;
}

static void a_file_is_the_more_like_the_canvas_the_larger_it_is(void **state)
{
    (void)state;
    struct picture picture;
    struct canvas *canvas = paint(&picture);
    double before = 25;
    size_t size = 0;
    for (int quality = 10; quality <= 90; quality += 40) {
        struct buffer file;
        encode(canvas, (struct webp_wish){quality, 4, false}, &file);
        const double now = likeness(&file, &picture);
        assert_true(now > before);
        assert_true(file.size > size);
        before = now;
        size = file.size;
        buffer_finish(&file);
    }
    assert_true(before > 30);
    canvas_destroy(canvas);
    picture_finish(&picture);
}

static void fine_lines_keep_their_colours_when_that_is_wished(void **state)
{
    (void)state;
    struct picture picture;
    struct canvas *canvas = paint_lines(&picture);
    struct buffer plain;
    struct buffer sharp;
    encode(canvas, (struct webp_wish){82, 4, false}, &plain);
    encode(canvas, (struct webp_wish){82, 4, true}, &sharp);
    assert_true(likeness(&sharp, &picture) > likeness(&plain, &picture) + 4);
    buffer_finish(&plain);
    buffer_finish(&sharp);
    canvas_destroy(canvas);
    picture_finish(&picture);
}

// A file of the simple kind: RIFF, its size, WEBP, and one chunk of pixels.
static void a_file_tells_nothing_else(void **state)
{
    (void)state;
    struct picture picture;
    struct canvas *canvas = paint(&picture);
    struct buffer file;
    encode(canvas, (struct webp_wish){82, 4, true}, &file);
    assert_memory_equal(file.data, "RIFF", 4);
    assert_memory_equal(file.data + 8, "WEBPVP8 ", 8);
    const uint8_t *at = file.data + 16;
    const size_t chunk = (size_t)at[0] | (size_t)at[1] << 8 |
                         (size_t)at[2] << 16 | (size_t)at[3] << 24;
    assert_int_equal(20 + chunk + chunk % 2, file.size);
    buffer_finish(&file);
    canvas_destroy(canvas);
    picture_finish(&picture);
}

static void a_file_that_finds_no_room_is_told(void **state)
{
    (void)state;
    struct picture picture;
    struct canvas *canvas = paint(&picture);
    static const size_t limits[] = {4, 20, 500};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct buffer file = {.limit = limits[i]};
        struct error err = {0};
        assert_false(encode_webp(canvas, &(struct webp_wish){82, 4, false},
                                 &file, &err));
        assert_true(error_is_memory(&err));
        assert_true(file.size <= limits[i]);
        buffer_finish(&file);
    }
    canvas_destroy(canvas);
    picture_finish(&picture);
}

static void print(struct order *order, enum poster_type type,
                  struct poster *poster)
{
    struct error err;
    order->type = type;
    if (!press_print(made_up_press, order, poster, NULL, &err))
        fail_msg("%d %s", (int)err.message, err.detail);
}

static void a_poster_as_webp_is_the_same_poster(void **state)
{
    (void)state;
    static const char *const values[] = {
        "format", "post", "slogan", "Eerst", "photo", "", "width", "240", NULL};
    struct order order;
    struct poster png;
    struct poster webp;
    struct picture picture;
    made_up_order(&order, values);
    print(&order, POSTER_PNG, &png);
    print(&order, POSTER_WEBP, &webp);
    assert_string_equal(png.media_type, "image/png");
    assert_string_equal(webp.media_type, "image/webp");
    assert_string_equal(webp.name, "proef-post.webp");
    assert_int_equal(webp.width_px, png.width_px);
    assert_int_equal(webp.height_px, png.height_px);
    assert_string_equal(webp.photo_scale, png.photo_scale);
    assert_string_equal(webp.text_contrast, png.text_contrast);
    picture_decode_png(buffer_view(&png.file), &picture);
    assert_true(likeness(&webp.file, &picture) > 30);
    picture_finish(&picture);
    poster_finish(&png);
    poster_finish(&webp);
    order_finish(&order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_the_more_like_the_canvas_the_larger_it_is),
        cmocka_unit_test(fine_lines_keep_their_colours_when_that_is_wished),
        cmocka_unit_test(a_file_tells_nothing_else),
        cmocka_unit_test(a_file_that_finds_no_room_is_told),
        cmocka_unit_test(a_poster_as_webp_is_the_same_poster),
    };
    return cmocka_run_group_tests(tests, made_up_make, made_up_tidy);
}
