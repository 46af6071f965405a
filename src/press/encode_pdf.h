// PDF: a painted plan as vectors, with the lines, sizes and places of the
// raster: the pages and what is on them.
#pragma once

#include "bytes.h"
#include "error.h"
#include "fonts.h"
#include "glyphs.h"
#include "order.h"
#include "pdf_photo.h"
#include "plan.h"

struct pdf_wish {
    const struct plan *plan; // painted: what is behind its words is known
    const struct order *order;
    struct glyphs *glyphs;
    const struct fonts *fonts;
    const struct pdf_photo *photo; // NULL: none
    const char *alt_text;
};

// Appends the PDF of a whole poster to *file. On false the buffer's content is
// undefined, but still the caller's to finish.
bool encode_pdf(const struct pdf_wish *wish, struct buffer *file,
                struct error *err);
