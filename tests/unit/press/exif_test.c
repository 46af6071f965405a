#include "press/exif.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PREFIX = 6, BLOCK = PREFIX + 8 + 2 + 2 * 12 + 4 };

// What a block is made of; a zero is a default.
struct wish {
    bool little_endian;
    bool bare; // without "Exif\0\0", as in PNG
    unsigned tag;
    unsigned type;
    unsigned count;
    unsigned value;
};

static uint8_t *put(uint8_t *to, bool little, unsigned value, int size)
{
    for (int i = 0; i < size; i++)
        to[little ? i : size - 1 - i] = (uint8_t)(value >> (8 * i));
    return to + size;
}

// A TIFF with two entries: the width, as phones write it, and the orientation.
static size_t make_block(const struct wish *wish, uint8_t block[BLOCK])
{
    const bool little = wish->little_endian;
    uint8_t *to = block;
    memset(block, 0, BLOCK);
    if (!wish->bare) {
        memcpy(to, "Exif\0", PREFIX);
        to += PREFIX;
    }
    memcpy(to, little ? "II" : "MM", 2);
    to = put(to + 2, little, 42, 2);
    to = put(to, little, 8, 4);
    to = put(to, little, 2, 2);
    to = put(to, little, 0x0100, 2);
    to = put(to, little, 4, 2);
    to = put(to, little, 1, 4);
    to = put(to, little, 4032, 4);
    to = put(to, little, wish->tag ? wish->tag : 0x0112, 2);
    to = put(to, little, wish->type ? wish->type : 3, 2);
    to = put(to, little, wish->count ? wish->count : 1, 4);
    // A SHORT lies at the start of its four bytes.
    put(to, little, wish->value, 2);
    return (size_t)(to + 4 + 4 - block);
}

static int orientation_of(const uint8_t *block, size_t size)
{
    // Memory of exactly this size, so that reading past it is seen.
    uint8_t *exact = malloc(size ? size : 1);
    memcpy(exact, block, size);
    const int value = exif_orientation((struct bytes){exact, size});
    free(exact);
    return value;
}

static int orientation_of_wish(struct wish wish)
{
    uint8_t block[BLOCK];
    return orientation_of(block, make_block(&wish, block));
}

static void every_value_is_found_in_both_byte_orders(void **state)
{
    (void)state;
    for (unsigned value = 1; value <= 8; value++)
        for (int kind = 0; kind < 4; kind++)
            assert_int_equal(
                orientation_of_wish((struct wish){.little_endian = kind & 1,
                                                  .bare = kind & 2,
                                                  .value = value}),
                value);
}

static void a_value_out_of_range_is_upright(void **state)
{
    (void)state;
    static const unsigned values[] = {0, 9, 255, 0x0600, 0xffff};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        for (int little = 0; little < 2; little++)
            assert_int_equal(orientation_of_wish((struct wish){
                                 .little_endian = little, .value = values[i]}),
                             1);
}

static void an_entry_of_another_kind_is_none(void **state)
{
    (void)state;
    assert_int_equal(
        orientation_of_wish((struct wish){.tag = 0x0113, .value = 6}), 1);
    assert_int_equal(orientation_of_wish((struct wish){.type = 4, .value = 6}),
                     1);
    assert_int_equal(orientation_of_wish((struct wish){.type = 2, .value = 6}),
                     1);
    assert_int_equal(orientation_of_wish((struct wish){.type = 99, .value = 6}),
                     1);
    assert_int_equal(orientation_of_wish((struct wish){.count = 2, .value = 6}),
                     1);
    assert_int_equal(
        orientation_of_wish((struct wish){.count = 0xffffffff, .value = 6}), 1);
}

static void a_block_that_is_cut_anywhere_does_no_harm(void **state)
{
    (void)state;
    for (int little = 0; little < 2; little++) {
        const struct wish wish = {.little_endian = little, .value = 6};
        uint8_t block[BLOCK];
        const size_t size = make_block(&wish, block);
        for (size_t kept = 0; kept < size; kept++) {
            const int value = orientation_of(block, kept);
            assert_true(value == 1 || value == 6);
        }
    }
    assert_int_equal(exif_orientation((struct bytes){NULL, 0}), 1);
}

static void a_block_that_is_broken_anywhere_does_no_harm(void **state)
{
    (void)state;
    for (size_t at = 0; at < BLOCK; at++)
        for (unsigned byte = 0; byte < 256; byte += 17) {
            const struct wish wish = {.value = 3};
            uint8_t block[BLOCK];
            const size_t size = make_block(&wish, block);
            block[at] = (uint8_t)byte;
            assert_in_range(orientation_of(block, size), 1, 8);
        }
}

// Cameras write notes and thumbnails behind the tags.
static void a_long_block_is_read_as_far_as_its_limit(void **state)
{
    (void)state;
    enum { SIZE = 300000 };
    const struct wish wish = {.value = 6};
    uint8_t *large = calloc(1, SIZE);
    uint8_t block[BLOCK];
    make_block(&wish, block);
    memcpy(large, block, sizeof block);
    assert_int_equal(orientation_of(large, SIZE), 6);
    // The same, its directory moved behind the limit.
    for (size_t at = 65000; at < 66000; at += 500) {
        memset(large, 0, SIZE);
        memcpy(large, block, PREFIX + 8);
        memcpy(large + PREFIX + at, block + PREFIX + 8, BLOCK - PREFIX - 8);
        large[PREFIX + 4] = large[PREFIX + 5] = 0;
        const bool big_endian = large[PREFIX] == 'M';
        for (int i = 0; i < 4; i++)
            large[PREFIX + 4 + i] =
                (uint8_t)(at >> (big_endian ? 24 - 8 * i : 8 * i));
        assert_int_equal(orientation_of(large, SIZE), at <= 65500 ? 6 : 1);
    }
    free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_is_found_in_both_byte_orders),
        cmocka_unit_test(a_value_out_of_range_is_upright),
        cmocka_unit_test(an_entry_of_another_kind_is_none),
        cmocka_unit_test(a_block_that_is_cut_anywhere_does_no_harm),
        cmocka_unit_test(a_block_that_is_broken_anywhere_does_no_harm),
        cmocka_unit_test(a_long_block_is_read_as_far_as_its_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
