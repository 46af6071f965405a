#include "halo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Of one of three equal blurs, in ems: together they reach a tenth.
#define BLUR_EM 0.035
enum { BLURS = 3 };

// Around all lines, with room for the blur.
static void set_extent(struct halo *halo, const struct typeset *typeset,
                       int radius)
{
    double left = INFINITY;
    double top = INFINITY;
    double right = -INFINITY;
    double bottom = -INFINITY;
    const int room = BLURS * radius + 2;
    const double step = halo->step;
    for (size_t i = 0; i < typeset->line_count; i++) {
        const struct rect *ink = &typeset->lines[i].ink;
        left = fmin(left, ink->x / step);
        top = fmin(top, ink->y / step);
        right = fmax(right, (ink->x + ink->width) / step);
        bottom = fmax(bottom, (ink->y + ink->height) / step);
    }
    halo->left = (int)floor(left) - room;
    halo->top = (int)floor(top) - room;
    halo->width = (int)ceil(right) + room - halo->left;
    halo->height = (int)ceil(bottom) + room - halo->top;
}

static void take_span(void *context, int x, int y, int length, uint8_t coverage)
{
    const struct halo *halo = context;
    y -= halo->top;
    for (int i = 0; i < length; i++) {
        const int column = x + i - halo->left;
        if (y < 0 || y >= halo->height || column < 0 || column >= halo->width)
            continue;
        uint8_t *pixel =
            &halo->pixels[(size_t)y * (size_t)halo->width + (size_t)column];
        *pixel = coverage > *pixel ? coverage : *pixel;
    }
}

static void take_pixels(void *context, int x, int y, int length,
                        const uint32_t *argb)
{
    for (int i = 0; i < length; i++)
        take_span(context, x + i, y, 1, (uint8_t)(argb[i] >> 24));
}

// The mean of 2 * radius + 1 samples around each; outside all is 0.
static void blur_line(uint8_t *samples, size_t step, int count, int radius,
                      uint8_t *copy)
{
    unsigned sum = 0;
    const unsigned all = 2 * (unsigned)radius + 1;
    for (int i = 0; i < count; i++)
        copy[i] = samples[(size_t)i * step];
    for (int i = 0; i < radius && i < count; i++)
        sum += copy[i];
    for (int i = 0; i < count; i++) {
        sum += i + radius < count ? copy[i + radius] : 0;
        sum -= i > radius ? copy[i - radius - 1] : 0;
        samples[(size_t)i * step] = (uint8_t)((sum + all / 2) / all);
    }
}

static bool blur(const struct halo *halo, int radius)
{
    const int longest = halo->width > halo->height ? halo->width : halo->height;
    const size_t width = (size_t)halo->width;
    uint8_t *copy = calloc((size_t)longest, 1);
    if (!copy)
        return false;
    for (int pass = 0; pass < BLURS; pass++) {
        for (int y = 0; y < halo->height; y++)
            blur_line(halo->pixels + (size_t)y * width, 1, halo->width, radius,
                      copy);
        for (int x = 0; x < halo->width; x++)
            blur_line(halo->pixels + x, width, halo->height, radius, copy);
    }
    free(copy);
    return true;
}

static bool draw(struct halo *halo, const struct typeset *typeset,
                 struct glyphs *glyphs)
{
    const struct glyphs_taker taker = {take_span, take_pixels, halo};
    const double step = halo->step;
    bool done = true;
    for (size_t i = 0; i < typeset->glyph_count && done; i++) {
        const struct typeset_glyph *glyph = &typeset->glyphs[i];
        const struct glyphs_place place = {glyph->face, glyph->index,
                                           typeset->size / step,
                                           glyph->x / step, glyph->y / step};
        done = glyphs_draw(glyphs, &place, 0, &taker);
    }
    return done;
}

bool halo_init(struct halo *halo, const struct typeset *typeset,
               struct glyphs *glyphs, int step, struct error *err)
{
    const int radius = (int)fmax(1, round(BLUR_EM * typeset->size / step));
    *halo = (struct halo){.step = step};
    if (typeset->line_count == 0)
        return true;
    set_extent(halo, typeset, radius);
    halo->pixels = calloc((size_t)halo->width, (size_t)halo->height);
    if (halo->pixels && draw(halo, typeset, glyphs) && blur(halo, radius))
        return true;
    halo_finish(halo);
    return error_set_memory(err);
}

void halo_finish(struct halo *halo)
{
    free(halo->pixels);
    *halo = (struct halo){0};
}
