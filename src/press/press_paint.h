// Press, from inside: a poster as pixels, for rooms that put several together,
// and a poster in two steps.
#pragma once

#include "canvas.h"
#include "focus.h"
#include "kept_photo.h"
#include "plan.h"
#include "press.h"

// Paints the poster of an order. On success the caller destroys *canvas.
bool press_paint(struct press *press, const struct order *order,
                 struct canvas **canvas, struct error *err);

// The same, with the plan that it was painted from, which the caller finishes.
bool press_paint_plan(struct press *press, const struct order *order,
                      struct plan *plan, struct canvas **canvas,
                      struct error *err);

// Finds what an order names, checks the order and plans its poster. On success
// the caller finishes the plan, which borrows from the order.
bool press_plan(struct press *press, const struct order *order,
                struct plan *plan, struct error *err);

// Prints the poster of a plan of that order, its photo taken from `kept`, which
// framed it. As press_print.
bool press_print_plan(struct press *press, const struct order *order,
                      struct plan *plan, struct kept_photo *kept,
                      struct poster *poster, struct error *err);

// Who finds the focus of photos.
const struct focus_finder *press_focus_finder(const struct press *press);
