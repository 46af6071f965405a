#include "pixmap.h"

#include "bytes.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

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

void pixmap_premultiply(uint8_t *row, int width)
{
    for (int x = 0; x < width; x++, row += PIXMAP_CHANNELS)
        if (row[3] != 255)
            for (int c = 0; c < 3; c++)
                row[c] = (uint8_t)((row[c] * row[3] + 127) / 255);
}

void pixmap_forget_above(const struct pixmap *pixmap, int row)
{
    // Whole pages of ours alone: what shares a page with others stays.
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    const uintptr_t start =
        ((uintptr_t)pixmap->pixels + page - 1) & ~(page - 1);
    const uintptr_t end = (uintptr_t)pixmap_row(pixmap, row) & ~(page - 1);
    // Where it fails nothing is lost but memory.
    if (end > start)
        madvise((void *)start, end - start, MADV_DONTNEED);
}
