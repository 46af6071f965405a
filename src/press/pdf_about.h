// PDF about: what a PDF says of itself beside its pages: its boxes, title,
// language and who made it. The only room that knows qpdf.
#pragma once

#include "bytes.h"
#include "error.h"
#include "messages.h"
#include "pdf_page.h"

// The tag of what the alt text stands for: one on a page, or none.
#define PDF_FIGURE "Figure"

// All are UTF-8 in one line; "" says nothing.
struct pdf_about {
    const char *title;
    const char *author;
    const char *alt_text;
    enum language language;
    const struct pdf_page *page; // NULL: the pages have no bleed and no cut
};

// Appends to *file the PDF `drawn` with that: PDF 1.6, the same bytes each
// time, without dates.
bool pdf_about_add(const struct pdf_about *about, struct bytes drawn,
                   struct buffer *file, struct error *err);
