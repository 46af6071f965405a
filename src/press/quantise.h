// Quantise: a canvas in few colours, for a PNG with a palette. The only room
// that knows libimagequant.
#pragma once

#include "canvas.h"

#include <stdbool.h>
#include <stdint.h>

enum { PALETTE_COLORS_MAX = 256 };

// A picture in the colours of a palette.
struct paletted {
    uint8_t colors[PALETTE_COLORS_MAX][3]; // red, green, blue
    int color_count;
    int width;
    int height;
    uint8_t *indices; // width * height, owned
};

// An opaque canvas, for palettes of any size.
struct quantiser;

// Borrows the canvas. NULL when memory is out.
struct quantiser *quantiser_open(struct canvas *canvas);

// Takes NULL.
void quantiser_close(struct quantiser *quantiser);

// Makes a picture of at most `colors` (2..256), chosen for the canvas; dithered
// or not. The same canvas gives the same picture. False when memory is out;
// there is then nothing to finish.
bool quantiser_make(struct quantiser *quantiser, int colors, bool dithered,
                    struct paletted *picture);

// Takes a zeroed one.
void paletted_finish(struct paletted *picture);
