// Pyramid: a grey picture again and again, each time a little smaller, so that
// a window of one size finds what is small and what is large.
#pragma once

#include "integral.h"
#include "pixmap.h"

#include <stdbool.h>
#include <stddef.h>

// From 400 px to 3 px in steps of 1.2 takes 27.
enum { PYRAMID_LEVELS_MAX = 32 };

struct pyramid {
    struct grey levels[PYRAMID_LEVELS_MAX]; // the first is the largest
    size_t level_count;
    uint8_t *memory; // of all levels, owned
};

// The first level is the picture in grey (at most INTEGRAL_SIDE_PX a side;
// what is transparent counts as mid-grey), each next one smaller by `step`
// (more than 1), and the last the smallest that holds a window of
// width x height px (3 or more a side). None when the picture itself does not.
// False when memory is out.
bool pyramid_init(struct pyramid *pyramid, const struct pixmap *picture,
                  double step, int width, int height);

// Takes a zeroed pyramid.
void pyramid_finish(struct pyramid *pyramid);
