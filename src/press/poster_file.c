#include "poster_file.h"

#include "alt_text.h"
#include "describe.h"
#include "encode_webp.h"
#include "file_text.h"
#include "pack.h"

#include <stdio.h>

enum {
    // Chosen by looking at the gallery, 360 px wide: below, flat colours get
    // stains around letters; above, files grow and nothing is seen.
    WEBP_QUALITY = 70,
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

// What is said of the file: structured, as what describe.h writes.
static void note_file(const struct packed *packed, long max_bytes,
                      struct poster *poster)
{
    const size_t size = sizeof poster->file_note;
    char *note = poster->file_note;
    int used = snprintf(note, size, "type=%s", poster_type_name(packed->type));
    if (packed->quality > 0)
        used += snprintf(note + used, size - (size_t)used, ";quality=%d",
                         packed->quality);
    if (packed->colors > 0)
        used += snprintf(note + used, size - (size_t)used, ";colors=%d",
                         packed->colors);
    used += snprintf(note + used, size - (size_t)used, ";bytes=%zu",
                     packed->file.size);
    if (max_bytes > 0)
        snprintf(note + used, size - (size_t)used, ";max=%ld", max_bytes);
}

// A PNG or a JPEG. Layers and samples may weigh what they do, and say nothing.
static bool write_packed(const struct plan *plan, const struct order *order,
                         struct canvas *canvas, struct poster *poster,
                         struct error *err)
{
    const bool is_plain = order->layer != ORDER_POSTER || order->is_sample;
    struct file_text text = {0};
    struct packed packed = {0};
    const struct pack_wish wish = {.type = order->type,
                                   .any_type = !order->has_type,
                                   .max_bytes =
                                       is_plain ? 0 : plan->format->max_bytes,
                                   .jpeg_quality = plan->format->jpeg_quality,
                                   .transparent = order->layer != ORDER_POSTER,
                                   .small = order->effort == EFFORT_SMALL,
                                   .dpi = dpi_of(plan),
                                   .text = is_plain ? NULL : &text};
    bool done = is_plain ||
                file_text_make(&text, plan->template, order, poster->alt_text);
    done = done ? pack(canvas, &wish, &packed, err) : error_set_memory(err);
    file_text_finish(&text);
    if (!done)
        return false;
    poster->file = packed.file;
    poster->type = packed.type;
    note_file(&packed, wish.max_bytes, poster);
    return true;
}

static void name_poster(const struct plan *plan, struct poster *poster)
{
    poster->media_type = poster_media_type(poster->type);
    snprintf(poster->name, sizeof poster->name, "%s-%s.%s", plan->template->id,
             plan->format->id, types[poster->type].ending);
}

// What is said beside the pixels.
static bool describe(const struct plan *plan, const struct order *order,
                     struct poster *poster)
{
    if (plan->has_photo && !describe_photo(plan, poster))
        return false;
    if (order->layer != ORDER_POSTER)
        return true;
    describe_words(plan, poster);
    return alt_text_write(plan, order, poster->alt_text,
                          sizeof poster->alt_text);
}

bool poster_file_describe(const struct plan *plan, const struct order *order,
                          struct poster *poster, struct error *err)
{
    poster->type = order->type;
    poster->width_px = plan->width;
    poster->height_px = plan->height;
    name_poster(plan, poster);
    return describe(plan, order, poster) ? true : error_set_memory(err);
}

bool poster_file_write(const struct plan *plan, const struct order *order,
                       struct canvas *canvas, struct poster *poster,
                       struct error *err)
{
    if (!poster_file_describe(plan, order, poster, err))
        return false;
    const bool done = order->type == POSTER_WEBP
                          ? write_webp(canvas, poster, err)
                          : write_packed(plan, order, canvas, poster, err);
    // Another type than was asked for may have been chosen.
    name_poster(plan, poster);
    return done;
}
