// Press, from inside: a poster as pixels, for rooms that put several together.
#pragma once

#include "canvas.h"
#include "press.h"

// Paints the poster of an order. On success the caller destroys *canvas.
bool press_paint(struct press *press, const struct order *order,
                 struct canvas **canvas, struct error *err);
