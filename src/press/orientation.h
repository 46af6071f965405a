// Orientation: how a picture as it is stored stands to the picture as it is
// meant to be seen (upright): the eight ways of EXIF, and turns by the user.
#pragma once

#include "geometry.h"
#include "pixmap.h"

#include <stdbool.h>

// The stored pixel of the upright pixel (x, y) is found by exchanging x and y
// if `transpose`, then counting x from the other side if `flip_x`, and y if
// `flip_y`. A zeroed struct leaves the picture as it is.
struct orientation {
    bool transpose;
    bool flip_x;
    bool flip_y;
};

// The orientation of an EXIF value 1..8 (TIFF 6.0, tag 274); any other value
// means 1, as readers of photos agree.
struct orientation orientation_from_exif(int value);

// The same picture, then turned clockwise by 0, 90, 180 or 270 degrees.
struct orientation orientation_turn(struct orientation orientation,
                                    int degrees);

// Where a rectangle of the upright picture lies in the stored picture of
// width x height pixels.
struct rect orientation_to_stored(struct orientation orientation,
                                  struct rect upright, int width, int height);

// Puts `count` rows of the stored picture, from row `first` on, to their places
// in the upright one, which has the size of the stored one, or that with sides
// exchanged. `rows` follow each other without padding. Many rows at a time are
// quicker: a transposed row is a column, which touches memory everywhere.
void orientation_place(struct orientation orientation, const uint8_t *rows,
                       int first, int count, struct pixmap *upright);
