// Backdrop: what of the art lies under a part of a layout, and where the photo
// shows there, without the photo: the same for a preview and for the print, at
// every size.
#pragma once

#include "art.h"
#include "error.h"
#include "geometry.h"

#include <stdbool.h>
#include <stdint.h>

struct plan;

struct backdrop {
    struct rect box;    // what it shows, in viewBox units
    struct band colors; // 0xPPRRGGBB: the art on white, and how much of the
                        // photo shows beside it, 0..255; owned
};

// On false there is nothing to finish.
bool backdrop_draw(struct backdrop *backdrop, const struct plan *plan,
                   const struct rect *box, struct error *err);

// Takes a zeroed one.
void backdrop_finish(struct backdrop *backdrop);

// The pixel at a point in viewBox units, or the nearest one.
uint32_t backdrop_at(const struct backdrop *backdrop, double x, double y);

// The share of an area, in viewBox units, where the photo shows, 0..1.
double backdrop_photo(const struct backdrop *backdrop, const struct rect *area);
