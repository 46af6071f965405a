// The file of a poster, byte by byte; that it comes back as it was painted is
// in paint_test.c.
#include "press/encode_png.h"

#include "picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint32_t read_number(const uint8_t *from)
{
    return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 |
           (uint32_t)from[2] << 8 | from[3];
}

// The content of the first chunk of this name, or NULL.
static const uint8_t *find_chunk(const struct buffer *file, const char *name)
{
    for (size_t at = 8; at + 12 <= file->size;) {
        const uint8_t *chunk = file->data + at;
        if (memcmp(chunk + 4, name, 4) == 0)
            return chunk + 8;
        at += read_number(chunk) + 12;
    }
    return NULL;
}

// A canvas on which no two pixels near each other are the same.
static struct canvas *paint(int width, int height)
{
    struct canvas *canvas = canvas_create(width, height, CANVAS_WHITE);
    uint32_t state = 1;
    assert_non_null(canvas);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            state = state * 1664525 + 1013904223;
            canvas_row(canvas, y)[x] = state >> 8;
        }
    return canvas;
}

static void a_resolution_is_rounded_to_pixels_in_a_metre(void **state)
{
    (void)state;
    static const struct {
        double dpi;
        uint32_t per_metre;
    } cases[] = {{30, 1181},   {72, 2835},   {96, 3780},   {150, 5906},
                 {254, 10000}, {300, 11811}, {600, 23622}, {1200, 47244},
                 {12.7, 500},  {28.5, 1122}, {0.0127, 1}};
    struct canvas *canvas = paint(3, 2);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer file = {0};
        struct error err;
        assert_true(encode_png(canvas, &(struct png_wish){.dpi = cases[i].dpi},
                               &file, &err));
        const uint8_t *phys = find_chunk(&file, "pHYs");
        assert_non_null(phys);
        assert_int_equal(read_number(phys), cases[i].per_metre);
        assert_int_equal(read_number(phys + 4), cases[i].per_metre);
        assert_int_equal(phys[8], 1);
        buffer_finish(&file);
    }
    canvas_destroy(canvas);
}

static void a_file_says_its_size_and_kind(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {1, 300}, {300, 1}, {257, 129}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct canvas *canvas = paint(sizes[i][0], sizes[i][1]);
        struct buffer file = {0};
        struct picture decoded;
        struct error err;
        assert_true(
            encode_png(canvas, &(struct png_wish){.dpi = 0}, &file, &err));
        const uint8_t *header = find_chunk(&file, "IHDR");
        assert_int_equal(read_number(header), sizes[i][0]);
        assert_int_equal(read_number(header + 4), sizes[i][1]);
        // 8 bits, RGB, deflated, filtered, not interlaced.
        assert_memory_equal(header + 8, "\x08\x02\0\0\0", 5);
        assert_int_equal(find_chunk(&file, "sRGB")[0], 0);
        assert_null(find_chunk(&file, "pHYs"));
        picture_decode_png(buffer_view(&file), &decoded);
        for (int y = 0; y < sizes[i][1]; y++)
            for (int x = 0; x < sizes[i][0]; x++) {
                const uint8_t *p = picture_at(&decoded, x, y);
                assert_int_equal(canvas_row(canvas, y)[x],
                                 p[0] << 16 | p[1] << 8 | p[2]);
            }
        picture_finish(&decoded);
        buffer_finish(&file);
        canvas_destroy(canvas);
    }
}

static void a_file_tells_nothing_else(void **state)
{
    (void)state;
    static const char *const telling[] = {"tEXt", "zTXt", "iTXt", "tIME",
                                          "eXIf", "iCCP", "gAMA"};
    struct canvas *canvas = paint(40, 30);
    struct buffer file = {0};
    struct error err;
    assert_true(
        encode_png(canvas, &(struct png_wish){.dpi = 300}, &file, &err));
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        assert_null(find_chunk(&file, telling[i]));
    buffer_finish(&file);
    canvas_destroy(canvas);
}

// A photo's rows differ little from each other: a filter makes use of it.
static void a_soft_picture_is_a_small_file(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_create(300, 300, CANVAS_WHITE);
    struct buffer file = {0};
    struct error err;
    for (uint32_t y = 0; y < 300; y++)
        for (uint32_t x = 0; x < 300; x++)
            canvas_row(canvas, (int)y)[x] =
                (x * 2 / 3) << 16 | (y * 2 / 3) << 8 | (x + y) / 3;
    assert_true(encode_png(canvas, &(struct png_wish){.dpi = 0}, &file, &err));
    assert_true(file.size < 300 * 300 / 3);
    buffer_finish(&file);
    canvas_destroy(canvas);
}

// A wide picture of flat rows, soft ones and noise, with and without alpha.
static struct canvas *paint_rows(void)
{
    struct canvas *canvas = canvas_create(700, 200, CANVAS_WHITE);
    uint32_t seed = 1;
    for (int y = 0; y < 200; y++)
        for (int x = 0; x < 700; x++) {
            seed = seed * 1664525 + 1013904223;
            canvas_row(canvas, y)[x] =
                0xff000000 | (y < 80    ? 0x2a64f6U * (uint32_t)(y / 20 + 1)
                              : y < 160 ? (uint32_t)(x / 3) * 0x010101U
                                        : seed >> 8);
        }
    return canvas;
}

static void effort_makes_a_file_no_larger_and_the_same_picture(void **state)
{
    (void)state;
    struct canvas *canvas = paint_rows();
    for (int transparent = 0; transparent < 2; transparent++) {
        struct buffer fast = {0};
        struct buffer small = {0};
        struct picture one;
        struct picture other;
        struct error err;
        struct png_wish wish = {.transparent = transparent};
        assert_true(encode_png(canvas, &wish, &fast, &err));
        wish.small = true;
        assert_true(encode_png(canvas, &wish, &small, &err));
        assert_true(small.size <= fast.size);
        picture_decode_png(buffer_view(&fast), &one);
        picture_decode_png(buffer_view(&small), &other);
        assert_int_equal(picture_max_difference(&one, &other), 0);
        picture_finish(&one);
        picture_finish(&other);
        buffer_finish(&fast);
        buffer_finish(&small);
    }
    canvas_destroy(canvas);
}

static void a_file_that_finds_no_room_is_told(void **state)
{
    (void)state;
    struct canvas *canvas = paint(100, 100);
    // Cut in the signature, in a header, and among the pixels.
    static const size_t limits[] = {4, 20, 50, 5000};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct buffer file = {.limit = limits[i]};
        struct error err = {0};
        assert_false(
            encode_png(canvas, &(struct png_wish){.dpi = 300}, &file, &err));
        assert_int_equal(err.kind, ERROR_SYSTEM);
        assert_true(file.size <= limits[i]);
        buffer_finish(&file);
    }
    canvas_destroy(canvas);
}

static void a_canvas_has_a_size_or_is_none(void **state)
{
    (void)state;
    assert_null(canvas_create(0, 5, CANVAS_WHITE));
    assert_null(canvas_create(5, 0, CANVAS_WHITE));
    assert_null(canvas_create(-1, 5, CANVAS_WHITE));
    assert_null(canvas_create(5, -1, CANVAS_WHITE));
    struct canvas *canvas = canvas_create(7, 5, CANVAS_WHITE);
    assert_int_equal(canvas_width(canvas), 7);
    assert_int_equal(canvas_height(canvas), 5);
    for (int y = 0; y < 5; y++)
        for (int x = 0; x < 7; x++)
            assert_int_equal(canvas_row(canvas, y)[x], 0xffffffff);
    canvas_destroy(canvas);
    canvas_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_resolution_is_rounded_to_pixels_in_a_metre),
        cmocka_unit_test(a_file_says_its_size_and_kind),
        cmocka_unit_test(a_file_tells_nothing_else),
        cmocka_unit_test(a_soft_picture_is_a_small_file),
        cmocka_unit_test(effort_makes_a_file_no_larger_and_the_same_picture),
        cmocka_unit_test(a_file_that_finds_no_room_is_told),
        cmocka_unit_test(a_canvas_has_a_size_or_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
