// Subject: where across a picture its subject probably stands, when no face
// tells. Goes by what differs from the picture's edges, so it works for backs
// and profiles, in black and white, and for everybody's skin: a colour of skin
// was tried and told nothing more. Says nothing of how high the subject is.
#pragma once

#include "pixmap.h"

#include <stdbool.h>

struct subject {
    double x;         // 0..1 of the picture
    double certainty; // 0: could be anywhere; 1: all that differs is there
};

// The picture may have any size; what is transparent is background. False when
// memory is out.
bool subject_find(const struct pixmap *picture, struct subject *subject);
