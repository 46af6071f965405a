// Focus: the one point of a photo that should stay in view and lie where the
// design wants the head: what a user would have pointed at. Knows no crops.
#pragma once

#include "error.h"
#include "geometry.h"
#include "pixmap.h"

#include <stdbool.h>

// What finding needs, loaded once; constant then. Opens no file afterwards, so
// a child in a sandbox can use the one that it inherited.
struct focus_finder;

// The file in the folder that focus_create wants.
#define FOCUS_CASCADE_FILE "lbpcascade_frontalface.xml"

// `cascade_file` is OpenCV's cascade of faces seen from the front, by default
// FOCUS_CASCADE_FILE in /usr/share/opencv4/lbpcascades of the Debian package
// opencv-data. On false *finder is NULL; the error names the file, what is
// wrong, and the package when it is missing.
bool focus_create(struct focus_finder **finder, const char *cascade_file,
                  struct error *err);

// Takes NULL.
void focus_destroy(struct focus_finder *finder);

// All are 0..1 of the picture.
struct focus {
    struct point point;
    // All of the heads that belong to it, hair to chin; parts of it may lie
    // outside 0..1. Of no size when no face was found.
    struct rect heads;
};

// Finds the focus of an upright picture of any size: the middle of the head,
// or of all heads of a group; without a face, a third from above and as far
// to the side of the middle as there is sure to be something. A picture 400 px
// wide or high is enough (see FACES_SIDE_PX) and hardly gives another point
// than a larger one. The same picture gives the same point. The work is bounded
// whatever the picture shows. False, with *focus untouched, when memory is out.
bool focus_find(const struct focus_finder *finder, const struct pixmap *upright,
                struct focus *focus);
