#include "pyramid.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum {
    // Between two pixels, in parts of 256.
    WHOLE = 256,
    // Each level is made from the one this many before: from the one just
    // before it would be blurred at every step, and a cascade finds less.
    STEPS_BACK = 3,
};

struct place {
    int pixel; // the one before; there is one behind it
    int part;  // 0: on it, WHOLE: on the one behind
};

// Weights of Rec. 601 luma, which OpenCV's cascades are trained on.
static void paint_grey(const struct grey *grey, const struct pixmap *picture)
{
    const uint8_t *from = picture->pixels;
    const int count = grey->width * grey->height;
    for (int i = 0; i < count; i++, from += PIXMAP_CHANNELS)
        grey->levels[i] =
            (uint8_t)((77 * from[0] + 150 * from[1] + 29 * from[2] +
                       128 * (255 - from[3]) + 128) /
                      WHOLE);
}

// Where the middle of pixel i of `to` lies among the `from` pixels.
static struct place find_place(int i, int from, int to)
{
    const int middle = ((2 * i + 1) * from * WHOLE / to - WHOLE) / 2;
    const int most = (from - 1) * WHOLE;
    const int at = middle < 0 ? 0 : middle > most ? most : middle;
    const int pixel = at / WHOLE < from - 1 ? at / WHOLE : from - 2;
    return (struct place){pixel, at - pixel * WHOLE};
}

// Interpolates between two pixels in two rows; enough for a picture that is not
// twice as large.
static void shrink(const struct grey *to, const struct grey *from)
{
    struct place columns[INTEGRAL_SIDE_PX];
    for (int x = 0; x < to->width; x++)
        columns[x] = find_place(x, from->width, to->width);
    uint8_t *level = to->levels;
    for (int y = 0; y < to->height; y++) {
        const struct place row = find_place(y, from->height, to->height);
        const uint8_t *above =
            from->levels + (size_t)row.pixel * (size_t)from->width;
        const uint8_t *below = above + from->width;
        for (int x = 0; x < to->width; x++) {
            const int pixel = columns[x].pixel;
            const int part = columns[x].part;
            const int upper =
                above[pixel] * (WHOLE - part) + above[pixel + 1] * part;
            const int lower =
                below[pixel] * (WHOLE - part) + below[pixel + 1] * part;
            *level++ = (uint8_t)((upper * (WHOLE - row.part) +
                                  lower * row.part + WHOLE * WHOLE / 2) /
                                 (WHOLE * WHOLE));
        }
    }
}

// Fills the sizes of the levels. Returns how many pixels they have.
static size_t plan_levels(struct pyramid *pyramid, const struct pixmap *picture,
                          double step, int width, int height)
{
    size_t pixels = 0;
    double scale = 1;
    while (pyramid->level_count < PYRAMID_LEVELS_MAX) {
        struct grey *level = &pyramid->levels[pyramid->level_count];
        level->width = (int)lround(picture->width / scale);
        level->height = (int)lround(picture->height / scale);
        if (level->width < width || level->height < height)
            break;
        pixels += (size_t)level->width * (size_t)level->height;
        pyramid->level_count++;
        scale *= step;
    }
    return pixels;
}

bool pyramid_init(struct pyramid *pyramid, const struct pixmap *picture,
                  double step, int width, int height)
{
    assert(picture->width <= INTEGRAL_SIDE_PX);
    assert(picture->height <= INTEGRAL_SIDE_PX);
    assert(step > 1 && width > 2 && height > 2);
    *pyramid = (struct pyramid){0};
    const size_t pixels = plan_levels(pyramid, picture, step, width, height);
    if (pixels == 0)
        return true;
    pyramid->memory = malloc(pixels);
    if (!pyramid->memory)
        return false;
    uint8_t *next = pyramid->memory;
    for (size_t i = 0; i < pyramid->level_count; i++) {
        struct grey *level = &pyramid->levels[i];
        level->levels = next;
        next += (size_t)level->width * (size_t)level->height;
        if (i == 0)
            paint_grey(level, picture);
        else
            shrink(level, level - (i < STEPS_BACK ? i : STEPS_BACK));
    }
    return true;
}

void pyramid_finish(struct pyramid *pyramid)
{
    free(pyramid->memory);
    *pyramid = (struct pyramid){0};
}
