// PDF document: finished pages, each a stack of SVGs, as a tagged PDF of
// vectors and of text that can be selected, in our typefaces.
#pragma once

#include "bytes.h"
#include "error.h"
#include "fonts.h"
#include "messages.h"
#include "press.h"

// Appends the PDF to *file; see press_print_pages.
bool pdf_document_write(const struct fonts *fonts,
                        const struct press_document *document,
                        struct buffer *file, struct error *err);
