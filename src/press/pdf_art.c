#include "pdf_art.h"

#include "mapping.h"

#include <math.h>

#include <cairo.h>

// The longer side of a drawing of the window that tells its shape, px.
static const double shape_px = 250;

// A window that fills its box is a rectangle, which a PDF can clip; any other,
// and one with soft edges, is a mask.
static bool find_shape(struct pdf_art *art, struct error *err)
{
    const struct rect *box = &art->plan->layout->window;
    const double scale = shape_px / fmax(box->width, box->height);
    // Whole pixels inside the box.
    const int width = (int)fmax(1, floor(box->width * scale));
    const int height = (int)fmax(1, floor(box->height * scale));
    const struct mapping mapping = {scale, -box->x * scale, -box->y * scale};
    struct band band;
    if (!band_init(&band, width, height))
        return error_set_memory(err);
    const bool done = art_draw(art->art, "photo", &mapping, &band, err);
    art->is_plain = true;
    for (int i = 0; i < width * height && art->is_plain; i++)
        art->is_plain = band.pixels[i] >> 24 >= 254;
    band_finish(&band);
    return done;
}

// cairo keeps a JPEG as it is; the pixels beside it are never touched.
static cairo_surface_t *open_jpeg(const struct pdf_photo *photo)
{
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, photo->width, photo->height);
    cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, photo->jpeg.data,
                                photo->jpeg.size, NULL, NULL);
    return surface;
}

static uint32_t to_argb(const uint8_t *rgba)
{
    return (uint32_t)rgba[3] << 24 | (uint32_t)rgba[0] << 16 |
           (uint32_t)rgba[1] << 8 | rgba[2];
}

static cairo_surface_t *open_pixels(const struct pdf_photo *photo)
{
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, photo->width, photo->height);
    uint8_t *pixels = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; pixels && y < photo->height; y++) {
        uint32_t *to = (void *)(pixels + (ptrdiff_t)y * stride);
        const uint8_t *from = pixmap_row(&photo->pixels, y);
        for (int x = 0; x < photo->width; x++, from += PIXMAP_CHANNELS)
            to[x] = to_argb(from);
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

static bool open_photo(struct pdf_art *art, struct error *err)
{
    if (!art->photo)
        return true;
    art->surface = art->photo->jpeg.size > 0 ? open_jpeg(art->photo)
                                             : open_pixels(art->photo);
    if (cairo_surface_status(art->surface) != CAIRO_STATUS_SUCCESS)
        return error_set_memory(err);
    return find_shape(art, err);
}

bool pdf_art_open(struct pdf_art *art, const struct plan *plan,
                  const struct pdf_photo *photo, struct error *err)
{
    *art = (struct pdf_art){.plan = plan, .photo = photo};
    if (plan_open_art(plan, &art->art, err) && open_photo(art, err))
        return true;
    pdf_art_close(art);
    return false;
}

static void choose_photo(const struct pdf_art *art, cairo_t *cairo)
{
    const struct pdf_photo *photo = art->photo;
    const cairo_matrix_t to_plan = {photo->xx, photo->yx, photo->xy,
                                    photo->yy, photo->x0, photo->y0};
    cairo_matrix_t plan;
    cairo_get_matrix(cairo, &plan);
    cairo_transform(cairo, &to_plan);
    cairo_set_source_surface(cairo, art->surface, 0, 0);
    cairo_set_matrix(cairo, &plan);
}

static void paint_plain(const struct pdf_art *art, cairo_t *cairo)
{
    const struct rect window =
        mapping_to_px(&art->plan->mapping, art->plan->layout->window);
    cairo_save(cairo);
    cairo_rectangle(cairo, window.x, window.y, window.width, window.height);
    cairo_clip(cairo);
    choose_photo(art, cairo);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

static bool paint_masked(const struct pdf_art *art, cairo_t *cairo,
                         struct error *err)
{
    cairo_push_group_with_content(cairo, CAIRO_CONTENT_ALPHA);
    const bool done =
        art_draw_by(art->art, "photo", &art->plan->mapping, cairo, err);
    cairo_pattern_t *mask = cairo_pop_group(cairo);
    choose_photo(art, cairo);
    cairo_mask(cairo, mask);
    cairo_pattern_destroy(mask);
    return done;
}

bool pdf_art_draw(const struct pdf_art *art, cairo_t *cairo, struct error *err)
{
    const struct mapping *mapping = &art->plan->mapping;
    if (!art_draw_by(art->art, "under", mapping, cairo, err))
        return false;
    if (art->photo && art->is_plain)
        paint_plain(art, cairo);
    else if (art->photo && !paint_masked(art, cairo, err))
        return false;
    return art_draw_by(art->art, "over", mapping, cairo, err);
}

void pdf_art_close(struct pdf_art *art)
{
    if (art->surface)
        cairo_surface_destroy(art->surface);
    art_destroy(art->art);
    *art = (struct pdf_art){0};
}
