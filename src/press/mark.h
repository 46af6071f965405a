// Mark: a logo as a picture: what of it is inked, how heavy it is, whether it
// brings a ground of its own; and the same drawn at any size. Sets it nowhere
// (see plan_logo.h).
#pragma once

#include "art.h"
#include "error.h"
#include "geometry.h"
#include "logo.h"

#include <stdbool.h>
#include <stdint.h>

struct mark {
    // What is inked, as shares of the logo's width and height: margins that
    // nobody sees are left out.
    struct rect ink;
    double proportion; // the ink's width to its height
    double coverage;   // the share of it that ink covers, 0..1
    bool is_opaque;    // fills its rectangle, like a photo
    bool has_ground;   // lies on one colour, which is no ink:
    unsigned ground_rgb;
    struct band picture; // the ink, small; owned
};

// The longer side of the small picture, px.
enum { MARK_SIDE = 128 };

// Draws the logo small and looks at it. False, with nothing to finish, when it
// cannot be drawn or shows nothing: *err says why.
bool mark_measure(struct mark *mark, const struct logo *logo,
                  struct error *err);

// Takes a zeroed one.
void mark_finish(struct mark *mark);

// Whether a pixel of the small picture is ink.
bool mark_is_ink(const struct mark *mark, int x, int y);

// The colour of a pixel that is ink, 0xRRGGBB.
unsigned mark_color(const struct mark *mark, int x, int y);

// Draws what of a logo is inked to `place`, in px of a poster. On success the
// caller finishes *picture, whose first pixel is at (*left, *top).
bool mark_draw(const struct logo *logo, const struct rect *ink,
               const struct rect *place, struct band *picture, int *left,
               int *top, struct error *err);

// Where the whole logo lies when its ink lies at `place`.
struct rect mark_whole(const struct rect *ink, const struct rect *place);
