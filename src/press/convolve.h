// Convolve: weighted sums of pixels, across a row and down a column: the inner
// loops of resampling. In integers, so that every processor gives the same
// bytes; written for SSE2 where there is one.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
    // Weights are whole numbers; those of one sample add up to this.
    CONVOLVE_ONE = 1 << 14,
    // What lies between across and down: a sample times 64. Lanczos overshoots
    // by less than a fifth, so it fits 16 bits.
    CONVOLVE_SCALE = 64,
    // Across, samples come in groups of so many.
    CONVOLVE_GROUP = 4,
};

// Orders the weights of one group as convolve_across wants them.
void convolve_order(int16_t weights[CONVOLVE_GROUP]);

// One row: pixel x of the result is the sum of `groups` groups of RGBA pixels
// that begin at starts[x] of `row`, with the weights at weights[x * groups *
// 4]. Writes 4 * width samples, times CONVOLVE_SCALE.
void convolve_across(const uint8_t *row, const int *starts,
                     const int16_t *weights, int groups, int width,
                     int16_t *to);

// One row of the result from `count` rows of 4 * width samples. Clamped to
// 0..255; when `premultiplied`, colours to their alpha.
void convolve_down(const int16_t *const *rows, const int16_t *weights,
                   int count, int width, bool premultiplied, uint8_t *to);
