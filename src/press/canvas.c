#include "canvas.h"

#include <gd.h>
#include <stdlib.h>

// gd keeps a true-colour pixel in an int; its rows are read and written as
// uint32_t, which has the same size and representation.
_Static_assert(sizeof(int) == sizeof(uint32_t), "gd's pixels have 32 bits");

struct canvas {
    gdImagePtr image;
};

struct canvas *canvas_create(int width, int height, enum canvas_color color)
{
    if (width <= 0 || height <= 0)
        return NULL;
    struct canvas *canvas = calloc(1, sizeof *canvas);
    if (!canvas)
        return NULL;
    canvas->image = gdImageCreateTrueColor(width, height);
    if (!canvas->image) {
        free(canvas);
        return NULL;
    }
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            canvas->image->tpixels[y][x] = color == CANVAS_WHITE ? -1 : 0;
    return canvas;
}

void canvas_destroy(struct canvas *canvas)
{
    if (!canvas)
        return;
    gdImageDestroy(canvas->image);
    free(canvas);
}

int canvas_width(const struct canvas *canvas)
{
    return gdImageSX(canvas->image);
}

int canvas_height(const struct canvas *canvas)
{
    return gdImageSY(canvas->image);
}

uint32_t *canvas_row(struct canvas *canvas, int y)
{
    return (uint32_t *)canvas->image->tpixels[y];
}
