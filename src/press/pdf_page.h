// PDF page: the size of a page and its boxes, and where on it the pixels of a
// plan lie. Pure arithmetic; in points (1/72 inch) from the top left.
#pragma once

#include "error.h"
#include "geometry.h"
#include "plan.h"

#include <stdbool.h>

#define PDF_PT_PER_MM (72 / 25.4)

// Of crop marks, mm: how long they are, and how far from the cut they begin; at
// a larger bleed where that ends.
#define PDF_MARK_MM 5.0
#define PDF_MARK_GAP_MM 3.0

struct pdf_page {
    double width; // of the whole page (MediaBox)
    double height;
    struct rect bleed;   // what is printed (BleedBox)
    struct rect trim;    // what is left after cutting (TrimBox)
    double scale;        // points to a pixel of the plan
    struct point origin; // of the plan's pixels
};

// A screen format has 96 pixels to the inch, as a browser has, and no bleed. A
// plan that is scaled down keeps its size on paper.
void pdf_page_make(struct pdf_page *page, const struct plan *plan,
                   const struct order *order);

// True of paper larger than A4, which can come on several sheets of it.
bool pdf_page_is_large(const struct format *format);

// Leaves aside the marks and the sheets that an order asks for where a format
// cannot have them: of one order in several formats, each has what it can. The
// type that they imply goes with them.
void pdf_page_suit(struct order *order, const struct format *format);

// Whether an order can have the marks and the sheets that it asks for in the
// format; anything is right that asks for none.
bool pdf_page_check(const struct order *order, const struct format *format,
                    struct error *err);
