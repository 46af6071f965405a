// Shown photo: a photo as any browser can show it: whole, upright, in sRGB, on
// white where it is transparent, and not larger than a page needs.
#pragma once

#include "bytes.h"
#include "error.h"
#include "limits.h"
#include "press.h"

#include <stdbool.h>

// Reads `file` within the limits and fills *shown, which the caller finishes.
// `turn` is 0, 90, 180 or 270 degrees clockwise. On false there is nothing to
// finish.
bool shown_photo_make(struct shown_photo *shown, struct bytes file, int turn,
                      const struct photo_limits *limits, struct error *err);
