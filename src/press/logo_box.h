// Logo box: how a mark or a name lies in the box of a layout: to which of its
// sides, how large, with how much room on a plate. Half-way down, as the
// campaign's sign-off beside it. Pure arithmetic, in viewBox units.
#pragma once

#include "geometry.h"
#include "template.h"

struct logo_box {
    struct rect rect;
    enum align align; // to the side that lies nearest to the poster's edge
    double room;      // between a mark and the edge of its plate
};

struct logo_box logo_box_make(const struct rect *rect,
                              const struct rect *view_box);

// The box that is left inside a plate.
struct rect logo_box_inside(const struct logo_box *box);

// Where a mark of some proportion (width to height) lies, of whose area ink
// covers a share: as heavy to the eye as any other. `on_plate`: with room for
// one.
struct rect logo_box_place(const struct logo_box *box, double proportion,
                           double coverage, bool on_plate);

// The plate around it.
struct rect logo_box_plate(const struct logo_box *box,
                           const struct rect *place);
