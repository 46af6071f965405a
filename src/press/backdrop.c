#include "backdrop.h"

#include "plan.h"

#include <math.h>

// The longer side, px: a box is some hundred units long.
static const double side_px = 96;

static uint32_t over(uint32_t from, uint32_t to)
{
    const uint32_t left = 255 - (from >> 24);
    uint32_t mixed = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        const uint32_t value =
            (from >> shift & 0xff) + ((to >> shift & 0xff) * left + 127) / 255;
        mixed |= (value < 255 ? value : 255) << shift;
    }
    return mixed | ((to >> 24) * left + 127) / 255 << 24;
}

// One object after the other, over what is there.
static bool draw_objects(struct backdrop *backdrop, const struct art *art,
                         const struct mapping *mapping, struct band *band,
                         struct error *err)
{
    static const char *const objects[] = {"under", "photo", "over"};
    const int count = band->width * band->height;
    uint32_t *to = backdrop->colors.pixels;
    for (int i = 0; i < count; i++)
        to[i] = 0xffffff;
    for (int object = 0; object < 3; object++) {
        if (!art_draw(art, objects[object], mapping, band, err))
            return false;
        for (int i = 0; i < count; i++)
            to[i] = object == 1
                        ? (to[i] & 0xffffff) | (band->pixels[i] & 0xff000000)
                        : over(band->pixels[i], to[i]);
    }
    return true;
}

bool backdrop_draw(struct backdrop *backdrop, const struct plan *plan,
                   const struct rect *box, struct error *err)
{
    const double scale = side_px / fmax(box->width, box->height);
    const int width = (int)fmax(1, ceil(box->width * scale));
    const int height = (int)fmax(1, ceil(box->height * scale));
    const struct mapping mapping = {scale, -box->x * scale, -box->y * scale};
    struct band band = {0};
    struct art *art = NULL;
    *backdrop = (struct backdrop){.box = *box};
    bool done = plan_open_art(plan, &art, err);
    if (done && (!band_init(&backdrop->colors, width, height) ||
                 !band_init(&band, width, height)))
        done = error_set_memory(err);
    done = done && draw_objects(backdrop, art, &mapping, &band, err);
    band_finish(&band);
    art_destroy(art);
    if (!done)
        backdrop_finish(backdrop);
    return done;
}

void backdrop_finish(struct backdrop *backdrop)
{
    band_finish(&backdrop->colors);
    *backdrop = (struct backdrop){0};
}

static int clamp(double value, int end)
{
    return (int)fmax(0, fmin(end - 1, floor(value)));
}

uint32_t backdrop_at(const struct backdrop *backdrop, double x, double y)
{
    const struct rect *box = &backdrop->box;
    const struct band *colors = &backdrop->colors;
    const int column =
        clamp((x - box->x) / box->width * colors->width, colors->width);
    const int row =
        clamp((y - box->y) / box->height * colors->height, colors->height);
    return colors->pixels[(size_t)row * (size_t)colors->width + (size_t)column];
}

double backdrop_photo(const struct backdrop *backdrop, const struct rect *area)
{
    enum { POINTS = 24 };
    int showing = 0;
    for (int y = 0; y < POINTS; y++)
        for (int x = 0; x < POINTS; x++)
            showing += backdrop_at(
                           backdrop, area->x + (x + 0.5) / POINTS * area->width,
                           area->y + (y + 0.5) / POINTS * area->height) >>
                       24 > 16;
    return showing / (double)(POINTS * POINTS);
}
