#include "thumbnail.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

// Places looked at along each side of a pixel's part of the picture.
enum { PLACES = 4 };

// Two channels of a pixel in the halves of a word: the sum of 4 x 4 bytes fits
// in 16 bits, so that all four are added up by two additions.
static const uint32_t two_channels = 0x00ff00ff;

// The middle of the i-th of `count` equal parts of `size` pixels.
static int place(int i, int count, int size)
{
    return (int)((2 * (int64_t)i + 1) * size / (2 * (int64_t)count));
}

static uint32_t halves_mean(uint32_t sums, uint32_t area)
{
    const uint32_t high = ((sums >> 16) + area / 2) / area;
    const uint32_t low = ((sums & 0xffff) + area / 2) / area;
    return high << 16 | low;
}

static uint32_t mean_pixel(const uint8_t *const *rows, const int *columns,
                           int places)
{
    uint32_t even = 0;
    uint32_t odd = 0;
    for (int i = 0; i < places; i++)
        for (int j = 0; j < places; j++) {
            uint32_t pixel;
            memcpy(&pixel, rows[i] + columns[j], sizeof pixel);
            even += pixel & two_channels;
            odd += pixel >> 8 & two_channels;
        }
    const uint32_t area = (uint32_t)(places * places);
    return halves_mean(odd, area) << 8 | halves_mean(even, area);
}

// `columns` are the places across, in bytes from the start of a row.
static void fill_row(const struct pixmap *thumbnail, int y,
                     const struct pixmap *picture, const int *columns,
                     int places)
{
    const uint8_t *rows[PLACES];
    for (int i = 0; i < places; i++)
        rows[i] = pixmap_row(
            picture,
            place(y * places + i, thumbnail->height * places, picture->height));
    uint8_t *to = pixmap_row(thumbnail, y);
    for (int x = 0; x < thumbnail->width; x++) {
        const uint32_t pixel = mean_pixel(rows, columns, places);
        memcpy(to, &pixel, sizeof pixel);
        to += PIXMAP_CHANNELS;
        columns += places;
    }
}

static int shorter_side(int longer, int shorter, int side_px)
{
    const int side =
        (int)(((int64_t)shorter * side_px + longer / 2) / (int64_t)longer);
    return side > 1 ? side : 1;
}

static bool take_size(struct pixmap *thumbnail, const struct pixmap *picture,
                      int side_px)
{
    const int width = picture->width;
    const int height = picture->height;
    return width >= height
               ? pixmap_init(thumbnail, side_px,
                             shorter_side(width, height, side_px))
               : pixmap_init(thumbnail, shorter_side(height, width, side_px),
                             side_px);
}

bool thumbnail_init(struct pixmap *thumbnail, const struct pixmap *picture,
                    int side_px)
{
    assert(picture->width > 0 && picture->height > 0 && side_px > 0);
    int *columns = calloc((size_t)side_px * PLACES, sizeof *columns);
    if (!columns || !take_size(thumbnail, picture, side_px)) {
        free(columns);
        return false;
    }
    // A picture of the right size is copied.
    const int places = thumbnail->width == picture->width &&
                               thumbnail->height == picture->height
                           ? 1
                           : PLACES;
    const int count = thumbnail->width * places;
    for (int i = 0; i < count; i++)
        columns[i] = place(i, count, picture->width) * PIXMAP_CHANNELS;
    for (int y = 0; y < thumbnail->height; y++)
        fill_row(thumbnail, y, picture, columns, places);
    free(columns);
    return true;
}
