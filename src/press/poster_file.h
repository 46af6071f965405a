// Poster file: a painted poster becomes the file that was asked for, with its
// name, its media type and what is said of it.
#pragma once

#include "canvas.h"
#include "plan.h"
#include "press.h"

#include <stdbool.h>

// Fills *poster but for its file. False when memory is out.
bool poster_file_describe(const struct plan *plan, const struct order *order,
                          struct poster *poster, struct error *err);

// Fills *poster, which the caller finishes, also on false. A PDF is not made of
// a canvas: see encode_pdf.h.
bool poster_file_write(const struct plan *plan, const struct order *order,
                       struct canvas *canvas, struct poster *poster,
                       struct error *err);
