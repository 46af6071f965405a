// Show: a photo as a picture that every browser can show.
#pragma once

#include "press.h"

// Fills the poster with the order's photo, upright and turned, in sRGB, as a
// JPEG of at most 1600 px a side, never enlarged.
bool show_photo(const struct order *order, const struct photo_limits *limits,
                struct poster *poster, struct error *err);
