// Pixmap: a picture in memory, RGBA with 8 bits each, colours premultiplied by
// alpha. Rows follow each other without padding.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pixmap {
    uint8_t *pixels; // width * height * 4 bytes, owned
    int width;
    int height;
    size_t held; // bytes that were taken for it; more when it was cut
};

enum { PIXMAP_CHANNELS = 4 };

// Transparent. False when the size is not positive or memory is out.
bool pixmap_init(struct pixmap *pixmap, int width, int height);

// Takes a zeroed pixmap.
void pixmap_finish(struct pixmap *pixmap);

uint8_t *pixmap_row(const struct pixmap *pixmap, int y);

// Leaves the part of width x height pixels at left, top, which lies inside.
void pixmap_cut(struct pixmap *pixmap, int left, int top, int width,
                int height);

// Multiplies the colours of `width` RGBA pixels by their alpha.
void pixmap_premultiply(uint8_t *row, int width);

// Gives the memory of the rows above `row` back to the system, where they are
// done with: their pixels become transparent black, or stay as they are.
void pixmap_forget_above(const struct pixmap *pixmap, int row);
