// HEIF boxes: looks through the boxes of a HEIC or AVIF for what libheif does
// not say: whether the file is whole, and whether it says itself how the
// picture is turned.
#pragma once

#include "bytes.h"

#include <stdbool.h>

struct heif_boxes {
    bool complete; // no known box goes past the end of the file
    bool has_turn; // the primary picture has a box irot or imir
};

void heif_boxes_walk(struct heif_boxes *boxes, struct bytes file);
