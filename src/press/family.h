// Family: a family of aspect ratios, the section [layout ID] of formats.ini:
// the canvas that the designers of a layout draw on, how much of it is bleed,
// and where on it words are safe. Draws nothing and knows no template.
#pragma once

#include "error.h"
#include "geometry.h"
#include "ini.h"
#include "limits.h"

#include <stdbool.h>

// All in viewBox units of the layout.
struct family {
    char id[LIMIT_ID_BYTES]; // the layout's
    double width;            // of the viewBox, with bleed
    double height;
    double bleed; // on each side; 0 for screens
    double safe_top;
    double safe_right;
    double safe_bottom;
    double safe_left;
    bool round; // shown as the circle inside the canvas
};

// Takes one entry of the section. Errors name file, line, section and key.
bool family_take(struct family *family, const struct ini_entry *entry,
                 struct error *err);

// What is still missing at the end of the section; NULL when nothing is.
const char *family_missing(const struct family *family);

// True when a box lies where words can be read: inside the margins, and of a
// round family inside the circle.
bool family_is_safe(const struct family *family, const struct rect *box);
