// Swatch: some bands of a canvas that stand for all of it, where it would cost
// too much to try something on every pixel.
#pragma once

#include "canvas.h"

#include <stdbool.h>

struct swatch {
    struct canvas *canvas; // owned
    double share;          // of the canvas's rows that are in it
};

// Bands of SWATCH_BAND rows, each of the middle of eight bands; a canvas that
// is small is there as a whole. False when memory is out; there is then nothing
// to finish.
enum { SWATCH_BAND = 16 };
bool swatch_take(struct swatch *swatch, struct canvas *canvas);

// Takes a zeroed one.
void swatch_finish(struct swatch *swatch);
