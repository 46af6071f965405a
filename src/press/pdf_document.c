#include "pdf_document.h"

#include "art.h"
#include "file_text.h"
#include "pdf_about.h"

#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>
#include <cairo.h>

static cairo_status_t take(void *context, const unsigned char *data,
                           unsigned size)
{
    return buffer_append(context, data, size) ? CAIRO_STATUS_SUCCESS
                                              : CAIRO_STATUS_WRITE_ERROR;
}

static bool draw_part(const struct press_document *document,
                      const struct press_part *part, cairo_t *cairo,
                      struct error *err)
{
    struct art *art;
    const struct rect place = {.width = document->width_pt,
                               .height = document->height_pt};
    if (!art_create_whole(&art, part->svg, "page", err))
        return false;
    // What has no tag is decoration: no reader reads it out.
    if (part->tag)
        cairo_tag_begin(cairo, part->tag, NULL);
    const bool done = art_draw_whole_by(art, &place, cairo, err);
    if (part->tag)
        cairo_tag_end(cairo, part->tag);
    art_destroy(art);
    return done;
}

static bool draw_parts(const struct press_document *document, cairo_t *cairo,
                       struct error *err)
{
    bool done = true;
    cairo_tag_begin(cairo, "Document", NULL);
    for (size_t i = 0; i < document->part_count && done; i++) {
        const struct press_part *part = &document->parts[i];
        if (i > 0 && part->page != document->parts[i - 1].page)
            cairo_show_page(cairo);
        done = draw_part(document, part, cairo, err);
    }
    cairo_tag_end(cairo, "Document");
    cairo_show_page(cairo);
    return done;
}

static bool draw(const struct press_document *document, struct buffer *drawn,
                 struct error *err)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        take, drawn, document->width_pt, document->height_pt);
    cairo_t *cairo = cairo_create(surface);
    bool done = draw_parts(document, cairo, err);
    cairo_surface_finish(surface);
    if (done && (cairo_status(cairo) != CAIRO_STATUS_SUCCESS ||
                 cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS))
        done = error_set_memory(err);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return done;
}

static bool finish(const struct press_document *document, struct bytes drawn,
                   struct buffer *file, struct error *err)
{
    struct file_text text;
    const char **figures = calloc(document->part_count + 1, sizeof *figures);
    size_t count = 0;
    if (!figures)
        return error_set_memory(err);
    for (size_t i = 0; i < document->part_count; i++)
        if (document->parts[i].tag &&
            strcmp(document->parts[i].tag, PDF_FIGURE) == 0)
            figures[count++] = document->parts[i].alt;
    const bool done =
        file_text_make_document(&text, document->language, document->title,
                                document->description)
            ? pdf_about_add_document(&text, figures, count, drawn, file, err)
            : error_set_memory(err);
    file_text_finish(&text);
    free(figures);
    return done;
}

bool pdf_document_write(const struct fonts *fonts,
                        const struct press_document *document,
                        struct buffer *file, struct error *err)
{
    struct buffer drawn = {0};
    fonts_use_for_drawings(fonts);
    const bool done = draw(document, &drawn, err) &&
                      finish(document, buffer_view(&drawn), file, err);
    buffer_finish(&drawn);
    return done;
}
