// PDF about: what a PDF says of itself beside its pages: its boxes, title,
// language and who made it. The only room that knows qpdf.
#pragma once

#include "bytes.h"
#include "error.h"
#include "file_text.h"
#include "pdf_page.h"

// The tag of what the alt text stands for: one on a page, or none.
#define PDF_FIGURE "Figure"

// Appends to *file the PDF `drawn` with what the text says, and with the boxes
// of the page (NULL: the pages have no bleed and no cut): PDF 1.6, the same
// bytes each time, without dates.
bool pdf_about_add(const struct file_text *text, const struct pdf_page *page,
                   struct bytes drawn, struct buffer *file, struct error *err);

// The same for a document: `alt_texts` go to its figures, in their order.
bool pdf_about_add_document(const struct file_text *text,
                            const char *const *alt_texts, size_t count,
                            struct bytes drawn, struct buffer *file,
                            struct error *err);
