#include "art.h"

#include <librsvg/rsvg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct art {
    RsvgHandle *handle;
    RsvgRectangle view_box;
};

static bool wrong(const char *name, const char *what, const GError *fault,
                  struct error *err)
{
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s: %s%s%s", name, what, fault ? ": " : "",
                            fault ? fault->message : "");
}

static bool parse(struct art *art, struct bytes svg, const char *name,
                  struct error *err)
{
    GError *fault = NULL;
    // Without a base URI librsvg resolves no reference to a file.
    art->handle = rsvg_handle_new_from_data(svg.data, svg.size, &fault);
    if (!art->handle)
        wrong(name, "is not an SVG", fault, err);
    g_clear_error(&fault);
    return art->handle != NULL;
}

static bool dress(struct art *art, const char *css, const char *name,
                  struct error *err)
{
    GError *fault = NULL;
    bool done = false;
    gboolean has_view_box = FALSE;
    if (!rsvg_handle_set_stylesheet(art->handle, (const guint8 *)css,
                                    strlen(css), &fault)) {
        wrong(name, "does not take the theme", fault, err);
        goto out;
    }
    rsvg_handle_get_intrinsic_dimensions(art->handle, NULL, NULL, NULL, NULL,
                                         &has_view_box, &art->view_box);
    done = has_view_box && art->view_box.width > 0 && art->view_box.height > 0;
    if (!done)
        wrong(name, "has no viewBox", NULL, err);
out:
    g_clear_error(&fault);
    return done;
}

// `css` may be NULL.
static bool create(struct art **art, struct bytes svg, const char *css,
                   const char *name, struct error *err)
{
    *art = calloc(1, sizeof **art);
    if (!*art)
        return error_set_memory(err);
    if (parse(*art, svg, name, err) && (!css || dress(*art, css, name, err)))
        return true;
    art_destroy(*art);
    *art = NULL;
    return false;
}

bool art_create(struct art **art, struct bytes svg, const char *css,
                const char *name, struct error *err)
{
    return create(art, svg, css, name, err);
}

bool art_create_whole(struct art **art, struct bytes svg, const char *name,
                      struct error *err)
{
    return create(art, svg, NULL, name, err);
}

void art_destroy(struct art *art)
{
    if (!art)
        return;
    if (art->handle)
        g_object_unref(art->handle);
    free(art);
}

struct rect art_view_box(const struct art *art)
{
    const RsvgRectangle *box = &art->view_box;
    return (struct rect){box->x, box->y, box->width, box->height};
}

// librsvg wants ids as "#id".
static void to_selector(const char *id, char selector[64])
{
    snprintf(selector, 64, "#%s", id);
}

bool art_has(const struct art *art, const char *id)
{
    char selector[64];
    to_selector(id, selector);
    return rsvg_handle_has_sub(art->handle, selector);
}

bool art_box(const struct art *art, const char *id, struct rect *box)
{
    char selector[64];
    to_selector(id, selector);
    if (!rsvg_handle_has_sub(art->handle, selector))
        return false;
    // A viewport as large as the viewBox makes units of pixels; the origin is
    // added, since a viewport starts where the viewBox starts.
    const RsvgRectangle viewport = {0, 0, art->view_box.width,
                                    art->view_box.height};
    RsvgRectangle ink;
    RsvgRectangle logical;
    if (!rsvg_handle_get_geometry_for_layer(art->handle, selector, &viewport,
                                            &ink, &logical, NULL))
        return false;
    *box =
        (struct rect){logical.x + art->view_box.x, logical.y + art->view_box.y,
                      logical.width, logical.height};
    return true;
}

bool band_init(struct band *band, int width, int height)
{
    size_t count;
    *band = (struct band){.width = width, .height = height};
    if (width <= 0 || height <= 0 ||
        !bytes_multiply((size_t)width, (size_t)height, &count))
        return false;
    band->pixels = calloc(count, sizeof *band->pixels);
    return band->pixels != NULL;
}

void band_clear(struct band *band)
{
    memset(band->pixels, 0,
           (size_t)band->width * (size_t)band->height * sizeof *band->pixels);
}

void band_finish(struct band *band)
{
    free(band->pixels);
    *band = (struct band){0};
}

bool art_draw_by(const struct art *art, const char *id,
                 const struct mapping *mapping, cairo_t *cairo,
                 struct error *err)
{
    char selector[64];
    to_selector(id, selector);
    if (!rsvg_handle_has_sub(art->handle, selector))
        return true;
    const RsvgRectangle *box = &art->view_box;
    const RsvgRectangle viewport = {mapping->offset_x + box->x * mapping->scale,
                                    mapping->offset_y + box->y * mapping->scale,
                                    box->width * mapping->scale,
                                    box->height * mapping->scale};
    GError *fault = NULL;
    const bool done = rsvg_handle_render_layer(art->handle, cairo, selector,
                                               &viewport, &fault);
    if (!done)
        wrong(id, "cannot be drawn", fault, err);
    g_clear_error(&fault);
    return done;
}

// A context that draws into a band, cleared; close it with close_band.
static cairo_t *open_band(struct band *band)
{
    band_clear(band);
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        (unsigned char *)band->pixels, CAIRO_FORMAT_ARGB32, band->width,
        band->height, band->width * (int)sizeof *band->pixels);
    cairo_t *cairo = cairo_create(surface);
    cairo_surface_destroy(surface);
    cairo_translate(cairo, 0, -band->top);
    return cairo;
}

static void close_band(cairo_t *cairo)
{
    cairo_surface_flush(cairo_get_target(cairo));
    cairo_destroy(cairo);
}

bool art_draw(const struct art *art, const char *id,
              const struct mapping *mapping, struct band *band,
              struct error *err)
{
    if (!art_has(art, id)) {
        band_clear(band);
        return true;
    }
    cairo_t *cairo = open_band(band);
    const bool done = art_draw_by(art, id, mapping, cairo, err);
    close_band(cairo);
    return done;
}

bool art_draw_whole_by(const struct art *art, const struct rect *place,
                       cairo_t *cairo, struct error *err)
{
    const RsvgRectangle viewport = {place->x, place->y, place->width,
                                    place->height};
    GError *fault = NULL;
    const bool done =
        rsvg_handle_render_document(art->handle, cairo, &viewport, &fault);
    if (!done)
        wrong("the SVG", "cannot be drawn", fault, err);
    g_clear_error(&fault);
    return done;
}

bool art_draw_whole(const struct art *art, const struct rect *place,
                    struct band *band, struct error *err)
{
    cairo_t *cairo = open_band(band);
    const bool done = art_draw_whole_by(art, place, cairo, err);
    close_band(cairo);
    return done;
}
