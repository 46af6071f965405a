// Layer: one drawn layer of art, prepared for painting: of each row only the
// runs of one colour and the runs of mixed pixels; what is clear is left out.
// Flat art of a page takes some hundred kilobytes so, and painting it touches
// no clear pixel. Draws nothing itself (see art.h).
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct layer_run;

// A zeroed struct is a layer without rows.
struct layer {
    size_t *rows; // where each row's runs begin; one more than there are rows
    int height;
    int row_capacity;
    struct layer_run *runs;
    size_t run_count;
    size_t run_capacity;
    uint32_t *pixels; // of the mixed runs, 0xAARRGGBB premultiplied
    size_t pixel_count;
    size_t pixel_capacity;
};

void layer_finish(struct layer *layer);

// Adds the next row from the top: `width` pixels, 0xAARRGGBB premultiplied. At
// most 32767 wide. False when memory is out.
bool layer_add_row(struct layer *layer, const uint32_t *row, int width);

// Gives back the memory that was kept for more rows.
void layer_trim(struct layer *layer);

// What it takes, in bytes.
size_t layer_size(const struct layer *layer);

// Paints row y over a row of the canvas.
void layer_blend_row(const struct layer *layer, int y, uint32_t *to);

// Paints a row of the photo over a row of the canvas where row y covers it.
// `from` is RGBA, premultiplied: `count` pixels that begin at column `left`.
void layer_blend_photo_row(const struct layer *layer, int y, uint32_t *to,
                           const uint8_t *from, int left, int count);

// Takes away of a row of the canvas what row y covers.
void layer_erase_row(const struct layer *layer, int y, uint32_t *to);
