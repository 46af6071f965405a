// PNG filter: rows of bytes become what they differ by from their neighbours
// (PNG, third edition, 9.2). Pure arithmetic.
#pragma once

#include <stddef.h>
#include <stdint.h>

// Filters one row in the way that leaves the least, and writes its type and
// its bytes: 1 + `size` of them. `row` and `above` (zeros above the first row)
// have `size` bytes, `step` to a pixel, at most 4. `work` holds 2 * `size`
// bytes.
void png_filter_row(const uint8_t *row, const uint8_t *above, size_t size,
                    size_t step, uint8_t *work, uint8_t *to);
