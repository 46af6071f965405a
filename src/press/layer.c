#include "layer.h"

#include "blend.h"

#include <stdlib.h>
#include <string.h>

struct layer_run {
    uint16_t x;
    uint16_t length; // with MIXED where its pixels differ
    uint32_t value;  // the opaque colour; of a mixed run its place in `pixels`
};

enum {
    MIXED = 0x8000,
    // Shorter runs of one colour between others stay among them.
    RUN_MIN = 8,
};

void layer_finish(struct layer *layer)
{
    free(layer->rows);
    free(layer->runs);
    free(layer->pixels);
    *layer = (struct layer){0};
}

// Makes room for one more item of `size` bytes, or for `more`.
static bool grow(void **items, size_t *capacity, size_t count, size_t more,
                 size_t size)
{
    if (count + more <= *capacity)
        return true;
    const size_t wanted = 2 * (count + more) + 64;
    void *larger = realloc(*items, wanted * size);
    if (!larger)
        return false;
    *items = larger;
    *capacity = wanted;
    return true;
}

static bool add_run(struct layer *layer, int x, int length, uint32_t value)
{
    if (!grow((void **)&layer->runs, &layer->run_capacity, layer->run_count, 1,
              sizeof *layer->runs))
        return false;
    layer->runs[layer->run_count++] =
        (struct layer_run){(uint16_t)x, (uint16_t)length, value};
    return true;
}

static bool add_mixed(struct layer *layer, const uint32_t *row, int x,
                      int length)
{
    if (!grow((void **)&layer->pixels, &layer->pixel_capacity,
              layer->pixel_count, (size_t)length, sizeof *layer->pixels))
        return false;
    const size_t at = layer->pixel_count;
    memcpy(layer->pixels + at, row + x, (size_t)length * sizeof *row);
    layer->pixel_count += (size_t)length;
    return add_run(layer, x, length | MIXED, (uint32_t)at);
}

// How many pixels from x on are the same.
static int same_from(const uint32_t *row, int x, int width)
{
    int end = x + 1;
    while (end < width && row[end] == row[x])
        end++;
    return end - x;
}

// What begins at x and is worth a run of its own: clear, or long and opaque.
static bool stands_alone(uint32_t pixel, int length)
{
    return pixel == 0 || (pixel >= 0xff000000 && length >= RUN_MIN);
}

static bool add_runs(struct layer *layer, const uint32_t *row, int width)
{
    int mixed = -1; // where mixed pixels begin that are not added yet
    for (int x = 0; x < width;) {
        const int length = same_from(row, x, width);
        if (!stands_alone(row[x], length)) {
            mixed = mixed < 0 ? x : mixed;
            x += length;
            continue;
        }
        if (mixed >= 0 && !add_mixed(layer, row, mixed, x - mixed))
            return false;
        mixed = -1;
        if (row[x] != 0 && !add_run(layer, x, length, row[x]))
            return false;
        x += length;
    }
    return mixed < 0 || add_mixed(layer, row, mixed, width - mixed);
}

bool layer_add_row(struct layer *layer, const uint32_t *row, int width)
{
    size_t capacity = (size_t)layer->row_capacity;
    if (!grow((void **)&layer->rows, &capacity, (size_t)layer->height, 2,
              sizeof *layer->rows))
        return false;
    layer->row_capacity = (int)capacity;
    layer->rows[layer->height] = layer->run_count;
    if (!add_runs(layer, row, width))
        return false;
    layer->height++;
    layer->rows[layer->height] = layer->run_count;
    return true;
}

static void *trim(void *items, size_t count, size_t size)
{
    void *smaller = count > 0 ? realloc(items, count * size) : NULL;
    return smaller ? smaller : items;
}

void layer_trim(struct layer *layer)
{
    layer->runs = trim(layer->runs, layer->run_count, sizeof *layer->runs);
    layer->run_capacity = layer->run_count;
    layer->pixels =
        trim(layer->pixels, layer->pixel_count, sizeof *layer->pixels);
    layer->pixel_capacity = layer->pixel_count;
}

size_t layer_size(const struct layer *layer)
{
    return (size_t)layer->row_capacity * sizeof *layer->rows +
           layer->run_capacity * sizeof *layer->runs +
           layer->pixel_capacity * sizeof *layer->pixels;
}

void layer_blend_row(const struct layer *layer, int y, uint32_t *to)
{
    for (size_t i = layer->rows[y]; i < layer->rows[y + 1]; i++) {
        const struct layer_run *run = &layer->runs[i];
        const int length = run->length & ~MIXED;
        if (run->length & MIXED)
            blend_argb(to + run->x, layer->pixels + run->value, length);
        else
            for (int x = 0; x < length; x++)
                to[run->x + x] = run->value;
    }
}

void layer_blend_photo_row(const struct layer *layer, int y, uint32_t *to,
                           const uint8_t *from, int left, int count)
{
    for (size_t i = layer->rows[y]; i < layer->rows[y + 1]; i++) {
        const struct layer_run *run = &layer->runs[i];
        const int x = run->x > left ? run->x : left;
        const int run_end = run->x + (run->length & ~MIXED);
        const int end = run_end < left + count ? run_end : left + count;
        const uint8_t *pixels = from + 4 * (ptrdiff_t)(x - left);
        if (end <= x)
            continue;
        if (run->length & MIXED)
            blend_rgba_masked(to + x, pixels,
                              layer->pixels + run->value + (x - run->x),
                              end - x);
        else
            blend_rgba(to + x, pixels, end - x);
    }
}

void layer_erase_row(const struct layer *layer, int y, uint32_t *to)
{
    for (size_t i = layer->rows[y]; i < layer->rows[y + 1]; i++) {
        const struct layer_run *run = &layer->runs[i];
        const int length = run->length & ~MIXED;
        if (run->length & MIXED)
            blend_erase(to + run->x, layer->pixels + run->value, length);
        else
            memset(to + run->x, 0, (size_t)length * sizeof *to);
    }
}
