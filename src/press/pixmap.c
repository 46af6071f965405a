#include "pixmap.h"

#include "bytes.h"
#include "pages.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// The memory from `from` to `end` is done with: whole pages of ours alone,
// since what shares a page with others stays. Where it fails nothing is lost
// but memory.
static void give_back(const uint8_t *from, const uint8_t *end)
{
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    const uintptr_t first = ((uintptr_t)from + page - 1) & ~(page - 1);
    const uintptr_t last = (uintptr_t)end & ~(page - 1);
    if (last > first)
        madvise((void *)first, last - first, MADV_DONTNEED);
}

bool pixmap_init(struct pixmap *pixmap, int width, int height)
{
    size_t size;
    if (width <= 0 || height <= 0 ||
        !bytes_multiply((size_t)width, (size_t)height, &size) ||
        !bytes_multiply(size, PIXMAP_CHANNELS, &size))
        return false;
    uint8_t *pixels = pages_take(size);
    if (!pixels)
        return false;
    *pixmap = (struct pixmap){pixels, width, height, size};
    return true;
}

void pixmap_finish(struct pixmap *pixmap)
{
    pages_give(pixmap->pixels, pixmap->held);
    *pixmap = (struct pixmap){0};
}

uint8_t *pixmap_row(const struct pixmap *pixmap, int y)
{
    return pixmap->pixels + (size_t)y * (size_t)pixmap->width * PIXMAP_CHANNELS;
}

void pixmap_cut(struct pixmap *pixmap, int left, int top, int width, int height)
{
    const size_t size = (size_t)width * PIXMAP_CHANNELS;
    for (int y = 0; y < height; y++)
        memmove(pixmap->pixels + (size_t)y * size,
                pixmap_row(pixmap, top + y) + (size_t)left * PIXMAP_CHANNELS,
                size);
    const int rows = pixmap->height;
    const size_t stride = (size_t)pixmap->width * PIXMAP_CHANNELS;
    pixmap->width = width;
    pixmap->height = height;
    give_back(pixmap->pixels + (size_t)height * size,
              pixmap->pixels + (size_t)rows * stride);
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
    give_back(pixmap->pixels, pixmap_row(pixmap, row));
}
