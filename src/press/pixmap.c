#include "pixmap.h"

#include "bytes.h"

#include <stdlib.h>

bool pixmap_init(struct pixmap *pixmap, int width, int height)
{
    size_t size;
    if (width <= 0 || height <= 0 ||
        !bytes_multiply((size_t)width, (size_t)height, &size) ||
        !bytes_multiply(size, PIXMAP_CHANNELS, &size))
        return false;
    uint8_t *pixels = calloc(size, 1);
    if (!pixels)
        return false;
    *pixmap = (struct pixmap){pixels, width, height};
    return true;
}

void pixmap_finish(struct pixmap *pixmap)
{
    free(pixmap->pixels);
    *pixmap = (struct pixmap){0};
}

uint8_t *pixmap_row(const struct pixmap *pixmap, int y)
{
    return pixmap->pixels + (size_t)y * (size_t)pixmap->width * PIXMAP_CHANNELS;
}
