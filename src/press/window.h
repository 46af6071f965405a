// Window: fills the photo window of a plan. Where the user gave no focus, it
// finds one in the photo, and the plan's crop follows.
#pragma once

#include "error.h"
#include "focus.h"
#include "pixmap.h"
#include "plan.h"

#include <stdbool.h>

// Makes the picture that fills plan->window, which the caller finishes. The
// plan must have a photo.
bool window_fill(struct plan *plan, const struct focus_finder *finder,
                 struct pixmap *picture, struct error *err);
