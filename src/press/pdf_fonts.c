#include "pdf_fonts.h"

#include <cairo-ft.h>

// cairo keeps what it knows of a face, by its address, for longer than a PDF
// takes. So its faces are opened for it alone, live until it lets go, and their
// FreeType lives as long as the process: no address is used again before. Our
// typefaces are plain files, without variations, whose glyphs cairo embeds as
// they are.
static FT_Library library;

static void close_face(void *face)
{
    FT_Done_Face(face);
}

static cairo_font_face_t *open_face(const struct pdf_fonts *fonts,
                                    const struct font_face *face)
{
    static const cairo_user_data_key_t key;
    const struct bytes file = glyphs_font_file(fonts->glyphs, face);
    FT_Face opened;
    if ((!library && FT_Init_FreeType(&library) != 0) ||
        FT_New_Memory_Face(library, file.data, (FT_Long)file.size, face->index,
                           &opened) != 0)
        return NULL;
    cairo_font_face_t *made = cairo_ft_font_face_create_for_ft_face(
        opened, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    if (cairo_font_face_set_user_data(made, &key, opened, close_face) ==
        CAIRO_STATUS_SUCCESS)
        return made;
    cairo_font_face_destroy(made);
    FT_Done_Face(opened);
    return NULL;
}

cairo_font_face_t *pdf_fonts_find(struct pdf_fonts *fonts,
                                  const struct font_face *face,
                                  struct error *err)
{
    for (size_t i = 0; i < fonts->count; i++)
        if (fonts->items[i].face == face)
            return fonts->items[i].made;
    cairo_font_face_t *made =
        fonts->count < PDF_FONTS_MAX ? open_face(fonts, face) : NULL;
    if (made)
        fonts->items[fonts->count++] = (struct pdf_font){face, made};
    else
        error_set_memory(err);
    return made;
}

void pdf_fonts_finish(struct pdf_fonts *fonts)
{
    for (size_t i = 0; i < fonts->count; i++)
        cairo_font_face_destroy(fonts->items[i].made);
    fonts->count = 0;
}
