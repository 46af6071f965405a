#include "glyphs.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <math.h>
#include <stdlib.h>

struct glyphs {
    const struct fonts *fonts;
    FT_Library library;
    FT_Face *faces; // by role
};

bool glyphs_create(struct glyphs **glyphs, const struct fonts *fonts,
                   struct error *err)
{
    struct glyphs *made = calloc(1, sizeof *made);
    *glyphs = NULL;
    if (!made)
        return error_set_memory(err);
    made->fonts = fonts;
    made->faces = calloc(fonts->count, sizeof *made->faces);
    if (!made->faces || FT_Init_FreeType(&made->library) != 0) {
        glyphs_destroy(made);
        return error_set_memory(err);
    }
    for (size_t i = 0; i < fonts->count; i++)
        if (FT_New_Face(made->library, fonts->roles[i].file, 0,
                        &made->faces[i]) != 0) {
            glyphs_destroy(made);
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                    "%s: FreeType cannot open it",
                                    fonts->roles[i].file);
        }
    *glyphs = made;
    return true;
}

void glyphs_destroy(struct glyphs *glyphs)
{
    if (!glyphs)
        return;
    for (size_t i = 0; glyphs->faces && i < glyphs->fonts->count; i++)
        if (glyphs->faces[i])
            FT_Done_Face(glyphs->faces[i]);
    free(glyphs->faces);
    if (glyphs->library)
        FT_Done_FreeType(glyphs->library);
    free(glyphs);
}

struct taking {
    glyphs_take_span *take;
    void *context;
};

static void take_spans(int y, int count, const FT_Span *spans, void *context)
{
    const struct taking *taking = context;
    for (int i = 0; i < count; i++)
        taking->take(taking->context, spans[i].x, y, spans[i].len,
                     spans[i].coverage);
}

static FT_Pos to_26_6(double px)
{
    return (FT_Pos)lround(px * 64);
}

bool glyphs_draw(struct glyphs *glyphs, const struct font_role *role,
                 unsigned index, double size, double x, double y,
                 glyphs_take_span *take, void *context)
{
    const FT_Face face = glyphs->faces[role - glyphs->fonts->roles];
    if (FT_Set_Char_Size(face, 0, to_26_6(size), 72, 72) != 0 ||
        FT_Load_Glyph(face, index, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) !=
            0 ||
        face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
        return false;
    // FreeType counts y upwards; rows of a picture go down.
    static const FT_Matrix down = {0x10000, 0, 0, -0x10000};
    FT_Outline *outline = &face->glyph->outline;
    FT_Outline_Transform(outline, &down);
    FT_Outline_Translate(outline, to_26_6(x), to_26_6(y));
    struct taking taking = {take, context};
    FT_Raster_Params params = {.flags =
                                   FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT,
                               .gray_spans = take_spans,
                               .user = &taking};
    return FT_Outline_Render(glyphs->library, outline, &params) == 0;
}
