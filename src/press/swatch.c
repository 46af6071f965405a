#include "swatch.h"

#include <stdint.h>
#include <string.h>

enum {
    STEP = 8, // bands of which one is taken
    // An advertisement is tried out in a moment.
    PIXELS_OF_SMALL = 300 * 1000,
};

bool swatch_take(struct swatch *swatch, struct canvas *canvas)
{
    const int width = canvas_width(canvas);
    const int height = canvas_height(canvas);
    const bool is_small = (long)width * height <= PIXELS_OF_SMALL ||
                          height < 2 * STEP * SWATCH_BAND;
    const int step = is_small ? 1 : STEP;
    const int first = step / 2 * SWATCH_BAND;
    const int bands = height / (step * SWATCH_BAND);
    const int rows = is_small ? height : bands * SWATCH_BAND;
    *swatch = (struct swatch){
        .canvas = canvas_create(width, rows, CANVAS_WHITE),
        .share = (double)rows / height,
    };
    if (!swatch->canvas)
        return false;
    for (int y = 0; y < rows; y++) {
        const int from = is_small
                             ? y
                             : first + y / SWATCH_BAND * step * SWATCH_BAND +
                                   y % SWATCH_BAND;
        memcpy(canvas_row(swatch->canvas, y), canvas_row(canvas, from),
               (size_t)width * sizeof(uint32_t));
    }
    return true;
}

void swatch_finish(struct swatch *swatch)
{
    canvas_destroy(swatch->canvas);
    *swatch = (struct swatch){0};
}
