// Compose: a plan's art and photo become pixels, layer by layer: under-art,
// photo, over-art. The words come after, see ink.h.
#pragma once

#include "canvas.h"
#include "error.h"
#include "pixmap.h"
#include "plan.h"

#include <stdbool.h>

// Paints the plan onto a white canvas of its size. `picture` is the photo, cut
// and scaled to the plan's window; NULL when the plan has none. Its rows are
// given up as they are painted: it can only be finished afterwards.
bool compose_art(const struct plan *plan, const struct pixmap *picture,
                 struct canvas *canvas, struct error *err);

// Paints the art alone onto a clear canvas: where the photo shows, it stays
// clear.
bool compose_frame(const struct plan *plan, struct canvas *canvas,
                   struct error *err);
