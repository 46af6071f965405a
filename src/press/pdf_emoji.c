#include "pdf_emoji.h"

#include <limits.h>
#include <string.h>

#include <cairo.h>

// The pixels that a picture covers, and where they go once there is a surface.
struct sheet {
    int left;
    int top;
    int right;
    int bottom;
    cairo_surface_t *surface;
};

static void take_no_span(void *context, int x, int y, int length,
                         uint8_t coverage)
{
    (void)context;
    (void)x;
    (void)y;
    (void)length;
    (void)coverage;
}

static void measure(void *context, int x, int y, int length,
                    const uint32_t *argb)
{
    struct sheet *sheet = context;
    (void)argb;
    sheet->left = x < sheet->left ? x : sheet->left;
    sheet->top = y < sheet->top ? y : sheet->top;
    sheet->right = x + length > sheet->right ? x + length : sheet->right;
    sheet->bottom = y >= sheet->bottom ? y + 1 : sheet->bottom;
}

static void take_pixels(void *context, int x, int y, int length,
                        const uint32_t *argb)
{
    struct sheet *sheet = context;
    const int stride = cairo_image_surface_get_stride(sheet->surface);
    uint8_t *row = cairo_image_surface_get_data(sheet->surface) +
                   (ptrdiff_t)(y - sheet->top) * stride;
    memcpy(row + (size_t)(x - sheet->left) * sizeof *argb, argb,
           (size_t)length * sizeof *argb);
}

static bool paint(struct sheet *sheet, struct glyphs *glyphs,
                  const struct glyphs_place *place, cairo_t *cairo)
{
    const struct glyphs_taker taker = {take_no_span, take_pixels, sheet};
    sheet->surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
                                                sheet->right - sheet->left,
                                                sheet->bottom - sheet->top);
    const bool done = cairo_image_surface_get_data(sheet->surface) &&
                      glyphs_draw(glyphs, place, 0, &taker);
    cairo_surface_mark_dirty(sheet->surface);
    cairo_set_source_surface(cairo, sheet->surface, sheet->left, sheet->top);
    cairo_paint(cairo);
    cairo_surface_destroy(sheet->surface);
    return done;
}

static bool draw(const struct glyphs_place *place, struct glyphs *glyphs,
                 cairo_t *cairo)
{
    struct sheet sheet = {INT_MAX, INT_MAX, INT_MIN, INT_MIN, NULL};
    const struct glyphs_taker taker = {take_no_span, measure, &sheet};
    return glyphs_draw(glyphs, place, 0, &taker) &&
           (sheet.right <= sheet.left || paint(&sheet, glyphs, place, cairo));
}

bool pdf_emoji_draw(const struct typeset *typeset, struct glyphs *glyphs,
                    cairo_t *cairo, struct error *err)
{
    for (size_t i = 0; i < typeset->glyph_count; i++) {
        const struct typeset_glyph *glyph = &typeset->glyphs[i];
        const struct glyphs_place place = {glyph->face, glyph->index,
                                           typeset->size, glyph->x, glyph->y};
        if (glyph->face->strike > 0 && !draw(&place, glyphs, cairo))
            return error_set_memory(err);
    }
    return true;
}
