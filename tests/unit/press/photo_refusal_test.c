// Photos that are none, or broken, or too much.
#include "press/file_type.h"
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
        // From a twentieth on by hundredths, then the last bytes one by one.
        for (int cut = 5; cut < 120; cut++) {
            const size_t size = cut < 100 ? file.size * (size_t)cut / 100
                                          : file.size - (size_t)(120 - cut);
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

static void an_empty_file_and_a_nameless_one_are_no_photos(void **state)
{
    (void)state;
    assert_refused("", 0, ERROR_INVALID, MESSAGE_PHOTO_EMPTY);
    static const char *const none[] = {"\xff\xd8", "\x01\x02", "\177ELF\2\1"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_refused(none[i], strlen(none[i]), ERROR_UNSUPPORTED,
                       MESSAGE_PHOTO_NOT_A_PICTURE);
    // A file that ends within a signature has none.
    assert_refused("\0\0\0\x18"
                   "fty",
                   7, ERROR_UNSUPPORTED, MESSAGE_PHOTO_NOT_A_PICTURE);
}

static void what_is_not_read_is_called_by_its_name(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        enum file_type type;
    } files[] = {
        {"II*\0\10\0\0\0", 8, FILE_TYPE_TIFF},
        {"MM\0*", 4, FILE_TYPE_TIFF},
        {"II*\0\20\0\0\0CR\2\0", 12, FILE_TYPE_RAW},
        {"\0\0\0\x18"
         "ftypcrx ",
         12, FILE_TYPE_RAW},
        {"\0\0\0\x18"
         "ftypisom",
         12, FILE_TYPE_VIDEO},
        {"\0\0\0\x14"
         "ftypqt  ",
         12, FILE_TYPE_VIDEO},
        {"\x1a\x45\xdf\xa3\1", 5, FILE_TYPE_VIDEO},
        {"RIFF\0\0\0\0AVI LIST", 16, FILE_TYPE_VIDEO},
        {"RIFF\0\0\0\0WAVEfmt ", 16, FILE_TYPE_SOUND},
        {"ID3\4", 4, FILE_TYPE_SOUND},
        {"BM", 2, FILE_TYPE_BMP},
        {"\0\0\0\x0cJXL \r\n\x87\n", 12, FILE_TYPE_JPEG_XL},
        {"\xff\x0a", 2, FILE_TYPE_JPEG_XL},
        {"\0\0\0\x0cjP  \r\n\x87\n", 12, FILE_TYPE_JPEG_2000},
        {"8BPS\0\1", 6, FILE_TYPE_PHOTOSHOP},
        {"\0\0\1\0\1\0", 6, FILE_TYPE_ICON},
        {"%PDF-1.7\n", 9, FILE_TYPE_PDF},
        {"\xef\xbb\xbf <svg xmlns=", 15, FILE_TYPE_SVG},
        {"<?xml version='1.0'?>\n<svg>", 27, FILE_TYPE_SVG},
        {"<!DOCTYPE html>", 15, FILE_TYPE_HTML},
        {"PK\3\4....mimetypeapplication", 28, FILE_TYPE_OFFICE},
        {"PK\3\4.............klas.jpg", 25, FILE_TYPE_ZIP},
        {"Beste ouders,\n", 14, FILE_TYPE_TEXT},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct photo photo;
        struct error err;
        assert_false(photo_inspect(
            &photo,
            (struct bytes){(const uint8_t *)files[i].bytes, files[i].size},
            &err));
        assert_int_equal(err.kind, ERROR_UNSUPPORTED);
        assert_int_equal(err.message, MESSAGE_PHOTO_UNSUPPORTED);
        if (err.values[0] != (long)files[i].type)
            fail_msg("file %zu is of type %ld", i, err.values[0]);
    }
}

static void every_type_has_a_name_in_every_language(void **state)
{
    (void)state;
    for (int type = FILE_TYPE_UNKNOWN + 1; type < FILE_TYPE_COUNT; type++)
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            char sentence[256];
            message_write(MESSAGE_PHOTO_UNSUPPORTED, (enum language)language,
                          (long[MESSAGE_VALUES]){type, 0}, sentence,
                          sizeof sentence);
            assert_non_null(strstr(sentence, "AVIF"));
            assert_non_null(
                strstr(sentence, file_type_name((enum file_type)type,
                                                (enum language)language)));
            assert_null(strpbrk(sentence, "?{}"));
        }
    char sentence[256];
    message_write(MESSAGE_PHOTO_UNSUPPORTED, LANGUAGE_NL,
                  (long[MESSAGE_VALUES]){FILE_TYPE_VIDEO, 0}, sentence,
                  sizeof sentence);
    assert_string_equal(sentence,
                        "Dit lijkt een video te zijn. Kies een gewone foto: "
                        "JPEG, HEIC, PNG, WebP, AVIF of GIF.");
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
static void lie_in_png(struct buffer *file, const struct picture_png *kind,
                       uint32_t width, uint32_t height)
{
    picture_encode_png(&upright, kind, file);
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

static void lie(struct buffer *file, uint32_t width, uint32_t height)
{
    lie_in_png(file, &(struct picture_png){.bits = 8}, width, height);
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

static void a_photo_of_the_largest_size_is_taken(void **state)
{
    (void)state;
    static const uint32_t sizes[][2] = {
        {7500, 8000}, {16384, 3662}, {3662, 16384}, {1, 16384}, {1, 1}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct buffer file = {0};
        struct photo photo;
        struct error err;
        lie(&file, sizes[i][0], sizes[i][1]);
        assert_true(photo_inspect(&photo, buffer_view(&file), &err));
        assert_int_equal(photo.width, sizes[i][0]);
        assert_int_equal(photo.height, sizes[i][1]);
        buffer_finish(&file);
    }
    // The first product above 60 million.
    struct buffer file = {0};
    struct photo photo;
    struct error err;
    lie(&file, 4693, 12785);
    assert_false(photo_inspect(&photo, buffer_view(&file), &err));
    assert_int_equal(err.message, MESSAGE_PHOTO_TOO_MANY_PIXELS);
    assert_int_equal(err.values[0], 60);
    buffer_finish(&file);
}

// What is wanted of an interlaced picture is held whole.
static void an_interlaced_photo_has_half_the_pixels(void **state)
{
    (void)state;
    static const struct picture_png interlaced = {.bits = 8,
                                                  .interlaced = true};
    for (uint32_t width = 10000; width <= 10001; width++) {
        struct buffer file = {0};
        struct photo photo;
        struct error err = {0};
        lie_in_png(&file, &interlaced, width, 3000);
        assert_int_equal(photo_inspect(&photo, buffer_view(&file), &err),
                         width == 10000);
        if (width > 10000) {
            assert_int_equal(err.message, MESSAGE_PHOTO_TOO_MANY_PIXELS);
            assert_int_equal(err.values[0], 30);
        }
        buffer_finish(&file);
    }
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

// A progressive JPEG with its first scan again and again: `count` in all.
static void make_scans(struct buffer *bomb, int count)
{
    enum { LIBJPEGS_OWN = 10 };
    struct buffer file = {0};
    picture_encode_jpeg(&upright, PICTURE_PROGRESSIVE, 0, &file);
    size_t scan = 0;
    while (!(file.data[scan] == 0xff && file.data[scan + 1] == 0xda))
        scan++;
    size_t next = scan + 2;
    while (!(file.data[next] == 0xff && file.data[next + 1] != 0))
        next++;
    assert_true(buffer_append(bomb, file.data, scan));
    for (int i = LIBJPEGS_OWN; i <= count; i++)
        assert_true(buffer_append(bomb, file.data + scan, next - scan));
    assert_true(buffer_append(bomb, file.data + next, file.size - next));
    buffer_finish(&file);
}

// What counts is how many scans there are, and how many pixels they pass.
static void a_jpeg_of_endless_scans_is_refused(void **state)
{
    (void)state;
    static const struct {
        int scans;
        long pixels; // that are allowed
        bool taken;
    } cases[] = {
        {100, LIMIT_PHOTO_PIXELS, true},
        {101, LIMIT_PHOTO_PIXELS, false},
        {500, LIMIT_PHOTO_PIXELS, false},
        {33, 90 * 60, true},
        {34, 90 * 60, false},
        {66, 90 * 60 * 2, true},
        {67, 90 * 60 * 2, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct photo_limits limits = PHOTO_LIMITS_DEFAULT;
        struct buffer file = {0};
        struct photo photo;
        struct error err = {0};
        limits.pixels = cases[i].pixels;
        make_scans(&file, cases[i].scans);
        assert_int_equal(
            photo_inspect_within(&photo, buffer_view(&file), &limits, &err),
            cases[i].taken);
        if (!cases[i].taken)
            assert_int_equal(err.message, MESSAGE_PHOTO_BROKEN);
        buffer_finish(&file);
    }
}

// A JPEG whose frame header says another size.
static void lie_in_jpeg(struct buffer *file, unsigned width, unsigned height)
{
    picture_encode_jpeg(&upright, PICTURE_BASELINE, 0, file);
    size_t frame = 0;
    while (!(file->data[frame] == 0xff && file->data[frame + 1] == 0xc0))
        frame++;
    uint8_t *size = file->data + frame + 5;
    size[0] = (uint8_t)(height >> 8);
    size[1] = (uint8_t)height;
    size[2] = (uint8_t)(width >> 8);
    size[3] = (uint8_t)width;
}

static void a_jpeg_that_lies_about_its_size_is_refused(void **state)
{
    (void)state;
    static const struct {
        unsigned width;
        unsigned height;
        enum message message;
    } cases[] = {
        {90, 600, MESSAGE_PHOTO_TRUNCATED},
        {900, 60, MESSAGE_PHOTO_TRUNCATED},
        {90, 0, MESSAGE_PHOTO_BROKEN},
        {0, 60, MESSAGE_PHOTO_BROKEN},
        {10000, 6001, MESSAGE_PHOTO_TOO_MANY_PIXELS},
        {65500, 65500, MESSAGE_PHOTO_TOO_MANY_PIXELS},
        {16385, 9, MESSAGE_PHOTO_TOO_LONG_SIDE},
        {65535, 65535, MESSAGE_PHOTO_BROKEN}, // beyond what libjpeg takes
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer file = {0};
        lie_in_jpeg(&file, cases[i].width, cases[i].height);
        assert_refused(file.data, file.size, ERROR_INVALID, cases[i].message);
        buffer_finish(&file);
    }
}

static void a_photo_that_is_damaged_anywhere_does_no_harm(void **state)
{
    (void)state;
    unsigned seed = 4;
    for (int round = 0; round < 1500; round++) {
        struct buffer file = {0};
        struct pixmap picture;
        struct error err;
        if (round % 2)
            picture_encode_jpeg(&upright, (enum picture_jpeg)(round / 2 % 4),
                                round % 9, &file);
        else
            picture_encode_png(
                &upright,
                &(struct picture_png){.bits = 8, .interlaced = round & 4},
                &file);
        // Most damage goes to the headers.
        const size_t reach = round % 3 ? file.size : 700;
        for (int i = 0; i < 1 + round % 4; i++) {
            seed = seed * 1664525 + 1013904223;
            const size_t at = (seed >> 8) % reach;
            file.data[at < file.size ? at : 0] ^= (uint8_t)(1 << (seed & 7));
        }
        if (read_all(&file, 0, 30, 20, &picture, &err)) {
            assert_int_equal(picture.width, 30);
            pixmap_finish(&picture);
        } else {
            assert_string_equal(err.field, "photo");
            assert_true(err.kind == ERROR_INVALID ||
                        err.kind == ERROR_UNSUPPORTED);
        }
        buffer_finish(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_is_cut_anywhere_is_refused),
        cmocka_unit_test(an_empty_file_and_a_nameless_one_are_no_photos),
        cmocka_unit_test(what_is_not_read_is_called_by_its_name),
        cmocka_unit_test(every_type_has_a_name_in_every_language),
        cmocka_unit_test(a_signature_alone_is_a_broken_photo),
        cmocka_unit_test(limits_hold_by_the_header_alone),
        cmocka_unit_test(a_photo_of_the_largest_size_is_taken),
        cmocka_unit_test(an_interlaced_photo_has_half_the_pixels),
        cmocka_unit_test(a_file_over_the_limit_is_not_looked_at),
        cmocka_unit_test(a_jpeg_of_endless_scans_is_refused),
        cmocka_unit_test(a_jpeg_that_lies_about_its_size_is_refused),
        cmocka_unit_test(a_photo_that_is_damaged_anywhere_does_no_harm),
    };
    return cmocka_run_group_tests(tests, draw_once, finish_once);
}
