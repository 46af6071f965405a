#include "ink.h"

#include "blend.h"

#include <math.h>

struct brush {
    struct canvas *canvas;
    unsigned rgb;
    uint8_t coverages[256];
};

// sRGB to light and back (IEC 61966-2-1), 0..1.
static double to_light(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double from_light(double light)
{
    return light <= 0.0031308 ? light * 12.92
                              : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

// Which share of a pixel's value a letter takes that covers a share of its
// light: for the paper that is farthest from the letter, since nothing is known
// of others when words are drawn as a layer of their own, and they must look
// alike in both. Half-way between the mean of the light and the mean of the
// numbers: the first alone makes small dark letters thin, the second light
// ones.
static void set_coverages(struct brush *brush)
{
    const double red = to_light((brush->rgb >> 16 & 0xff) / 255.0);
    const double green = to_light((brush->rgb >> 8 & 0xff) / 255.0);
    const double blue = to_light((brush->rgb & 0xff) / 255.0);
    const double words = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const double paper = words < 0.18 ? 1 : 0;
    const double from = from_light(paper);
    const double to = from_light(words);
    for (int i = 0; i < 256; i++) {
        const double light = paper + (words - paper) * i / 255.0;
        const double share = (from_light(light) - from) / (to - from);
        brush->coverages[i] = (uint8_t)lround((255 * share + i) / 2);
    }
}

// Leaves of a stretch what lies on the canvas: false when nothing does.
static bool clip(const struct brush *brush, int y, int *x, int *length)
{
    const int end = *x + *length;
    const int right = canvas_width(brush->canvas);
    *x = *x < 0 ? 0 : *x;
    *length = (end < right ? end : right) - *x;
    return y >= 0 && y < canvas_height(brush->canvas) && *length > 0;
}

static void take_span(void *context, int x, int y, int length, uint8_t coverage)
{
    const struct brush *brush = context;
    if (clip(brush, y, &x, &length))
        blend_color(canvas_row(brush->canvas, y) + x, brush->rgb,
                    brush->coverages[coverage], length);
}

static void take_pixels(void *context, int x, int y, int length,
                        const uint32_t *argb)
{
    const struct brush *brush = context;
    const int start = x;
    if (clip(brush, y, &x, &length))
        blend_argb(canvas_row(brush->canvas, y) + x, argb + (x - start),
                   length);
}

static bool draw_text(const struct plan_text *text, struct glyphs *glyphs,
                      struct brush *brush, struct error *err)
{
    const struct glyphs_taker taker = {take_span, take_pixels, brush};
    const struct typeset *typeset = &text->typeset;
    for (size_t i = 0; i < typeset->glyph_count; i++) {
        const struct typeset_glyph *glyph = &typeset->glyphs[i];
        const struct glyphs_place place = {glyph->face, glyph->index,
                                           typeset->size, glyph->x, glyph->y};
        if (!glyphs_draw(glyphs, &place, 0, &taker))
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                    "%s: glyph %u cannot be drawn",
                                    glyph->face->file, glyph->index);
    }
    return true;
}

bool ink_words(const struct plan *plan, struct glyphs *glyphs,
               struct canvas *canvas, struct error *err)
{
    for (size_t i = 0; i < plan->text_count; i++) {
        struct brush brush = {.canvas = canvas, .rgb = plan->texts[i].rgb};
        set_coverages(&brush);
        if (!draw_text(&plan->texts[i], glyphs, &brush, err))
            return false;
    }
    return true;
}
