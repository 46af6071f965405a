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

static void assert_refused(const void *data, size_t size, enum error_kind kind,
                           enum message message)
{
    // Memory of exactly this size, so that reading past it is seen.
    struct buffer file = {0};
    struct pixmap picture;
    struct error err;
    uint8_t *exact = malloc(size + 1);
    memcpy(exact, data, size);
    struct photo photo;
    bool done = photo_inspect(&photo, (struct bytes){exact, size}, &err);
    if (done)
        done = photo_read(&photo, 0,
                          (struct rect){0, 0, photo.width, photo.height}, 10,
                          10, &picture, &err);
    assert_false(done);
    if (err.kind != kind || err.message != message)
        fail_msg("kind %d message %d", (int)err.kind, (int)err.message);
    assert_string_equal(err.field, "photo");
    free(exact);
    buffer_finish(&file);
}

static void a_file_that_is_cut_anywhere_is_refused(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct buffer file = {0};
        if (i < 2)
            picture_encode_jpeg(
                &upright, i ? PICTURE_PROGRESSIVE : PICTURE_BASELINE, 0, &file);
        else
            picture_encode_png(
                &upright,
                &(struct picture_png){.bits = 8, .interlaced = i == 3}, &file);
        // The last bytes of a JPEG are its end marker: without it all pixels
        // may still be there, but the file is not whole.
        for (int percent = 5; percent < 100; percent++) {
            const size_t size = file.size * (size_t)percent / 100;
            struct photo photo;
            struct pixmap picture;
            struct error err = {0};
            const bool read =
                photo_inspect(&photo, (struct bytes){file.data, size}, &err) &&
                photo_read(&photo, 0, (struct rect){0, 0, 90, 60}, 30, 20,
                           &picture, &err);
            assert_false(read);
            assert_int_equal(err.kind, ERROR_INVALID);
            assert_int_equal(err.message, MESSAGE_PHOTO_TRUNCATED);
        }
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

static void what_is_no_photo_is_told_from_what_is_not_read(void **state)
{
    (void)state;
    assert_refused("", 0, ERROR_INVALID, MESSAGE_PHOTO_EMPTY);
    static const char *const none[] = {"x", "Beste ouders,", "%PDF-1.7",
                                       "<svg xmlns=", "\xff\xd8"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_refused(none[i], strlen(none[i]), ERROR_UNSUPPORTED,
                       MESSAGE_PHOTO_NOT_A_PICTURE);
    assert_refused("\0\0\0\x18"
                   "ftypheic",
                   12, ERROR_UNSUPPORTED, MESSAGE_PHOTO_UNSUPPORTED);
    assert_refused("RIFF\0\0\0\0WEBPVP8 ", 16, ERROR_UNSUPPORTED,
                   MESSAGE_PHOTO_UNSUPPORTED);
    assert_refused("GIF89a", 6, ERROR_UNSUPPORTED, MESSAGE_PHOTO_UNSUPPORTED);
    assert_refused("II*\0", 4, ERROR_UNSUPPORTED, MESSAGE_PHOTO_UNSUPPORTED);
    assert_refused("BM", 2, ERROR_UNSUPPORTED, MESSAGE_PHOTO_UNSUPPORTED);
}

static void a_signature_alone_is_a_broken_photo(void **state)
{
    (void)state;
    assert_refused("\xff\xd8\xff", 3, ERROR_INVALID, MESSAGE_PHOTO_TRUNCATED);
    assert_refused("\x89PNG\r\n\x1a\n", 8, ERROR_INVALID,
                   MESSAGE_PHOTO_TRUNCATED);
    assert_refused("\xff\xd8\xff\xd9", 4, ERROR_INVALID, MESSAGE_PHOTO_BROKEN);
    assert_refused("\x89PNG\r\n\x1a\n\0\0\0\0AAAA\0\0\0\0", 20, ERROR_INVALID,
                   MESSAGE_PHOTO_BROKEN);
}

// A PNG of a small picture whose header says another size, with a right
// checksum, so that the size is what is judged.
static void lie(struct buffer *file, uint32_t width, uint32_t height)
{
    picture_encode_png(&upright, &(struct picture_png){.bits = 8}, file);
    for (int i = 0; i < 4; i++) {
        file->data[16 + i] = (uint8_t)(width >> (24 - 8 * i));
        file->data[20 + i] = (uint8_t)(height >> (24 - 8 * i));
    }
    uint32_t crc = 0xffffffff;
    for (size_t i = 12; i < 29; i++) {
        crc ^= file->data[i];
        for (int k = 0; k < 8; k++)
            crc = crc & 1 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
    }
    crc ^= 0xffffffff;
    for (int i = 0; i < 4; i++)
        file->data[29 + i] = (uint8_t)(crc >> (24 - 8 * i));
}

static void limits_hold_by_the_header_alone(void **state)
{
    (void)state;
    static const struct {
        uint32_t width;
        uint32_t height;
        enum message message;
    } cases[] = {
        {10000, 6001, MESSAGE_PHOTO_TOO_MANY_PIXELS},
        {0x7fffffff, 0x7fffffff, MESSAGE_PHOTO_TOO_MANY_PIXELS},
        {16385, 10, MESSAGE_PHOTO_TOO_LONG_SIDE},
        {10, 16385, MESSAGE_PHOTO_TOO_LONG_SIDE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer file = {0};
        struct photo photo;
        struct error err;
        lie(&file, cases[i].width, cases[i].height);
        assert_false(photo_inspect(&photo, buffer_view(&file), &err));
        assert_int_equal(err.message, cases[i].message);
        buffer_finish(&file);
    }
    struct buffer file = {0};
    lie(&file, 900, 600);
    assert_refused(file.data, file.size, ERROR_INVALID, MESSAGE_PHOTO_BROKEN);
    buffer_finish(&file);
}

static void a_file_over_the_limit_is_not_looked_at(void **state)
{
    (void)state;
    struct photo photo;
    struct error err;
    static const uint8_t byte = 0;
    assert_false(photo_inspect(
        &photo, (struct bytes){&byte, LIMIT_PHOTO_BYTES + 1}, &err));
    assert_int_equal(err.kind, ERROR_TOO_LARGE);
    assert_int_equal(err.values[0], 25);
}

static void a_jpeg_of_endless_scans_is_refused(void **state)
{
    (void)state;
    struct buffer file = {0};
    struct buffer bomb = {0};
    picture_encode_jpeg(&upright, PICTURE_PROGRESSIVE, 0, &file);
    // The first scan, from its marker to the next, again and again.
    size_t scan = 0;
    while (!(file.data[scan] == 0xff && file.data[scan + 1] == 0xda))
        scan++;
    size_t next = scan + 2;
    while (!(file.data[next] == 0xff && file.data[next + 1] != 0))
        next++;
    assert_true(buffer_append(&bomb, file.data, scan));
    for (int i = 0; i < 200; i++)
        assert_true(buffer_append(&bomb, file.data + scan, next - scan));
    assert_true(buffer_append(&bomb, file.data + next, file.size - next));
    assert_refused(bomb.data, bomb.size, ERROR_INVALID, MESSAGE_PHOTO_BROKEN);
    buffer_finish(&file);
    buffer_finish(&bomb);
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
            printf("%d by %d: %.1f dB\n", sizes[i][0], by, psnr);
            picture_finish(&seen);
            picture_finish(&expected);
        }
        buffer_finish(&jpeg);
        buffer_finish(&png);
        picture_finish(&large);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_orientation_of_a_jpeg_is_upright),
        cmocka_unit_test(every_orientation_of_a_png_is_upright),
        cmocka_unit_test(a_turn_is_clockwise_and_on_top_of_the_orientation),
        cmocka_unit_test(every_kind_of_jpeg_is_read),
        cmocka_unit_test(every_kind_of_png_is_read),
        cmocka_unit_test(a_file_that_is_cut_anywhere_is_refused),
        cmocka_unit_test(what_follows_a_jpeg_is_left_aside),
        cmocka_unit_test(what_is_no_photo_is_told_from_what_is_not_read),
        cmocka_unit_test(a_signature_alone_is_a_broken_photo),
        cmocka_unit_test(limits_hold_by_the_header_alone),
        cmocka_unit_test(a_file_over_the_limit_is_not_looked_at),
        cmocka_unit_test(a_jpeg_of_endless_scans_is_refused),
        cmocka_unit_test(a_large_jpeg_is_reduced_without_harm),
        cmocka_unit_test(a_reduced_jpeg_neither_shifts_nor_blurs),
    };
    return cmocka_run_group_tests(tests, draw_once, finish_once);
}
