// PDF marks: what is printed beside a poster: where to cut it, and where its
// sheets meet. In points.
#pragma once

#include "geometry.h"
#include "pdf_page.h"
#include "pdf_sheets.h"

struct _cairo;
struct _cairo_font_face;

// Two lines at each corner of the cut, outside of the bleed.
void pdf_marks_crop(const struct pdf_page *page, struct _cairo *cairo);

// On a sheet: dashed lines where the edges of the next ones come, and in the
// strip that these cover an arrow to each and which sheet this is.
void pdf_marks_glue(const struct pdf_sheets *sheets, int row, int column,
                    const char *label, struct _cairo_font_face *font,
                    struct _cairo *cairo);
