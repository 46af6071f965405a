// Halo: the soft surroundings of some letters, as coverage. It is what a shadow
// is painted by, and which pixels count as lying behind the words.
#pragma once

#include "error.h"
#include "glyphs.h"
#include "typeset.h"

#include <stdint.h>

struct halo {
    uint8_t *pixels; // owned; width x height coverages, rows without padding
    int step;        // canvas pixels to one of its own, each way
    int left;        // in its own pixels; may lie outside the canvas
    int top;
    int width;
    int height;
};

// The letters of a typeset, blurred over about a tenth of an em, at one pixel
// for `step` of the canvas (1: as it is painted). On false there is nothing to
// finish.
bool halo_init(struct halo *halo, const struct typeset *typeset,
               struct glyphs *glyphs, int step, struct error *err);

// Takes a zeroed halo.
void halo_finish(struct halo *halo);
