// Integral: the sums of a small grey picture, from which the sum of any
// rectangle in it takes four look-ups. Knows nothing of what is searched for.
#pragma once

#include <stdint.h>

enum {
    // The longest side of a picture, px. Every integral has the same stride,
    // so what is searched can be worked out as offsets once and for all.
    INTEGRAL_SIDE_PX = 400,
    INTEGRAL_STRIDE = INTEGRAL_SIDE_PX + 1,
};

// Grey levels, row after row without padding.
struct grey {
    uint8_t *levels; // width * height
    int width;       // 1..INTEGRAL_SIDE_PX
    int height;
};

// sums[y * INTEGRAL_STRIDE + x] is the sum of all levels above row y and left
// of column x: (width + 1) x (height + 1) of them count. 400 * 400 * 255 fits.
struct integral {
    uint32_t *sums; // INTEGRAL_STRIDE * (INTEGRAL_SIDE_PX + 1) of the caller's
    int width;
    int height;
};

// Sums up a picture; `integral` brings its memory and is filled.
void integral_sum(struct integral *integral, const struct grey *grey);
