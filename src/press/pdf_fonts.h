// PDF fonts: the typefaces of a plan as cairo embeds them. The only room that
// knows cairo's FreeType faces.
#pragma once

#include "error.h"
#include "glyphs.h"

struct _cairo_font_face;

enum { PDF_FONTS_MAX = 64 }; // fonts.ini names 40

struct pdf_fonts {
    const struct glyphs *glyphs; // borrowed
    struct pdf_font {
        const struct font_face *face;
        struct _cairo_font_face *made;
    } items[PDF_FONTS_MAX];
    size_t count;
};

// The typeface for cairo, which belongs to `fonts`. Opens no file. NULL, with
// an error, when memory is out.
struct _cairo_font_face *pdf_fonts_find(struct pdf_fonts *fonts,
                                        const struct font_face *face,
                                        struct error *err);

// Takes a zeroed struct.
void pdf_fonts_finish(struct pdf_fonts *fonts);
