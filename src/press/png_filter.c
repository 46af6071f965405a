#include "png_filter.h"

#include "vectorised.h"

#include <stdlib.h>
#include <string.h>

// The filters that are tried, by the numbers that PNG gives them. With average
// too, nothing was gained on posters.
enum { SUB = 1, UP = 2, PAETH = 4 };

// How far bytes are from 0, on the circle of 256.
static uint32_t weight(uint8_t byte)
{
    const int8_t value = (int8_t)byte;
    return (uint32_t)(value < 0 ? -value : value);
}

VECTORISED static uint32_t filter_up(const uint8_t *restrict row,
                                     const uint8_t *restrict above, size_t size,
                                     uint8_t *restrict to)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < size; i++) {
        to[i] = (uint8_t)(row[i] - above[i]);
        sum += weight(to[i]);
    }
    return sum;
}

// The first pixel has nothing at its left; the others are filtered from it.
VECTORISED static uint32_t filter_sub(const uint8_t *restrict row, size_t size,
                                      size_t step, uint8_t *restrict to)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < size; i++) {
        to[i] = (uint8_t)(row[i + step] - row[i]);
        sum += weight(to[i]);
    }
    return sum;
}

VECTORISED static uint32_t filter_paeth(const uint8_t *restrict row,
                                        const uint8_t *restrict above,
                                        size_t size, size_t step,
                                        uint8_t *restrict to)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < size; i++) {
        const int16_t left = row[i];
        const int16_t up = above[i + step];
        const int16_t corner = above[i];
        // How far left + up - corner is from each of them.
        const int16_t from_left = (int16_t)abs(up - corner);
        const int16_t from_up = (int16_t)abs(left - corner);
        const int16_t from_corner = (int16_t)abs(left + up - 2 * corner);
        const int16_t nearer = from_up <= from_corner ? up : corner;
        const int16_t least = from_up <= from_corner ? from_up : from_corner;
        const int16_t guess = from_left <= least ? left : nearer;
        to[i] = (uint8_t)(row[i + step] - guess);
        sum += weight(to[i]);
    }
    return sum;
}

void png_filter_row(const uint8_t *row, const uint8_t *above, size_t size,
                    size_t step, uint8_t *work, uint8_t *to)
{
    uint8_t *const sub = work;
    uint8_t *const paeth = work + size;
    uint8_t *best = to + 1;
    to[0] = UP;
    uint32_t least = filter_up(row, above, size, best);
    // The first pixel: Sub has it as it is, Paeth as Up.
    memcpy(sub, row, step);
    memcpy(paeth, best, step);
    uint32_t sum_sub = 0;
    uint32_t sum_paeth = 0;
    for (size_t i = 0; i < step; i++) {
        sum_sub += weight(sub[i]);
        sum_paeth += weight(paeth[i]);
    }
    sum_sub += filter_sub(row, size - step, step, sub + step);
    sum_paeth += filter_paeth(row, above, size - step, step, paeth + step);
    if (sum_sub < least) {
        to[0] = SUB;
        best = sub;
        least = sum_sub;
    }
    if (sum_paeth < least) {
        to[0] = PAETH;
        best = paeth;
    }
    if (best != to + 1)
        memcpy(to + 1, best, size);
}
