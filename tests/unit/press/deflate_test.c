// Streams of deflate.c, unpacked by zlib; the codes of huffman.c; the filters
// of png_filter.c against their definition.
#include "press/deflate.h"
#include "press/huffman.h"
#include "press/png_filter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

enum { SIZE = 300 * 1000 };

static uint8_t data[SIZE];

static uint32_t noise(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 16;
}

// Packs in blocks, unpacks, compares; gives the size of the stream.
static size_t pack(size_t size, size_t block)
{
    static uint8_t unpacked[SIZE + 1];
    struct deflate deflate = {0};
    struct buffer stream = {0};
    size_t at = 0;
    do {
        const size_t part = size - at < block ? size - at : block;
        assert_true(deflate_block(&deflate, data + at, part, at + part == size,
                                  &stream));
        at += part;
    } while (at < size);
    uLongf got = sizeof unpacked;
    assert_int_equal(uncompress(unpacked, &got, stream.data, stream.size), 0);
    assert_int_equal(got, size);
    assert_memory_equal(unpacked, data, size);
    const size_t packed = stream.size;
    buffer_finish(&stream);
    return packed;
}

static void runs_of_every_length_come_back(void **state)
{
    (void)state;
    for (size_t length = 1; length <= 600; length++) {
        memset(data, 7, length);
        data[length] = 9;
        data[length + 1] = 9;
        pack(length, SIZE);
        pack(length + 1, SIZE);
        pack(length + 2, SIZE);
    }
}

static void runs_between_literals_come_back(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (size_t at = 0; at < SIZE;) {
        const size_t length = noise(&seed) % 40 == 0 ? noise(&seed) % 900 + 1
                                                     : noise(&seed) % 7 + 1;
        const uint8_t byte = (uint8_t)noise(&seed);
        for (size_t i = 0; i < length && at < SIZE; i++)
            data[at++] = byte;
    }
    pack(SIZE, SIZE);
    pack(SIZE, DEFLATE_BLOCK_BYTES);
    pack(SIZE, 1000);
    pack(SIZE, 3);
}

static void noise_hardly_grows(void **state)
{
    (void)state;
    uint32_t seed = 2;
    for (size_t i = 0; i < SIZE; i++)
        data[i] = (uint8_t)noise(&seed);
    assert_true(pack(SIZE, DEFLATE_BLOCK_BYTES) < SIZE + SIZE / 200);
}

static void one_byte_and_none_are_streams(void **state)
{
    (void)state;
    data[0] = 200;
    pack(0, 1);
    pack(1, 1);
    memset(data, 0, SIZE);
    // Nothing but one run: two bits for each 258 bytes, and little more.
    assert_true(pack(SIZE, SIZE) < SIZE / 258 / 4 + 200);
}

// Counts like Fibonacci's make the longest codes there are.
static void skewed_counts_come_back(void **state)
{
    (void)state;
    size_t at = 0;
    size_t count = 1;
    size_t before = 1;
    for (int symbol = 0; symbol < 24 && at < SIZE; symbol++) {
        // Never four in a row: no runs.
        for (size_t i = 0; i < count && at + 1 < SIZE; i++) {
            data[at++] = (uint8_t)symbol;
            data[at++] = (uint8_t)(128 + i % 2);
        }
        const size_t next = count + before;
        before = count;
        count = next;
    }
    pack(at, SIZE);
}

static void codes_fill_a_tree_and_keep_their_limit(void **state)
{
    (void)state;
    uint32_t counts[HUFFMAN_SYMBOLS_MAX];
    for (int limit = 9; limit <= 15; limit++)
        for (int used = 2; used <= HUFFMAN_SYMBOLS_MAX; used += 11) {
            struct huffman huffman;
            uint32_t leaves = 0;
            uint32_t value = 1;
            for (int i = 0; i < used; i++) {
                counts[i] = value;
                value = value < 100000000 ? value + value / 2 + 1 : 1;
            }
            huffman_make(&huffman, counts, used, limit);
            for (int i = 0; i < used; i++) {
                assert_in_range(huffman.lengths[i], 1, limit);
                leaves += 1U << (limit - huffman.lengths[i]);
            }
            assert_int_equal(leaves, 1U << limit);
        }
}

static void frequent_symbols_have_shorter_codes(void **state)
{
    (void)state;
    const uint32_t counts[] = {5, 0, 100, 5, 30, 1};
    struct huffman huffman;
    huffman_make(&huffman, counts, 6, 15);
    assert_int_equal(huffman.lengths[1], 0);
    assert_int_equal(huffman.lengths[2], 1);
    assert_int_equal(huffman.lengths[4], 2);
    assert_int_equal(huffman.lengths[5], 4);
    // 0, 10, 110, 1110, 1111 with their first bit lowest.
    assert_int_equal(huffman.codes[2], 0);
    assert_int_equal(huffman.codes[4], 1);
}

static uint8_t paeth(int a, int b, int c)
{
    const int p = a + b - c;
    const int pa = abs(p - a);
    const int pb = abs(p - b);
    const int pc = abs(p - c);
    return (uint8_t)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

// Undoes a filtered row as PNG tells.
static void undo(const uint8_t *filtered, const uint8_t *above, size_t size,
                 size_t step, uint8_t *row)
{
    for (size_t i = 0; i < size; i++) {
        const uint8_t left = i >= step ? row[i - step] : 0;
        const uint8_t corner = i >= step ? above[i - step] : 0;
        const uint8_t guess = filtered[0] == 1   ? left
                              : filtered[0] == 2 ? above[i]
                              : filtered[0] == 4 ? paeth(left, above[i], corner)
                                                 : 0;
        row[i] = (uint8_t)(filtered[i + 1] + guess);
    }
}

static void a_filtered_row_can_be_undone(void **state)
{
    (void)state;
    enum { MOST = 400 };
    uint32_t seed = 3;
    bool seen[5] = {false};
    for (int round = 0; round < 3000; round++) {
        uint8_t row[MOST];
        uint8_t above[MOST];
        uint8_t back[MOST];
        uint8_t work[2 * MOST];
        uint8_t filtered[MOST + 1];
        const size_t step = 3 + (size_t)round % 2;
        const size_t size = step * (1 + noise(&seed) % (MOST / 4));
        for (size_t i = 0; i < size; i++) {
            // Noise, ramps across, ramps down, and both.
            above[i] = round % 4 == 0   ? (uint8_t)noise(&seed)
                       : round % 4 == 1 ? (uint8_t)(3 * i)
                       : round % 4 == 2 ? (uint8_t)(noise(&seed) % 200)
                                        : (uint8_t)(i * i / 50);
            row[i] = round % 4 == 2   ? above[i]
                     : round % 4 == 3 ? (uint8_t)(above[i] + 9 + i / 7)
                     : round % 4 == 1 ? (uint8_t)(3 * i + (step == 3 ? 80 : 0))
                                      : (uint8_t)noise(&seed);
        }
        png_filter_row(row, above, size, step, work, filtered);
        undo(filtered, above, size, step, back);
        assert_memory_equal(back, row, size);
        seen[filtered[0]] = true;
    }
    assert_true(seen[1] && seen[2] && seen[4]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_of_every_length_come_back),
        cmocka_unit_test(runs_between_literals_come_back),
        cmocka_unit_test(noise_hardly_grows),
        cmocka_unit_test(one_byte_and_none_are_streams),
        cmocka_unit_test(skewed_counts_come_back),
        cmocka_unit_test(codes_fill_a_tree_and_keep_their_limit),
        cmocka_unit_test(frequent_symbols_have_shorter_codes),
        cmocka_unit_test(a_filtered_row_can_be_undone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
