#include "pdf_logo.h"

#include "mark.h"

#include <math.h>

#include <cairo.h>

static void draw_plate(const struct plate *plate, cairo_t *cairo)
{
    const struct rect *rect = &plate->rect;
    const double radius =
        fmin(plate->radius, fmin(rect->width, rect->height) / 2);
    const double right = rect->x + rect->width;
    const double bottom = rect->y + rect->height;
    cairo_new_path(cairo);
    cairo_arc(cairo, right - radius, rect->y + radius, radius, -M_PI_2, 0);
    cairo_arc(cairo, right - radius, bottom - radius, radius, 0, M_PI_2);
    cairo_arc(cairo, rect->x + radius, bottom - radius, radius, M_PI_2, M_PI);
    cairo_arc(cairo, rect->x + radius, rect->y + radius, radius, M_PI,
              3 * M_PI_2);
    cairo_close_path(cairo);
    cairo_set_source_rgb(cairo, (plate->rgb >> 16 & 0xff) / 255.0,
                         (plate->rgb >> 8 & 0xff) / 255.0,
                         (plate->rgb & 0xff) / 255.0);
    cairo_fill(cairo);
}

static bool draw_svg(const struct plan_logo *logo, cairo_t *cairo,
                     struct error *err)
{
    const struct rect whole = mark_whole(&logo->ink, &logo->place);
    struct art *art;
    if (!art_create_whole(&art, buffer_view(&logo->logo->file), "logo.svg",
                          err))
        return false;
    const bool done = art_draw_whole_by(art, &whole, cairo, err);
    art_destroy(art);
    return done;
}

static bool draw_png(const struct plan_logo *logo, cairo_t *cairo,
                     struct error *err)
{
    struct band picture;
    int left;
    int top;
    if (!mark_draw(logo->logo, &logo->ink, &logo->place, &picture, &left, &top,
                   err))
        return false;
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        (unsigned char *)picture.pixels, CAIRO_FORMAT_ARGB32, picture.width,
        picture.height, picture.width * (int)sizeof *picture.pixels);
    cairo_set_source_surface(cairo, surface, left, top);
    cairo_paint(cairo);
    // The page keeps what it was given until it is shown, but these pixels go.
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    band_finish(&picture);
    return true;
}

// Nothing beside the ink, which on its own ground is not clear.
static bool draw_mark(const struct plan_logo *logo, cairo_t *cairo,
                      struct error *err)
{
    const struct rect *place = &logo->place;
    cairo_save(cairo);
    cairo_rectangle(cairo, place->x, place->y, place->width, place->height);
    cairo_clip(cairo);
    const bool done = logo->logo->kind == LOGO_SVG ? draw_svg(logo, cairo, err)
                                                   : draw_png(logo, cairo, err);
    cairo_restore(cairo);
    return done;
}

bool pdf_logo_draw(const struct plan *plan, cairo_t *cairo, struct error *err)
{
    const struct plan_logo *logo = plan->logo;
    if (!logo)
        return true;
    if (logo->has_plate)
        draw_plate(&logo->plate, cairo);
    return logo->kind != PLAN_LOGO_MARK || draw_mark(logo, cairo, err);
}
