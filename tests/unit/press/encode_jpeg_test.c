// A canvas as a JPEG: how near it is to what was painted, what its header says,
// and that there is nothing else in it.
#include "press/encode_jpeg.h"
#include "press/photo.h"

#include "picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct canvas *paint(const struct picture *picture)
{
    struct canvas *canvas =
        canvas_create(picture->width, picture->height, CANVAS_WHITE);
    assert_non_null(canvas);
    for (int y = 0; y < picture->height; y++)
        for (int x = 0; x < picture->width; x++) {
            const uint8_t *p = picture_at(picture, x, y);
            canvas_row(canvas, y)[x] =
                0xff000000 | (uint32_t)(p[0] << 16 | p[1] << 8 | p[2]);
        }
    return canvas;
}

static void encode(const struct picture *picture, struct jpeg_wish wish,
                   struct buffer *file)
{
    struct error err;
    struct canvas *canvas = paint(picture);
    *file = (struct buffer){0};
    assert_true(encode_jpeg(canvas, &wish, file, &err));
    canvas_destroy(canvas);
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
        for (int x = 0; x < width; x++)
            memcpy(picture_at(&seen, x, y),
                   pixmap_row(&pixmap, y) + x * PIXMAP_CHANNELS, 3);
    const double psnr = picture_psnr(&seen, expected);
    pixmap_finish(&pixmap);
    picture_finish(&seen);
    return psnr;
}

// The segments before the first scan; each is given by its marker.
static const uint8_t *find_segment(const struct buffer *file, int marker)
{
    assert_memory_equal(file->data, "\xff\xd8", 2);
    for (size_t at = 2; at + 4 <= file->size && file->data[at + 1] != 0xda;
         at += 2 + (size_t)(file->data[at + 2] << 8 | file->data[at + 3]))
        if (file->data[at] == 0xff && file->data[at + 1] == marker)
            return file->data + at + 4;
    return NULL;
}

static void a_file_is_the_more_like_the_canvas_the_larger_it_is(void **state)
{
    (void)state;
    struct picture picture;
    picture_init(&picture, 333, 217);
    picture_draw(&picture);
    for (int progressive = 0; progressive < 2; progressive++) {
        double before = 25;
        size_t size = 0;
        for (int quality = 25; quality <= 95; quality += 35) {
            struct buffer file;
            encode(&picture,
                   (struct jpeg_wish){.quality = quality,
                                      .progressive = progressive},
                   &file);
            const double now = likeness(&file, &picture);
            assert_true(now > before);
            assert_true(file.size > size);
            before = now;
            size = file.size;
            buffer_finish(&file);
        }
        assert_true(before > 30);
    }
    picture_finish(&picture);
}

// Of 130 kB and more, so that what is written passes libjpeg's own buffer.
static void a_large_file_is_whole(void **state)
{
    (void)state;
    struct picture picture;
    struct buffer file;
    picture_init(&picture, 1200, 900);
    picture_draw(&picture);
    encode(&picture, (struct jpeg_wish){.quality = 98, .full_color = true},
           &file);
    assert_true(file.size > 2 * 65536);
    assert_memory_equal(file.data + file.size - 2, "\xff\xd9", 2);
    assert_true(likeness(&file, &picture) > 38);
    buffer_finish(&file);
    picture_finish(&picture);
}

static void colours_are_full_when_that_is_wished(void **state)
{
    (void)state;
    struct picture lines;
    struct buffer full;
    struct buffer halved;
    picture_init(&lines, 64, 64);
    for (int i = 0; i < 64 * 64; i++)
        memcpy(lines.pixels + (size_t)i * 3,
               i % 3 ? "\x20\x40\xf0" : "\xf0\x20\x20", 3);
    encode(&lines, (struct jpeg_wish){.quality = 95, .full_color = true},
           &full);
    encode(&lines, (struct jpeg_wish){.quality = 95}, &halved);
    assert_true(likeness(&full, &lines) > likeness(&halved, &lines) + 5);
    // Behind the bits and the size: three components, of which the light has
    // one or two samples each way.
    assert_int_equal(find_segment(&full, 0xc0)[7], 0x11);
    assert_int_equal(find_segment(&halved, 0xc0)[7], 0x22);
    buffer_finish(&full);
    buffer_finish(&halved);
    picture_finish(&lines);
}

static void the_header_says_what_was_wished_and_nothing_else(void **state)
{
    (void)state;
    struct picture picture;
    picture_init(&picture, 50, 40);
    picture_draw(&picture);
    for (int progressive = 0; progressive < 2; progressive++) {
        struct buffer file;
        encode(&picture,
               (struct jpeg_wish){
                   .quality = 85, .progressive = progressive, .dpi = 299.7},
               &file);
        const uint8_t *jfif = find_segment(&file, 0xe0);
        assert_memory_equal(jfif, "JFIF\0\x01\x01\x01\x01\x2c\x01\x2c\0\0", 14);
        assert_int_equal(find_segment(&file, 0xc2) != NULL, progressive);
        // No other APPn, no comment.
        for (int marker = 0xe1; marker <= 0xef; marker++)
            assert_null(find_segment(&file, marker));
        assert_null(find_segment(&file, 0xfe));
        buffer_finish(&file);
    }
    picture_finish(&picture);
}

static void a_file_that_finds_no_room_is_told(void **state)
{
    (void)state;
    struct picture picture;
    picture_init(&picture, 1200, 900);
    picture_draw(&picture);
    struct canvas *canvas = paint(&picture);
    // Of the first piece, and of a later one.
    static const size_t limits[] = {4, 100 * 1000};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct buffer file = {.limit = limits[i]};
        struct error err = {0};
        assert_false(encode_jpeg(canvas, &(struct jpeg_wish){.quality = 98},
                                 &file, &err));
        assert_true(error_is_memory(&err));
        assert_true(file.size <= limits[i]);
        buffer_finish(&file);
    }
    canvas_destroy(canvas);
    picture_finish(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_the_more_like_the_canvas_the_larger_it_is),
        cmocka_unit_test(a_large_file_is_whole),
        cmocka_unit_test(colours_are_full_when_that_is_wished),
        cmocka_unit_test(the_header_says_what_was_wished_and_nothing_else),
        cmocka_unit_test(a_file_that_finds_no_room_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
