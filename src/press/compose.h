// Compose: art and photo become pixels, row by row: under-art, photo, over-art.
// The words come after, see ink.h.
#pragma once

#include "artwork.h"
#include "canvas.h"
#include "pixmap.h"
#include "plan.h"

// Paints a plan onto a white canvas of its size. `artwork` is the art of this
// plan; `picture` is the photo, cut and scaled to the plan's window; NULL when
// the plan has none. Its rows are given up as they are painted: it can only be
// finished afterwards.
void compose_art(const struct plan *plan, const struct artwork *artwork,
                 const struct pixmap *picture, struct canvas *canvas);

// Paints the art alone onto a clear canvas: where the photo shows, it stays
// clear.
void compose_frame(const struct plan *plan, const struct artwork *artwork,
                   struct canvas *canvas);
