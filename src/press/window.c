#include "window.h"

#include "framing.h"
#include "sharpness.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SMALL_SIDE_PX = 480 };

// What a photo may lack of the pixels that are wanted so that a face is large:
// softness is seen later than smallness.
static const double near_enough = 0.75;

// How far the photo may be enlarged before it has too few pixels.
static double most_zoom(const struct plan *plan)
{
    int width;
    int height;
    photo_upright_size(&plan->photo, plan->turn, &width, &height);
    return sharpness_scale(plan->template, plan->format, width, height, 1) /
           (near_enough * sharpness_wanted(plan->format));
}

// How near to go, when the user did not say. A wide photo often shows more
// people than faces are found.
static double find_zoom(const struct plan *plan, const struct focus *focus)
{
    int width;
    int height;
    photo_upright_size(&plan->photo, plan->turn, &width, &height);
    if (plan->framing.has_zoom || width > height)
        return plan->framing.zoom;
    return framing_zoom_to(focus->heads, width, height, plan->crop,
                           most_zoom(plan));
}

static void set_framing(struct plan *plan, const struct focus *focus)
{
    plan->has_face = focus->heads.width > 0;
    plan_set_framing(plan, focus->point, find_zoom(plan, focus));
}

static bool find_framing(struct plan *plan, const struct focus_finder *finder,
                         const struct pixmap *picture, struct error *err)
{
    struct focus focus;
    if (!focus_find(finder, picture, &focus))
        return error_set_memory(err);
    set_framing(plan, &focus);
    return true;
}

bool window_read(const struct plan *plan, struct pixmap *picture,
                 struct error *err)
{
    return photo_read(&plan->photo, plan->turn, plan->crop,
                      (int)plan->window.width, (int)plan->window.height,
                      picture, err);
}

// The whole upright photo at a size of width x height pixels.
static bool read_whole(const struct plan *plan, int width, int height,
                       struct pixmap *picture, struct error *err)
{
    struct rect whole = {0};
    int upright_width;
    int upright_height;
    photo_upright_size(&plan->photo, plan->turn, &upright_width,
                       &upright_height);
    whole.width = upright_width;
    whole.height = upright_height;
    return photo_read(&plan->photo, plan->turn, whole, width, height, picture,
                      err);
}

// Where a part of `length` pixels lies that begins at `start` of `side` photo
// pixels, in a picture of `pixels`.
static int place(double start, int side, int pixels, int length)
{
    const int at = (int)lround(start * pixels / side);
    return at < 0 ? 0 : at > pixels - length ? pixels - length : at;
}

// The crop begins at a whole pixel of the whole photo at its size on the poster
// (width x height), which left and top tell.
static void settle_crop(struct plan *plan, int width, int height, int *left,
                        int *top)
{
    int upright_width;
    int upright_height;
    photo_upright_size(&plan->photo, plan->turn, &upright_width,
                       &upright_height);
    *left = place(plan->crop.x, upright_width, width, (int)plan->window.width);
    *top =
        place(plan->crop.y, upright_height, height, (int)plan->window.height);
    plan->crop.x = (double)*left * upright_width / width;
    plan->crop.y = (double)*top * upright_height / height;
}

static bool fill_at_once(struct plan *plan, const struct focus_finder *finder,
                         int width, int height, struct pixmap *picture,
                         struct error *err)
{
    int left;
    int top;
    if (!read_whole(plan, width, height, picture, err))
        return false;
    const double zoom = plan->framing.zoom;
    if (!find_framing(plan, finder, picture, err)) {
        pixmap_finish(picture);
        return false;
    }
    // What was read is too small to go near.
    if (plan->framing.zoom > zoom) {
        pixmap_finish(picture);
        return window_read(plan, picture, err);
    }
    settle_crop(plan, width, height, &left, &top);
    pixmap_cut(picture, left, top, (int)plan->window.width,
               (int)plan->window.height);
    return true;
}

static bool fill_in_two(struct plan *plan, const struct focus_finder *finder,
                        int width, int height, struct pixmap *picture,
                        struct error *err)
{
    struct pixmap small;
    const double scale = fmin(1, (double)SMALL_SIDE_PX / fmax(width, height));
    if (!read_whole(plan, (int)fmax(1, round(width * scale)),
                    (int)fmax(1, round(height * scale)), &small, err))
        return false;
    const bool found = find_framing(plan, finder, &small, err);
    pixmap_finish(&small);
    return found && window_read(plan, picture, err);
}

// The size of the whole photo on the poster; false when it is too large to be
// held.
static bool find_whole(const struct plan *plan, int *width, int *height)
{
    photo_upright_size(&plan->photo, plan->turn, width, height);
    // The crop has the window's proportions; both sides are scaled alike.
    const double scale = plan->window.width / plan->crop.width;
    const double whole_width = fmax(plan->window.width, round(*width * scale));
    const double whole_height =
        fmax(plan->window.height, round(*height * scale));
    if (whole_width * whole_height * PIXMAP_CHANNELS > WINDOW_WHOLE_BYTES_MAX)
        return false;
    *width = (int)whole_width;
    *height = (int)whole_height;
    return true;
}

bool window_fill(struct plan *plan, const struct focus_finder *finder,
                 struct pixmap *picture, struct error *err)
{
    int width;
    int height;
    if (plan->framing.has_focus)
        return window_read(plan, picture, err);
    return find_whole(plan, &width, &height)
               ? fill_at_once(plan, finder, width, height, picture, err)
               : fill_in_two(plan, finder, width, height, picture, err);
}

void window_frame(struct plan *plan, const struct focus *focus)
{
    int width;
    int height;
    int left;
    int top;
    if (plan->framing.has_focus)
        return;
    const bool at_once = find_whole(plan, &width, &height);
    const double zoom = plan->framing.zoom;
    set_framing(plan, focus);
    if (at_once && plan->framing.zoom <= zoom)
        settle_crop(plan, width, height, &left, &top);
}
