// PDF art: the drawing of a plan as vectors, and the photo in its window.
#pragma once

#include "art.h"
#include "error.h"
#include "pdf_photo.h"
#include "plan.h"

#include <stdbool.h>

struct _cairo_surface;

struct pdf_art {
    const struct plan *plan;        // borrowed
    const struct pdf_photo *photo;  // borrowed; NULL: none
    struct art *art;                // owned
    struct _cairo_surface *surface; // owned; of the photo
    bool is_plain; // the window is a rectangle, with hard edges
};

// On false there is nothing to close.
bool pdf_art_open(struct pdf_art *art, const struct plan *plan,
                  const struct pdf_photo *photo, struct error *err);

// Draws it by a context of which a unit is a pixel of the plan; as often as is
// wanted. The photo stands in the file once.
bool pdf_art_draw(const struct pdf_art *art, struct _cairo *cairo,
                  struct error *err);

// Takes a zeroed one.
void pdf_art_close(struct pdf_art *art);
