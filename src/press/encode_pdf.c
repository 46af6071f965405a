#include "encode_pdf.h"

#include "pdf_about.h"
#include "pdf_art.h"
#include "pdf_fonts.h"
#include "pdf_logo.h"
#include "pdf_marks.h"
#include "pdf_page.h"
#include "pdf_sheets.h"
#include "pdf_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cairo-pdf.h>
#include <cairo.h>

// A poster on its way to pages.
struct drawing {
    const struct pdf_wish *wish;
    struct pdf_page page;
    struct pdf_art art;
    struct pdf_fonts fonts;
    cairo_t *cairo;
};

// The role of fonts.ini in which sheets are labelled.
static const char label_role[] = "text";
static const char *const label_words[LANGUAGE_COUNT][2] = {
    [LANGUAGE_NL] = {"rij", "kolom"},
    [LANGUAGE_FR] = {"rangée", "colonne"},
    [LANGUAGE_EN] = {"row", "column"},
    [LANGUAGE_DE] = {"Reihe", "Spalte"},
};

static cairo_status_t take(void *context, const unsigned char *data,
                           unsigned size)
{
    return buffer_append(context, data, size) ? CAIRO_STATUS_SUCCESS
                                              : CAIRO_STATUS_WRITE_ERROR;
}

static bool draw_pictures(struct drawing *drawing, struct error *err)
{
    return pdf_art_draw(&drawing->art, drawing->cairo, err) &&
           pdf_logo_draw(drawing->wish->plan, drawing->cairo, err);
}

// The art and the logo are one figure, to which the alt text is put (see
// pdf_about.c); on sheets it is no whole.
static bool draw_art(struct drawing *drawing, struct error *err)
{
    if (drawing->wish->order->in_sheets)
        return draw_pictures(drawing, err);
    cairo_tag_begin(drawing->cairo, PDF_FIGURE, NULL);
    const bool done = draw_pictures(drawing, err);
    cairo_tag_end(drawing->cairo, PDF_FIGURE);
    return done;
}

// With the bleed; what passes it is not printed.
static bool draw_poster(struct drawing *drawing, struct error *err)
{
    const struct pdf_page *page = &drawing->page;
    const struct rect *bleed = &page->bleed;
    cairo_t *cairo = drawing->cairo;
    cairo_save(cairo);
    cairo_rectangle(cairo, bleed->x, bleed->y, bleed->width, bleed->height);
    cairo_clip(cairo);
    cairo_translate(cairo, page->origin.x, page->origin.y);
    cairo_scale(cairo, page->scale, page->scale);
    const bool done = draw_art(drawing, err) &&
                      pdf_words_draw(drawing->wish->plan, drawing->wish->glyphs,
                                     &drawing->fonts, cairo,
                                     !drawing->wish->order->in_sheets, err);
    cairo_restore(cairo);
    return done;
}

static bool draw_sheet(struct drawing *drawing, const struct pdf_sheets *sheets,
                       int row, int column, struct error *err)
{
    const struct rect part = pdf_sheets_part(sheets, row, column);
    const struct rect *trim = &drawing->page.trim;
    cairo_t *cairo = drawing->cairo;
    cairo_save(cairo);
    cairo_rectangle(cairo, sheets->area.x, sheets->area.y, part.width,
                    part.height);
    cairo_clip(cairo);
    cairo_translate(cairo, sheets->area.x - part.x - trim->x,
                    sheets->area.y - part.y - trim->y);
    const bool done = draw_poster(drawing, err);
    cairo_restore(cairo);
    return done;
}

static bool mark_sheet(struct drawing *drawing, const struct pdf_sheets *sheets,
                       int row, int column, struct error *err)
{
    char label[64];
    const char *const *words = label_words[drawing->wish->order->language];
    const struct font_role *role = fonts_role(drawing->wish->fonts, label_role);
    const struct font_face *face =
        role ? fonts_role_face(drawing->wish->fonts, role) : NULL;
    if (!face)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "fonts.ini: has no [role %s]", label_role);
    cairo_font_face_t *font = pdf_fonts_find(&drawing->fonts, face, err);
    snprintf(label, sizeof label, "%s %d, %s %d", words[0], row + 1, words[1],
             column + 1);
    if (font)
        pdf_marks_glue(sheets, row, column, label, font, drawing->cairo);
    return font != NULL;
}

static bool draw_sheets(struct drawing *drawing,
                        const struct pdf_sheets *sheets, struct error *err)
{
    for (int row = 0; row < sheets->rows; row++)
        for (int column = 0; column < sheets->columns; column++) {
            if (!draw_sheet(drawing, sheets, row, column, err) ||
                !mark_sheet(drawing, sheets, row, column, err))
                return false;
            cairo_show_page(drawing->cairo);
        }
    return true;
}

static const char document[] = "Document";

static bool draw_page(struct drawing *drawing, struct error *err)
{
    cairo_tag_begin(drawing->cairo, document, NULL);
    const bool done = draw_poster(drawing, err);
    cairo_tag_end(drawing->cairo, document);
    if (!done)
        return false;
    if (drawing->wish->order->has_marks)
        pdf_marks_crop(&drawing->page, drawing->cairo);
    cairo_show_page(drawing->cairo);
    return true;
}

static bool draw_all(struct drawing *drawing, struct buffer *drawn,
                     struct error *err)
{
    const struct pdf_page *page = &drawing->page;
    const bool in_sheets = drawing->wish->order->in_sheets;
    struct pdf_sheets sheets = {.width = page->width, .height = page->height};
    if (in_sheets)
        pdf_sheets_make(&sheets, page->trim.width, page->trim.height);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        take, drawn, sheets.width, sheets.height);
    // librsvg draws filters as pictures, in the pixels that it is told of:
    // those of the plan, not points.
    cairo_surface_set_device_scale(surface, page->scale, page->scale);
    drawing->cairo = cairo_create(surface);
    cairo_scale(drawing->cairo, 1 / page->scale, 1 / page->scale);
    bool done = in_sheets ? draw_sheets(drawing, &sheets, err)
                          : draw_page(drawing, err);
    cairo_surface_finish(surface);
    const bool is_written =
        cairo_status(drawing->cairo) == CAIRO_STATUS_SUCCESS &&
        cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    if (done && !is_written)
        done = error_set_memory(err);
    cairo_destroy(drawing->cairo);
    cairo_surface_destroy(surface);
    return done;
}

static bool finish(const struct drawing *drawing, struct bytes drawn,
                   struct buffer *file, struct error *err)
{
    const struct pdf_wish *wish = drawing->wish;
    const struct pdf_page *page =
        wish->order->in_sheets ? NULL : &drawing->page;
    struct file_text text;
    const bool done =
        file_text_make(&text, wish->plan->template, wish->order, wish->alt_text)
            ? pdf_about_add(&text, page, drawn, file, err)
            : error_set_memory(err);
    file_text_finish(&text);
    return done;
}

bool encode_pdf(const struct pdf_wish *wish, struct buffer *file,
                struct error *err)
{
    struct drawing drawing = {.wish = wish, .fonts = {.glyphs = wish->glyphs}};
    struct buffer drawn = {0};
    pdf_page_make(&drawing.page, wish->plan, wish->order);
    if (!pdf_art_open(&drawing.art, wish->plan, wish->photo, err))
        return false;
    const bool done = draw_all(&drawing, &drawn, err) &&
                      finish(&drawing, buffer_view(&drawn), file, err);
    pdf_art_close(&drawing.art);
    pdf_fonts_finish(&drawing.fonts);
    buffer_finish(&drawn);
    return done;
}

bool encode_pdf_warm(struct error *err)
{
    const struct file_text text = {.language = "", .software = ""};
    struct buffer drawn = {0};
    struct buffer file = {0};
    setenv("TZ", ":/etc/localtime", 0);
    tzset();
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(take, &drawn, 1, 1);
    cairo_surface_show_page(surface);
    cairo_surface_destroy(surface);
    const bool done =
        pdf_about_add(&text, NULL, buffer_view(&drawn), &file, err);
    buffer_finish(&drawn);
    buffer_finish(&file);
    return done;
}
