// Plate: the ground that is put under a logo or a name where the art or the
// photo would swallow it: when it is wanted, in which colour, and the rounded
// rectangle itself on a canvas.
#pragma once

#include "backdrop.h"
#include "canvas.h"
#include "mark.h"
#include "template.h"

#include <stdbool.h>

// The darkest ground without a theme: the campaign's ink.
enum { PLATE_INK = 0x14110f };

struct plate {
    struct rect rect;
    double radius; // of its corners
    unsigned rgb;  // 0xRRGGBB
};

// Whether a mark that is set at `place` (viewBox units) can do without: no
// photo shows there, and most of its outline stands out from the art.
bool plate_can_miss(const struct backdrop *backdrop, const struct mark *mark,
                    const struct rect *place);

// The colour of the theme, or white or black, from which most of the mark's
// outline stands out; a light one when both do, as most logos are drawn on
// white.
unsigned plate_color(const struct theme *theme, const struct mark *mark);

// Whether a mark is lost on white paper, and seen on a dark ground.
bool plate_is_dark(const struct mark *mark);

// The lightest and the darkest that a plate of the theme may have.
unsigned plate_light(const struct theme *theme);
unsigned plate_dark(const struct theme *theme);

// Paints a plate, in px of the canvas, its edges softened.
void plate_paint(const struct plate *plate, struct canvas *canvas);
