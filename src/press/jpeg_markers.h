// JPEG markers: walks through a JPEG by its markers alone, without decoding:
// how many passes its first picture takes, and whether its end is there.
#pragma once

#include "bytes.h"

#include <stdbool.h>

struct jpeg_markers {
    int scans;     // of the first picture
    bool complete; // the first picture ends with the marker EOI
};

// Whatever the bytes are, it takes one pass over them.
void jpeg_markers_walk(struct jpeg_markers *markers, struct bytes file);
