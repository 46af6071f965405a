#include "logo_box.h"

#include <math.h>

// What of the smaller side of its box a plate keeps free around a mark.
static const double room = 0.13;

// A mark that is all ink looks as heavy as one of thin letters that has half
// as much room again.
static const double area_of_letters = 0.68;
static const double area_of_solid = 0.45;

// Two edges that are nearly as far away are none that it belongs to.
static const double even = 0.03;

static enum align find_side(double start, double size, double whole)
{
    const double off = 2 * start + size - whole;
    return fabs(off) < 2 * even * whole ? ALIGN_CENTER
           : off < 0                    ? ALIGN_LEFT
                                        : ALIGN_RIGHT;
}

struct logo_box logo_box_make(const struct rect *rect,
                              const struct rect *view_box)
{
    return (struct logo_box){
        .rect = *rect,
        .align = find_side(rect->x - view_box->x, rect->width, view_box->width),
        .room = room * fmin(rect->width, rect->height)};
}

struct rect logo_box_inside(const struct logo_box *box)
{
    const struct rect *rect = &box->rect;
    return (struct rect){rect->x + box->room, rect->y + box->room,
                         rect->width - 2 * box->room,
                         rect->height - 2 * box->room};
}

struct rect logo_box_place(const struct logo_box *box, double proportion,
                           double coverage, bool on_plate)
{
    const struct rect inside = on_plate ? logo_box_inside(box) : box->rect;
    const double area =
        inside.width * inside.height *
        (area_of_letters + (area_of_solid - area_of_letters) * coverage);
    const double height = fmin(inside.height, fmin(inside.width / proportion,
                                                   sqrt(area / proportion)));
    const double width = height * proportion;
    return (struct rect){
        inside.x + (inside.width - width) * (int)box->align / 2,
        inside.y + (inside.height - height) / 2, width, height};
}

struct rect logo_box_plate(const struct logo_box *box, const struct rect *place)
{
    return (struct rect){place->x - box->room, place->y - box->room,
                         place->width + 2 * box->room,
                         place->height + 2 * box->room};
}
