#include "pdf_marks.h"

#include <math.h>

#include <cairo.h>

#define HAIRLINE 0.25
#define GLUE_LINE 0.5
#define LABEL_SIZE 7.0
#define ARROW 6.0

static void draw_line(cairo_t *cairo, double x, double y, double dx, double dy)
{
    cairo_move_to(cairo, x, y);
    cairo_line_to(cairo, x + dx, y + dy);
}

void pdf_marks_crop(const struct pdf_page *page, cairo_t *cairo)
{
    const double length = PDF_MARK_MM * PDF_PT_PER_MM;
    const double gap = page->trim.x - length;
    const double xs[] = {page->trim.x, page->trim.x + page->trim.width};
    const double ys[] = {page->trim.y, page->trim.y + page->trim.height};
    for (int i = 0; i < 2; i++) {
        const double out = i == 0 ? -1 : 1;
        for (int j = 0; j < 2; j++) {
            draw_line(cairo, xs[j], ys[i] + out * gap, 0, out * length);
            draw_line(cairo, xs[i] + out * gap, ys[j], out * length, 0);
        }
    }
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_width(cairo, HAIRLINE);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_stroke(cairo);
}

// A triangle around a point, to the right or down.
static void draw_arrow(cairo_t *cairo, double x, double y, bool down)
{
    const double a = ARROW / 2;
    cairo_move_to(cairo, x + (down ? 0 : a), y + (down ? a : 0));
    cairo_line_to(cairo, x - a, y - a);
    cairo_line_to(cairo, x + (down ? a : -a), y + (down ? -a : a));
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

// On white, so that it can be read on any art.
static void draw_label(cairo_t *cairo, double x, double y, const char *label,
                       cairo_font_face_t *font)
{
    cairo_text_extents_t size;
    cairo_set_font_face(cairo, font);
    cairo_set_font_size(cairo, LABEL_SIZE);
    cairo_text_extents(cairo, label, &size);
    cairo_rectangle(cairo, x, y, size.x_advance + 2 * ARROW, 2 * ARROW);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_move_to(cairo, x + ARROW, y + ARROW + LABEL_SIZE / 3);
    cairo_show_text(cairo, label);
}

// Dashes of black on white are seen on any ground.
static void draw_dashes(cairo_t *cairo, double x, double y, double dx,
                        double dy)
{
    static const double dashes[] = {4, 4};
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_width(cairo, GLUE_LINE);
    for (int i = 0; i < 2; i++) {
        draw_line(cairo, x, y, dx, dy);
        cairo_set_dash(cairo, dashes, 2, i * dashes[0]);
        cairo_set_source_rgb(cairo, i, i, i);
        cairo_stroke(cairo);
    }
    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_set_source_rgb(cairo, 0, 0, 0);
}

void pdf_marks_glue(const struct pdf_sheets *sheets, int row, int column,
                    const char *label, cairo_font_face_t *font, cairo_t *cairo)
{
    const struct rect part = pdf_sheets_part(sheets, row, column);
    const struct rect *area = &sheets->area;
    const double strip = sheets->overlap / 2; // its middle
    const double right = area->x + area->width - sheets->overlap;
    const double bottom = area->y + area->height - sheets->overlap;
    const bool has_right = column + 1 < sheets->columns;
    const bool has_below = row + 1 < sheets->rows;
    if (has_right) {
        draw_dashes(cairo, right, area->y, 0, part.height);
        draw_arrow(cairo, right + strip, area->y + part.height / 2, false);
    }
    if (has_below) {
        draw_dashes(cairo, area->x, bottom, part.width, 0);
        draw_arrow(cairo, area->x + part.width / 2, bottom + strip, true);
    }
    // The last sheet is covered by none: its label goes beside the poster.
    if (has_below)
        draw_label(cairo, area->x + ARROW, bottom + strip - ARROW, label, font);
    else if (has_right)
        draw_label(cairo, area->x + area->width - sheets->overlap + 1,
                   area->y + ARROW, label, font);
    else if (area->height - part.height > 3 * ARROW)
        draw_label(cairo, area->x + ARROW, area->y + part.height + ARROW / 2,
                   label, font);
}
