// Kept photo: the whole photo of a kit, decoded once and upright, from which
// the window of each format is filled. Its focus is looked for once.
#pragma once

#include "error.h"
#include "focus.h"
#include "pixmap.h"
#include "plan.h"

#include <stdbool.h>
#include <stddef.h>

// The picture and its halves: of 12 megapixels, down to 1000 x 750.
enum { KEPT_LEVELS_MAX = 4 };

// A zeroed one keeps nothing.
struct kept_photo {
    // Each half as large as the one before; those behind the first are made
    // when a window wants them. Never more pixels than the photo has, nor more
    // than WINDOW_WHOLE_BYTES_MAX for the first.
    struct pixmap levels[KEPT_LEVELS_MAX];
    size_t level_count;
    int width; // px of the photo, upright
    int height;
    double scale; // pixels of the first level to one of the photo
    int reads;    // how often the photo was decoded for it
};

// Reads the photo of the plans that have one (all the same, turned the same),
// as large as the most demanding of them wants it, and frames each of them. A
// plan that wants more than can be kept does not count: it reads the photo for
// itself. Errors are those of a poster's photo. The caller finishes it, also on
// false.
bool kept_photo_read(struct kept_photo *kept, struct plan *const *plans,
                     size_t count, const struct focus_finder *finder,
                     struct error *err);

// Takes a zeroed one.
void kept_photo_finish(struct kept_photo *kept);

// True when the photo is kept large enough for the window of a plan.
bool kept_photo_serves(const struct kept_photo *kept, const struct plan *plan);

// Makes the picture that fills the window of a plan that was framed, which the
// caller finishes: from what is kept, or else from the photo itself.
bool kept_photo_fill(struct kept_photo *kept, const struct plan *plan,
                     struct pixmap *picture, struct error *err);
