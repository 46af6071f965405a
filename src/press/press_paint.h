// Press, from inside: a poster as pixels, for rooms that put several together.
#pragma once

#include "canvas.h"
#include "plan.h"
#include "press.h"

// Paints the poster of an order. On success the caller destroys *canvas.
bool press_paint(struct press *press, const struct order *order,
                 struct canvas **canvas, struct error *err);

// The same, with the plan that it was painted from, which the caller finishes.
bool press_paint_plan(struct press *press, const struct order *order,
                      struct plan *plan, struct canvas **canvas,
                      struct error *err);
