// Halo: the soft surroundings of some letters, as coverage. It is what a shadow
// is painted by, and which pixels count as lying behind the words.
#pragma once

#include "error.h"
#include "glyphs.h"
#include "typeset.h"

#include <stdint.h>

struct halo {
    uint8_t *pixels; // owned; width x height coverages, rows without padding
    int left;        // px, of the canvas; may lie outside it
    int top;
    int width;
    int height;
};

// The letters of a typeset, blurred over about a tenth of an em. On false there
// is nothing to finish.
bool halo_init(struct halo *halo, const struct typeset *typeset,
               struct glyphs *glyphs, struct error *err);

// Takes a zeroed halo.
void halo_finish(struct halo *halo);
