// Prepared layers paint as the rows that they were made of.
#include "press/blend.h"
#include "press/layer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 300, HEIGHT = 60 };

static uint32_t drawn[HEIGHT][WIDTH];
static struct layer layer;

static uint32_t noise(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

// Clear, opaque and half-clear pixels in runs of many lengths; premultiplied.
static int make(void **state)
{
    (void)state;
    uint32_t seed = 5;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH;) {
            const uint32_t kind = noise(&seed) % 4;
            const int length = 1 + (int)(noise(&seed) % 40);
            const uint32_t alpha = kind == 0   ? 0
                                   : kind == 1 ? noise(&seed) % 256
                                               : 255;
            const uint32_t color = alpha * 0x010101 / 2;
            for (int i = 0; i < length && x < WIDTH; i++, x++)
                drawn[y][x] = alpha << 24 | (kind == 3 ? noise(&seed) % 128
                                                       : color & 0x7f7f7f);
        }
    // A row of one colour, and a clear one.
    for (int x = 0; x < WIDTH; x++) {
        drawn[3][x] = 0xff102030;
        drawn[4][x] = 0;
    }
    for (int y = 0; y < HEIGHT; y++)
        if (!layer_add_row(&layer, drawn[y], WIDTH))
            return -1;
    layer_trim(&layer);
    return 0;
}

static int tidy(void **state)
{
    (void)state;
    layer_finish(&layer);
    layer_finish(&layer);
    return 0;
}

static void fill(uint32_t row[WIDTH], int y)
{
    for (int x = 0; x < WIDTH; x++)
        row[x] = 0xff000000 | (uint32_t)(x * 700 + y * 31);
}

static void a_row_is_painted_as_it_was_drawn(void **state)
{
    (void)state;
    for (int y = 0; y < HEIGHT; y++) {
        uint32_t expected[WIDTH];
        uint32_t actual[WIDTH];
        fill(expected, y);
        fill(actual, y);
        blend_argb(expected, drawn[y], WIDTH);
        layer_blend_row(&layer, y, actual);
        assert_memory_equal(actual, expected, sizeof actual);
    }
}

static void a_photo_shows_where_the_row_covers(void **state)
{
    (void)state;
    static const int parts[][2] = {{0, WIDTH}, {17, 200}, {299, 1}, {120, 3}};
    for (int y = 0; y < HEIGHT; y++)
        for (int i = 0; i < 4; i++) {
            const int left = parts[i][0];
            const int count = parts[i][1];
            uint8_t photo[WIDTH][4];
            uint32_t expected[WIDTH];
            uint32_t actual[WIDTH];
            for (int x = 0; x < count; x++) {
                const uint8_t alpha = (uint8_t)(x % 5 == 0 ? 100 : 255);
                photo[x][0] = (uint8_t)(x % alpha);
                photo[x][1] = alpha / 2;
                photo[x][2] = (uint8_t)(y % alpha);
                photo[x][3] = alpha;
            }
            fill(expected, y);
            fill(actual, y);
            blend_rgba_masked(expected + left, photo[0], drawn[y] + left,
                              count);
            layer_blend_photo_row(&layer, y, actual, photo[0], left, count);
            assert_memory_equal(actual, expected, sizeof actual);
        }
}

static void what_a_row_covers_is_taken_away(void **state)
{
    (void)state;
    for (int y = 0; y < HEIGHT; y++) {
        uint32_t expected[WIDTH];
        uint32_t actual[WIDTH];
        fill(expected, y);
        fill(actual, y);
        blend_erase(expected, drawn[y], WIDTH);
        layer_erase_row(&layer, y, actual);
        assert_memory_equal(actual, expected, sizeof actual);
    }
}

static void flat_rows_take_little(void **state)
{
    (void)state;
    struct layer flat = {0};
    uint32_t row[WIDTH];
    for (int x = 0; x < WIDTH; x++)
        row[x] = x < 100 ? 0xffff0000 : x < 200 ? 0 : 0xff0000ff;
    for (int y = 0; y < 1000; y++)
        assert_true(layer_add_row(&flat, row, WIDTH));
    layer_trim(&flat);
    // The pixels themselves are 1.2 MB.
    assert_true(layer_size(&flat) < 50000);
    layer_finish(&flat);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_painted_as_it_was_drawn),
        cmocka_unit_test(a_photo_shows_where_the_row_covers),
        cmocka_unit_test(what_a_row_covers_is_taken_away),
        cmocka_unit_test(flat_rows_take_little),
    };
    return cmocka_run_group_tests(tests, make, tidy);
}
