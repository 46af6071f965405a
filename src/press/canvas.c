#include "canvas.h"

#include "bytes.h"
#include "pages.h"

#include <gd.h>
#include <stdlib.h>
#include <string.h>

// gd keeps a true-colour pixel in an int; its rows are read and written as
// uint32_t, which has the same size and representation.
_Static_assert(sizeof(int) == sizeof(uint32_t), "gd's pixels have 32 bits");

struct canvas {
    gdImagePtr image;
    uint32_t *pixels; // of all rows, owned
    size_t size;      // bytes
};

// Rows in one piece instead of one each, as gd would take them: see pages.h. gd
// is given the pointers to them.
static bool set_rows(struct canvas *canvas, int width, int height)
{
    const size_t count = (size_t)height;
    int **rows = malloc(count * sizeof *rows); // gdFree is free
    if (!rows)
        return false;
    gdFree(canvas->image->tpixels[0]);
    gdFree(canvas->image->tpixels);
    canvas->image->tpixels = rows;
    for (size_t y = 0; y < count; y++)
        rows[y] = (int *)(canvas->pixels + y * (size_t)width);
    canvas->image->sy = height;
    canvas->image->cy2 = height - 1;
    return true;
}

static bool init(struct canvas *canvas, int width, int height)
{
    size_t count;
    if (!bytes_multiply((size_t)width, (size_t)height, &count) ||
        !bytes_multiply(count, sizeof *canvas->pixels, &canvas->size))
        return false;
    canvas->pixels = pages_take(canvas->size);
    if (canvas->pixels)
        canvas->image = gdImageCreateTrueColor(width, 1);
    return canvas->image && set_rows(canvas, width, height);
}

struct canvas *canvas_create(int width, int height, enum canvas_color color)
{
    if (width <= 0 || height <= 0)
        return NULL;
    struct canvas *canvas = calloc(1, sizeof *canvas);
    if (!canvas)
        return NULL;
    if (!init(canvas, width, height)) {
        canvas_destroy(canvas);
        return NULL;
    }
    if (color == CANVAS_WHITE)
        memset(canvas->pixels, 0xff, canvas->size);
    return canvas;
}

void canvas_destroy(struct canvas *canvas)
{
    if (!canvas)
        return;
    if (canvas->image) {
        // The rows are not gd's to free, once they are ours.
        if (canvas->image->tpixels[0] == (int *)canvas->pixels)
            canvas->image->sy = 0;
        gdImageDestroy(canvas->image);
    }
    pages_give(canvas->pixels, canvas->size);
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
