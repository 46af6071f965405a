#include "poster_file.h"

#include "alt_text.h"
#include "describe.h"
#include "encode_jpeg.h"
#include "encode_png.h"
#include "encode_webp.h"

#include <stdio.h>

enum {
    // Chosen by looking at the gallery, 360 px wide: below, flat colours get
    // stains around letters; above, files grow and nothing is seen.
    WEBP_QUALITY = 70,
    JPEG_QUALITY = 90,
    // A story. What is larger is not for a page: it would cost seconds, and its
    // edges are coarse enough.
    WEBP_SHARP_PIXELS_MAX = 1080 * 1920,
    WEBP_EFFORT = 4,
    WEBP_EFFORT_OF_LARGE = 2,
};

static const struct {
    const char *media_type;
    const char *name;
    const char *ending; // of a file's name
} types[POSTER_TYPES] = {
    [POSTER_PNG] = {"image/png", "png", "png"},
    [POSTER_WEBP] = {"image/webp", "webp", "webp"},
    [POSTER_JPEG] = {"image/jpeg", "jpeg", "jpg"},
    [POSTER_PDF] = {"application/pdf", "pdf", "pdf"},
};

const char *poster_media_type(enum poster_type type)
{
    return types[type].media_type;
}

const char *poster_type_name(enum poster_type type)
{
    return types[type].name;
}

static bool write_webp(struct canvas *canvas, struct poster *poster,
                       struct error *err)
{
    const bool is_large = (long)canvas_width(canvas) * canvas_height(canvas) >
                          WEBP_SHARP_PIXELS_MAX;
    const struct webp_wish wish = {.quality = WEBP_QUALITY,
                                   .effort = is_large ? WEBP_EFFORT_OF_LARGE
                                                      : WEBP_EFFORT,
                                   .sharp = !is_large};
    return encode_webp(canvas, &wish, &poster->file, err);
}

static double dpi_of(const struct plan *plan)
{
    return plan->format->dpi * plan->width / plan->full_width;
}

static bool write_jpeg(const struct plan *plan, struct canvas *canvas,
                       struct poster *poster, struct error *err)
{
    const struct jpeg_wish wish = {.quality = JPEG_QUALITY,
                                   .full_color = true,
                                   .progressive = true,
                                   .dpi = dpi_of(plan)};
    return encode_jpeg(canvas, &wish, &poster->file, err);
}

static bool write_png(const struct plan *plan, const struct order *order,
                      struct canvas *canvas, struct poster *poster,
                      struct error *err)
{
    const struct png_wish wish = {.transparent = order->layer != ORDER_POSTER,
                                  .dpi = dpi_of(plan),
                                  .small = order->effort == EFFORT_SMALL};
    return encode_png(canvas, &wish, &poster->file, err);
}

bool poster_file_describe(const struct plan *plan, const struct order *order,
                          struct poster *poster, struct error *err)
{
    poster->media_type = poster_media_type(order->type);
    poster->width_px = plan->width;
    poster->height_px = plan->height;
    snprintf(poster->name, sizeof poster->name, "%s-%s.%s", plan->template->id,
             plan->format->id, types[order->type].ending);
    if (plan->has_photo && !describe_photo(plan, poster))
        return error_set_memory(err);
    if (order->layer == ORDER_POSTER) {
        describe_words(plan, poster);
        if (!alt_text_write(plan->template, order, poster->alt_text,
                            sizeof poster->alt_text))
            return error_set_memory(err);
    }
    return true;
}

bool poster_file_write(const struct plan *plan, const struct order *order,
                       struct canvas *canvas, struct poster *poster,
                       struct error *err)
{
    if (!poster_file_describe(plan, order, poster, err))
        return false;
    switch (order->type) {
    case POSTER_WEBP:
        return write_webp(canvas, poster, err);
    case POSTER_JPEG:
        return write_jpeg(plan, canvas, poster, err);
    default:
        return write_png(plan, order, canvas, poster, err);
    }
}
