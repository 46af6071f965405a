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

// Makes an empty PDF, so that the libraries have loaded what they look for in
// files. Names the time zone of the machine in the environment (TZ) where none
// is named: without a name the C library looks at its file each time, and cairo
// asks it for a date, which is then left out. False when a library does not
// work.
bool encode_pdf_warm(struct error *err);

// Appends the PDF of a whole poster to *file. On false the buffer's content is
// undefined, but still the caller's to finish.
bool encode_pdf(const struct pdf_wish *wish, struct buffer *file,
                struct error *err);
