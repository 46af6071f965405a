// Poster file: a painted poster becomes the file that was asked for, with its
// name, its media type and what is said of it.
#pragma once

#include "canvas.h"
#include "plan.h"
#include "press.h"

#include <stdbool.h>

// Fills *poster, which the caller finishes, also on false.
bool poster_file_write(const struct plan *plan, const struct order *order,
                       struct canvas *canvas, struct poster *poster,
                       struct error *err);
