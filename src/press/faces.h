// Faces: where in a picture people's faces are, seen from the front and
// upright. Finds three of four; one from the side, tilted or hidden in part is
// missed. Knows nothing of whose they are.
#pragma once

#include "cascade.h"
#include "geometry.h"
#include "pixmap.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    FACES_MAX = 16,
    // A picture is looked at with its longer side at this many pixels ...
    FACES_SIDE_PX = 400,
    // ... or with this many in all, whichever is less: work is by the pixel.
    // Of 4:3 a face is found from 6% of the longer side on, a head from a
    // tenth.
    FACES_AREA_PX = 400 * 300,
};

struct face {
    // Brows to lips, ear to ear; 0..1 of the picture, or past its edges when
    // the face fills it.
    struct rect box;
    int hits; // windows that agree on it; the more, the surer
};

// Finds up to FACES_MAX faces, the surest first; none is an answer, too. The
// picture may have any size; it is scaled. Once a face is found beyond
// doubt, much smaller ones are not looked for. The work is bounded whatever
// the picture shows. False when memory is out.
bool faces_find(const struct cascade *cascade, const struct pixmap *picture,
                struct face faces[FACES_MAX], size_t *count);
