#include "pdf_marks.h"

#include <math.h>

#include <cairo.h>

#define HAIRLINE 0.25
#define GLUE_LINE 0.5
#define LABEL_SIZE 7.0
#define LABEL_HEIGHT 12.0
#define LABEL_AT 8.0 // from the corner of a sheet
#define ARROW 6.0
#define ARROW_EDGE 1.5

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

// A triangle around a point, to the right or down; with a white edge, so that
// it is seen on any ground.
static void draw_arrow(cairo_t *cairo, double x, double y, bool down)
{
    const double a = ARROW / 2;
    cairo_move_to(cairo, x + (down ? 0 : a), y + (down ? a : 0));
    cairo_line_to(cairo, x - a, y - a);
    cairo_line_to(cairo, x + (down ? a : -a), y + (down ? -a : a));
    cairo_close_path(cairo);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_set_line_width(cairo, ARROW_EDGE);
    cairo_stroke_preserve(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_fill(cairo);
}

// On white, so that it can be read on any art; from (x, y) to the right, or
// down.
static void draw_label(cairo_t *cairo, double x, double y, bool down,
                       const char *label, cairo_font_face_t *font)
{
    cairo_text_extents_t size;
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    if (down)
        cairo_transform(cairo, &(cairo_matrix_t){0, 1, -1, 0, LABEL_HEIGHT, 0});
    cairo_set_font_face(cairo, font);
    cairo_set_font_size(cairo, LABEL_SIZE);
    cairo_text_extents(cairo, label, &size);
    cairo_rectangle(cairo, 0, 0, size.x_advance + LABEL_HEIGHT, LABEL_HEIGHT);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_move_to(cairo, LABEL_HEIGHT / 2, LABEL_HEIGHT / 2 + LABEL_SIZE / 3);
    cairo_show_text(cairo, label);
    cairo_restore(cairo);
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

// In the strip that the next sheet covers; its line lies there too. The last
// sheet is covered by none: its label goes beside the poster.
static void label_sheet(const struct pdf_sheets *sheets,
                        const struct rect *part, struct rect strips,
                        const char *label, cairo_font_face_t *font,
                        cairo_t *cairo)
{
    const struct rect *area = &sheets->area;
    const double inside = (sheets->overlap - LABEL_HEIGHT) / 2;
    if (strips.height > 0)
        draw_label(cairo, area->x + LABEL_AT, strips.y + inside, false, label,
                   font);
    else if (strips.width > 0)
        draw_label(cairo, strips.x + inside, area->y + LABEL_AT, true, label,
                   font);
    else if (area->height - part->height > 2 * LABEL_HEIGHT)
        draw_label(cairo, area->x + LABEL_AT,
                   area->y + part->height + LABEL_HEIGHT / 2, false, label,
                   font);
}

void pdf_marks_glue(const struct pdf_sheets *sheets, int row, int column,
                    const char *label, cairo_font_face_t *font, cairo_t *cairo)
{
    const struct rect part = pdf_sheets_part(sheets, row, column);
    const struct rect *area = &sheets->area;
    const double overlap = sheets->overlap;
    // Where the one at the right begins, and the one below; how wide they are.
    const struct rect strips = {area->x + area->width - overlap,
                                area->y + area->height - overlap,
                                column + 1 < sheets->columns ? overlap : 0,
                                row + 1 < sheets->rows ? overlap : 0};
    if (strips.width > 0) {
        draw_dashes(cairo, strips.x + GLUE_LINE / 2, area->y, 0, part.height);
        draw_arrow(cairo, strips.x + overlap / 2, area->y + part.height / 2,
                   false);
    }
    if (strips.height > 0) {
        draw_dashes(cairo, area->x, strips.y + GLUE_LINE / 2, part.width, 0);
        draw_arrow(cairo, area->x + part.width / 2, strips.y + overlap / 2,
                   true);
    }
    label_sheet(sheets, &part, strips, label, font, cairo);
}
