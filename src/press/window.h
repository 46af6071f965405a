// Window: fills the photo window of a plan. Where the user gave no focus, it
// finds one in the photo, and the plan's crop follows.
#pragma once

#include "error.h"
#include "focus.h"
#include "pixmap.h"
#include "plan.h"

#include <stdbool.h>

enum {
    // Up to so many bytes, the whole photo is read at the size that it has on
    // the poster, to be cut when its focus is known: a photo of 48 megapixels
    // on a full page is 68 MB. A larger one (a small part of a photo, enlarged)
    // is read twice, first small.
    WINDOW_WHOLE_BYTES_MAX = 70 * 1000 * 1000,
};

// Makes the picture that fills plan->window, which the caller finishes. The
// plan must have a photo.
bool window_fill(struct plan *plan, const struct focus_finder *finder,
                 struct pixmap *picture, struct error *err);

// Frames a plan with a focus that was found once for many of them: its crop is
// then the one that window_fill reads, had it found the same focus. A focus
// that the user gave stays.
void window_frame(struct plan *plan, const struct focus *focus);

// Makes the picture of the crop that a plan has, which the caller finishes.
bool window_read(const struct plan *plan, struct pixmap *picture,
                 struct error *err);
