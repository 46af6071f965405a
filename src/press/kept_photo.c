#include "kept_photo.h"

#include "photo.h"
#include "resample.h"
#include "window.h"

#include <math.h>
#include <string.h>

enum {
    // Where no plan can be served from what is kept, a picture of this size is
    // read to look for the focus.
    SMALL_SIDE_PX = 480,
};

// What rounding of sizes may take from a scale.
static const double near_scale = 0.999;

// How many pixels of the window there are to one of the photo; more than its
// own the photo does not have.
static double wanted_scale(const struct plan *plan)
{
    return fmin(1, plan->window.width / plan->crop.width);
}

static double most_scale(const struct kept_photo *kept)
{
    const double bytes = (double)kept->width * kept->height * PIXMAP_CHANNELS;
    return fmin(1, sqrt(WINDOW_WHOLE_BYTES_MAX / bytes));
}

// The largest scale that can be kept and that a plan wants; 0 when there is no
// such plan.
static double find_scale(const struct kept_photo *kept,
                         struct plan *const *plans, size_t count)
{
    const double most = most_scale(kept);
    double scale = 0;
    for (size_t i = 0; i < count; i++) {
        const double wanted = wanted_scale(plans[i]);
        if (wanted <= most && wanted > scale)
            scale = wanted;
    }
    return scale;
}

static int scaled(int side, double scale)
{
    return (int)fmax(1, ceil(side * scale));
}

static bool read_at(struct kept_photo *kept, const struct plan *plan,
                    double scale, struct error *err)
{
    const struct rect whole = {.width = kept->width, .height = kept->height};
    kept->reads++;
    if (!photo_read(&plan->photo, plan->turn, whole, scaled(kept->width, scale),
                    scaled(kept->height, scale), &kept->levels[0], err))
        return false;
    kept->level_count = 1;
    kept->scale = scale;
    return true;
}

static void drop_levels(struct kept_photo *kept)
{
    while (kept->level_count > 0)
        pixmap_finish(&kept->levels[--kept->level_count]);
}

// Where the user gave no focus, one is found, and the crops follow.
static bool frame(struct kept_photo *kept, struct plan *const *plans,
                  size_t count, const struct focus_finder *finder,
                  struct error *err)
{
    struct focus focus;
    if (plans[0]->framing.has_focus)
        return true;
    if (!focus_find(finder, &kept->levels[0], &focus))
        return error_set_memory(err);
    for (size_t i = 0; i < count; i++)
        window_frame(plans[i], &focus);
    return true;
}

bool kept_photo_read(struct kept_photo *kept, struct plan *const *plans,
                     size_t count, const struct focus_finder *finder,
                     struct error *err)
{
    *kept = (struct kept_photo){0};
    if (count == 0)
        return true;
    photo_upright_size(&plans[0]->photo, plans[0]->turn, &kept->width,
                       &kept->height);
    double scale = find_scale(kept, plans, count);
    if (scale == 0)
        scale =
            fmin(1, (double)SMALL_SIDE_PX / fmax(kept->width, kept->height));
    if (!read_at(kept, plans[0], scale, err) ||
        !frame(kept, plans, count, finder, err))
        return false;
    // A face that is small makes the frames go nearer: the photo is then read
    // again, larger.
    const double nearer = find_scale(kept, plans, count);
    if (nearer * near_scale <= scale)
        return true;
    drop_levels(kept);
    return read_at(kept, plans[0], nearer, err);
}

void kept_photo_finish(struct kept_photo *kept)
{
    drop_levels(kept);
    *kept = (struct kept_photo){0};
}

bool kept_photo_serves(const struct kept_photo *kept, const struct plan *plan)
{
    return kept->level_count > 0 &&
           wanted_scale(plan) * near_scale <= kept->scale;
}

static void take_row(void *context, int y, uint8_t *row)
{
    const struct pixmap *picture = context;
    memcpy(pixmap_row(picture, y), row,
           (size_t)picture->width * PIXMAP_CHANNELS);
}

// Scales the part `crop` of a level to the size of the picture.
static bool scale_part(const struct pixmap *level, struct rect crop,
                       struct pixmap *picture)
{
    struct resample *resample;
    const struct resample_job job = {.source_width = level->width,
                                     .source_height = level->height,
                                     .crop = crop,
                                     .width = picture->width,
                                     .height = picture->height,
                                     .take = take_row,
                                     .context = picture};
    if (!resample_create(&resample, &job))
        return false;
    for (int y = 0; y < level->height && !resample_done(resample); y++)
        resample_push(resample, pixmap_row(level, y));
    resample_destroy(resample);
    return true;
}

static bool add_level(struct kept_photo *kept)
{
    const struct pixmap *last = &kept->levels[kept->level_count - 1];
    struct pixmap *next = &kept->levels[kept->level_count];
    const struct rect whole = {.width = last->width, .height = last->height};
    if (!pixmap_init(next, (last->width + 1) / 2, (last->height + 1) / 2))
        return false;
    if (!scale_part(last, whole, next)) {
        pixmap_finish(next);
        return false;
    }
    kept->level_count++;
    return true;
}

// The smallest level that has a pixel for each that is wanted; NULL when memory
// is out.
static const struct pixmap *find_level(struct kept_photo *kept, double wanted)
{
    size_t level = 0;
    for (double scale = kept->scale / 2;
         scale >= wanted && level + 1 < KEPT_LEVELS_MAX; scale /= 2)
        level++;
    while (kept->level_count <= level)
        if (!add_level(kept))
            return NULL;
    return &kept->levels[level];
}

static bool fill_from(const struct kept_photo *kept, const struct pixmap *level,
                      const struct plan *plan, struct pixmap *picture)
{
    const double step_x = (double)level->width / kept->width;
    const double step_y = (double)level->height / kept->height;
    const struct rect crop = {plan->crop.x * step_x, plan->crop.y * step_y,
                              plan->crop.width * step_x,
                              plan->crop.height * step_y};
    if (!pixmap_init(picture, (int)plan->window.width,
                     (int)plan->window.height))
        return false;
    if (scale_part(level, crop, picture))
        return true;
    pixmap_finish(picture);
    return false;
}

bool kept_photo_fill(struct kept_photo *kept, const struct plan *plan,
                     struct pixmap *picture, struct error *err)
{
    if (!kept_photo_serves(kept, plan))
        return window_read(plan, picture, err);
    const struct pixmap *level = find_level(kept, wanted_scale(plan));
    if (!level || !fill_from(kept, level, plan, picture))
        return error_set_memory(err);
    return true;
}
