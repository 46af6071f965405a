#include "pdf_words.h"

#include "halo.h"
#include "pdf_clusters.h"
#include "pdf_emoji.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>

static void set_color(cairo_t *cairo, unsigned rgb)
{
    cairo_set_source_rgb(cairo, (rgb >> 16 & 0xff) / 255.0,
                         (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0);
}

static const char paragraph[] = "P";

// A shadow is soft: one pixel for so many of an em is enough.
static const double shadow_px = 64;

static bool paint_shadow(const struct plan_text *text, const struct halo *halo,
                         cairo_t *cairo)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, halo->width, halo->height);
    uint8_t *to = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; to && y < halo->height; y++)
        for (int x = 0; x < halo->width; x++) {
            const int cover =
                halo->pixels[(size_t)y * (size_t)halo->width + (size_t)x] *
                text->shadow_strength;
            to[(ptrdiff_t)y * stride + x] =
                (uint8_t)(cover < 255 ? cover : 255);
        }
    cairo_surface_mark_dirty(surface);
    cairo_save(cairo);
    cairo_scale(cairo, halo->step, halo->step);
    set_color(cairo, text->shadow_rgb);
    cairo_mask_surface(cairo, surface, halo->left, halo->top);
    cairo_restore(cairo);
    cairo_surface_destroy(surface);
    return to != NULL;
}

static bool draw_shadow(const struct plan_text *text, struct glyphs *glyphs,
                        cairo_t *cairo, struct error *err)
{
    struct halo halo;
    const int step = (int)fmax(1, floor(text->typeset.size / shadow_px));
    if (!*text->style->shadow || text->typeset.line_count == 0)
        return true;
    if (!halo_init(&halo, &text->typeset, glyphs, step, err))
        return false;
    const bool done = paint_shadow(text, &halo, cairo);
    halo_finish(&halo);
    return done ? true : error_set_memory(err);
}

// What draws the glyphs of one text.
struct pen {
    const struct plan_text *text;
    struct pdf_fonts *fonts;
    cairo_t *cairo;
    cairo_glyph_t *glyphs;
    cairo_text_cluster_t *clusters;
    bool as_outline; // else filled
};

static void show(const struct pen *pen, const char *words,
                 const struct pdf_run *run)
{
    const struct typeset_glyph *from =
        &pen->text->typeset.glyphs[run->first_glyph];
    for (size_t i = 0; i < run->glyph_count; i++)
        pen->glyphs[i] = (cairo_glyph_t){from[i].index, from[i].x, from[i].y};
    if (pen->as_outline) {
        cairo_glyph_path(pen->cairo, pen->glyphs, (int)run->glyph_count);
        cairo_stroke(pen->cairo);
        return;
    }
    for (size_t i = 0; i < run->cluster_count; i++)
        pen->clusters[i] = (cairo_text_cluster_t){(int)run->clusters[i].bytes,
                                                  (int)run->clusters[i].glyphs};
    cairo_show_text_glyphs(
        pen->cairo, words + run->start, (int)run->size, pen->glyphs,
        (int)run->glyph_count, pen->clusters, (int)run->cluster_count,
        run->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}

static bool draw_line(const struct pen *pen, const struct typeset_line *line,
                      struct error *err)
{
    struct pdf_runs runs;
    bool done = true;
    if (!pdf_runs_make(&runs, &pen->text->typeset, line))
        return error_set_memory(err);
    for (size_t i = 0; i < runs.count && done; i++) {
        cairo_font_face_t *font =
            pdf_fonts_find(pen->fonts, runs.items[i].face, err);
        done = font != NULL;
        if (done) {
            cairo_set_font_face(pen->cairo, font);
            cairo_set_font_size(pen->cairo, pen->text->typeset.size);
            show(pen, line->words, &runs.items[i]);
        }
    }
    pdf_runs_finish(&runs);
    return done;
}

static bool draw_lines(const struct pen *pen, struct error *err)
{
    const struct typeset *typeset = &pen->text->typeset;
    for (size_t i = 0; i < typeset->line_count; i++)
        if (!draw_line(pen, &typeset->lines[i], err))
            return false;
    return true;
}

static bool ink(struct pen *pen, struct error *err)
{
    const struct plan_text *text = pen->text;
    if (*text->style->outline) {
        set_color(pen->cairo, text->outline_rgb);
        // Half of a stroke lies under the letter.
        cairo_set_line_width(pen->cairo,
                             2 * text->style->outline_em * text->typeset.size);
        pen->as_outline = true;
        if (!draw_lines(pen, err))
            return false;
        pen->as_outline = false;
    }
    set_color(pen->cairo, text->rgb);
    return draw_lines(pen, err);
}

static bool draw_text(struct pen *pen, struct glyphs *glyphs, struct error *err)
{
    const size_t count = pen->text->typeset.glyph_count + 1;
    pen->glyphs = calloc(count, sizeof *pen->glyphs);
    pen->clusters = calloc(count, sizeof *pen->clusters);
    bool done = pen->glyphs && pen->clusters ? true : error_set_memory(err);
    done = done && draw_shadow(pen->text, glyphs, pen->cairo, err) &&
           ink(pen, err) &&
           pdf_emoji_draw(&pen->text->typeset, glyphs, pen->cairo, err);
    free(pen->glyphs);
    free(pen->clusters);
    return done;
}

bool pdf_words_draw(const struct plan *plan, struct glyphs *glyphs,
                    struct pdf_fonts *fonts, cairo_t *cairo, bool tagged,
                    struct error *err)
{
    bool done = true;
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    for (size_t i = 0; i < plan->text_count && done; i++) {
        struct pen pen = {
            .text = &plan->texts[i], .fonts = fonts, .cairo = cairo};
        if (tagged)
            cairo_tag_begin(cairo, paragraph, NULL);
        done = draw_text(&pen, glyphs, err);
        if (tagged)
            cairo_tag_end(cairo, paragraph);
    }
    return done;
}
