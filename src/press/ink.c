#include "ink.h"

#include "blend.h"
#include "contrast.h"
#include "halo.h"
#include "light.h"

#include <math.h>

struct brush {
    struct canvas *canvas;
    unsigned rgb;
    uint8_t coverages[256];
};

// Which share of a pixel's value a letter takes that covers a share of its
// light: for the paper that is farthest from the letter, since nothing is known
// of others when words are drawn as a layer of their own, and they must look
// alike in both. Half-way between the mean of the light and the mean of the
// numbers: the first alone makes small dark letters thin, the second light
// ones.
static void set_coverages(struct brush *brush)
{
    const double words = light_of_color(brush->rgb);
    const double paper = words < 0.18 ? 1 : 0;
    const double from = light_to_srgb(paper);
    const double to = light_to_srgb(words);
    for (int i = 0; i < 256; i++) {
        const double light = paper + (words - paper) * i / 255.0;
        const double share = (light_to_srgb(light) - from) / (to - from);
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

// Filled, or, with an `outline` in px, its stroke.
static bool draw_text(const struct plan_text *text, struct glyphs *glyphs,
                      double outline, struct brush *brush, struct error *err)
{
    const struct glyphs_taker taker = {take_span, take_pixels, brush};
    const struct typeset *typeset = &text->typeset;
    for (size_t i = 0; i < typeset->glyph_count; i++) {
        const struct typeset_glyph *glyph = &typeset->glyphs[i];
        const struct glyphs_place place = {glyph->face, glyph->index,
                                           typeset->size, glyph->x, glyph->y};
        if (!glyphs_draw(glyphs, &place, outline, &taker))
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                    "%s: glyph %u cannot be drawn",
                                    glyph->face->file, glyph->index);
    }
    return true;
}

static void paint_shadow(const struct plan_text *text, const struct halo *halo,
                         struct canvas *canvas)
{
    for (int y = 0; y < halo->height; y++)
        for (int x = 0; x < halo->width; x++) {
            const int row = halo->top + y;
            const int column = halo->left + x;
            const int cover =
                halo->pixels[(size_t)y * (size_t)halo->width + (size_t)x] *
                text->shadow_strength;
            if (cover > 0 && row >= 0 && row < canvas_height(canvas) &&
                column >= 0 && column < canvas_width(canvas))
                blend_color(canvas_row(canvas, row) + column, text->shadow_rgb,
                            (uint8_t)(cover < 255 ? cover : 255), 1);
        }
}

// Where letters only tell what is behind them, they are drawn this small.
static const double small_px = 16;

// What is behind the words: known on a poster only.
static bool prepare_paper(const struct plan *plan, struct plan_text *text,
                          struct glyphs *glyphs, bool on_poster,
                          struct canvas *canvas, struct error *err)
{
    struct halo halo;
    if (!on_poster && !*text->style->shadow)
        return true;
    // A shadow is painted as it is drawn.
    const int step = *text->style->shadow
                         ? 1
                         : (int)fmax(1, floor(text->typeset.size / small_px));
    if (!halo_init(&halo, &text->typeset, glyphs, step, err))
        return false;
    if (on_poster)
        contrast_settle(plan, text, &halo, canvas);
    if (*text->style->shadow)
        paint_shadow(text, &halo, canvas);
    halo_finish(&halo);
    return true;
}

static bool ink_text(const struct plan_text *text, struct glyphs *glyphs,
                     struct canvas *canvas, struct error *err)
{
    struct brush brush = {.canvas = canvas, .rgb = text->outline_rgb};
    // Half of a stroke lies under the letter.
    const double outline = 2 * text->style->outline_em * text->typeset.size;
    set_coverages(&brush);
    if (*text->style->outline && !draw_text(text, glyphs, outline, &brush, err))
        return false;
    brush.rgb = text->rgb;
    set_coverages(&brush);
    return draw_text(text, glyphs, 0, &brush, err);
}

bool ink_words(struct plan *plan, struct glyphs *glyphs, bool on_poster,
               struct canvas *canvas, struct error *err)
{
    for (size_t i = 0; i < plan->text_count; i++) {
        struct plan_text *text = &plan->texts[i];
        if (!prepare_paper(plan, text, glyphs, on_poster, canvas, err) ||
            !ink_text(text, glyphs, canvas, err))
            return false;
    }
    return true;
}
