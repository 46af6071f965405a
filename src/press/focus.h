// Focus: which point of a photo should stay in view when nobody said so: the
// middle of the people's faces, or where faces usually are.
#pragma once

#include "error.h"
#include "geometry.h"
#include "pixmap.h"

#include <stdbool.h>

struct focus;

// Loads what it knows of faces from the LBP cascades (see cascade.h) of the
// Debian package opencv-data. Constant once made: it opens no file later. On
// false *focus is NULL.
bool focus_create(struct focus **focus, const char *cascades_dir,
                  struct error *err);

// Takes NULL.
void focus_destroy(struct focus *focus);

// Finds the point, 0..1 of the upright picture, which may have any size: the
// result hardly depends on it. `faces` is how many faces it is the middle of;
// 0: none was found. False when memory is out.
bool focus_find(const struct focus *focus, const struct pixmap *picture,
                struct point *point, int *faces);
