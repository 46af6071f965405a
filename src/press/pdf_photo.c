#include "pdf_photo.h"

#include "blend.h"
#include "canvas.h"
#include "encode_jpeg.h"
#include "jpeg_crop.h"
#include "jpeg_markers.h"
#include "photo.h"
#include "profile.h"

#include <math.h>
#include <string.h>

enum { QUALITY = 92, MOST_PIXELS = 2 };

static bool note_colors(void *context, const struct photo_part *part)
{
    struct profile *profile = NULL;
    bool *plain = context;
    *plain = part->tag.space != PROFILE_INKS &&
             profile_create(&profile, &part->tag) && !profile;
    profile_destroy(profile);
    return false;
}

static void take_no_row(void *context, const uint8_t *row)
{
    (void)context;
    (void)row;
}

// True when the samples of a photo are sRGB, or as good as. Stops reading as
// soon as that is known.
static bool is_srgb(const struct photo *photo)
{
    bool plain = false;
    const struct photo_sink sink = {note_colors, take_no_row, &plain};
    const struct photo_need need = {
        .right = photo->width, .bottom = photo->height, .reduction = 8};
    struct error ignored = {0};
    photo->reader->read(photo, &need, &sink, &ignored);
    return plain;
}

// From px of the stored photo, from `left` and `top` on, over those of the
// upright one, to those of the plan.
static void place_stored(struct pdf_photo *made, const struct plan *plan,
                         double left, double top)
{
    const struct photo *photo = &plan->photo;
    const struct orientation o = photo_orientation(photo, plan->turn);
    const struct rect *crop = &plan->crop;
    const double scale_x = plan->window.width / crop->width;
    const double scale_y = plan->window.height / crop->height;
    // Stored x and y, counted the way in which the upright sides run.
    const double step_x = o.flip_x ? -1 : 1;
    const double step_y = o.flip_y ? -1 : 1;
    const double from_x = o.flip_x ? photo->width - left : left;
    const double from_y = o.flip_y ? photo->height - top : top;
    made->xx = o.transpose ? 0 : step_x * scale_x;
    made->xy = o.transpose ? step_y * scale_x : 0;
    made->yx = o.transpose ? step_x * scale_y : 0;
    made->yy = o.transpose ? 0 : step_y * scale_y;
    made->x0 =
        plan->window.x + ((o.transpose ? from_y : from_x) - crop->x) * scale_x;
    made->y0 =
        plan->window.y + ((o.transpose ? from_x : from_y) - crop->y) * scale_y;
}

static bool take_over(struct pdf_photo *made, const struct plan *plan,
                      bool strict)
{
    const struct photo *photo = &plan->photo;
    struct rect stored =
        orientation_to_stored(photo_orientation(photo, plan->turn), plan->crop,
                              photo->width, photo->height);
    if (photo->reader != &photo_jpeg ||
        plan->crop.width > MOST_PIXELS * plan->window.width ||
        !is_srgb(photo) ||
        !jpeg_crop(photo->file, strict, &stored, &made->jpeg)) {
        buffer_finish(&made->jpeg);
        return false;
    }
    made->width = (int)stored.width;
    made->height = (int)stored.height;
    place_stored(made, plan, stored.x, stored.y);
    return true;
}

static bool is_opaque(const struct pixmap *picture)
{
    for (int y = 0; y < picture->height; y++) {
        const uint8_t *row = pixmap_row(picture, y);
        for (int x = 0; x < picture->width; x++)
            if (row[PIXMAP_CHANNELS * x + 3] != 255)
                return false;
    }
    return true;
}

static bool compress(struct pdf_photo *made, const struct pixmap *picture,
                     struct error *err)
{
    const struct jpeg_wish wish = {.quality = QUALITY, .full_color = true};
    struct canvas *canvas =
        canvas_create(picture->width, picture->height, CANVAS_WHITE);
    if (!canvas)
        return error_set_memory(err);
    for (int y = 0; y < picture->height; y++)
        blend_rgba(canvas_row(canvas, y), pixmap_row(picture, y),
                   picture->width);
    const bool done = encode_jpeg(canvas, &wish, &made->jpeg, err);
    canvas_destroy(canvas);
    return done;
}

static bool copy(struct pdf_photo *made, const struct pixmap *picture,
                 struct error *err)
{
    if (!pixmap_init(&made->pixels, picture->width, picture->height))
        return error_set_memory(err);
    for (int y = 0; y < picture->height; y++)
        memcpy(pixmap_row(&made->pixels, y), pixmap_row(picture, y),
               (size_t)picture->width * PIXMAP_CHANNELS);
    return true;
}

static bool keep(struct pdf_photo *made, const struct plan *plan,
                 const struct pixmap *picture, struct error *err)
{
    made->width = picture->width;
    made->height = picture->height;
    made->xx = plan->window.width / picture->width;
    made->yy = plan->window.height / picture->height;
    made->x0 = plan->window.x;
    made->y0 = plan->window.y;
    return is_opaque(picture) ? compress(made, picture, err)
                              : copy(made, picture, err);
}

// A photo with fewer pixels than its window is read again: no reader of the
// PDF enlarges it worse than we did.
static bool keep_small(struct pdf_photo *made, const struct plan *plan,
                       struct error *err)
{
    struct pixmap small;
    if (!photo_read(&plan->photo, plan->turn, plan->crop,
                    (int)fmax(1, round(plan->crop.width)),
                    (int)fmax(1, round(plan->crop.height)), &small, err))
        return false;
    const bool done = keep(made, plan, &small, err);
    pixmap_finish(&small);
    return done;
}

bool pdf_photo_take_over(struct pdf_photo *photo, const struct plan *plan)
{
    struct jpeg_markers markers;
    *photo = (struct pdf_photo){0};
    jpeg_markers_walk(&markers, plan->photo.file);
    return markers.complete && markers.scans <= plan->photo.limits->scans &&
           take_over(photo, plan, true);
}

bool pdf_photo_make(struct pdf_photo *photo, const struct plan *plan,
                    const struct pixmap *picture, struct error *err)
{
    *photo = (struct pdf_photo){0};
    const bool done = take_over(photo, plan, false) ||
                      (plan->crop.width < plan->window.width
                           ? keep_small(photo, plan, err)
                           : keep(photo, plan, picture, err));
    if (!done)
        pdf_photo_finish(photo);
    return done;
}

void pdf_photo_finish(struct pdf_photo *photo)
{
    buffer_finish(&photo->jpeg);
    pixmap_finish(&photo->pixels);
    *photo = (struct pdf_photo){0};
}
