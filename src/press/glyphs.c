#include "glyphs.h"

#include "resample.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_STROKER_H

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct glyphs {
    const struct fonts *fonts;
    FT_Library library;
    FT_Stroker stroker;
    // Both as in fonts->faces. The faces of a collection share one mapping of
    // its file: FreeType would map it for each, and an address is what a child
    // has few of.
    FT_Face *faces;
    struct mapped_file {
        uint8_t *data;
        size_t size;
    } * files;
};

static bool map_file(const char *path, struct mapped_file *file)
{
    struct stat status;
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    void *data = MAP_FAILED;
    if (fd >= 0 && fstat(fd, &status) == 0 && status.st_size > 0)
        data =
            mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (fd >= 0)
        close(fd);
    if (data == MAP_FAILED)
        return false;
    *file = (struct mapped_file){data, (size_t)status.st_size};
    return true;
}

// The mapping of the file of face `i`: that of an earlier face, or a new one,
// which then belongs to this one.
static const struct mapped_file *find_file(struct glyphs *glyphs, size_t i)
{
    const struct font_face *faces = glyphs->fonts->faces;
    for (size_t k = 0; k < i; k++)
        if (glyphs->files[k].data && strcmp(faces[k].file, faces[i].file) == 0)
            return &glyphs->files[k];
    return map_file(faces[i].file, &glyphs->files[i]) ? &glyphs->files[i]
                                                      : NULL;
}

// A face of pictures has them in some sizes; the first is taken.
static bool open_face(struct glyphs *glyphs, size_t i)
{
    const struct font_face *face = &glyphs->fonts->faces[i];
    FT_Face *opened = &glyphs->faces[i];
    const struct mapped_file *file = find_file(glyphs, i);
    return file &&
           FT_New_Memory_Face(glyphs->library, file->data, (FT_Long)file->size,
                              face->index, opened) == 0 &&
           (FT_IS_SCALABLE(*opened) || FT_Select_Size(*opened, 0) == 0);
}

bool glyphs_create(struct glyphs **glyphs, const struct fonts *fonts,
                   struct error *err)
{
    struct glyphs *made = calloc(1, sizeof *made);
    *glyphs = NULL;
    if (!made)
        return error_set_memory(err);
    made->fonts = fonts;
    made->faces = calloc(fonts->face_count, sizeof *made->faces);
    made->files = calloc(fonts->face_count, sizeof *made->files);
    if (!made->faces || !made->files || FT_Init_FreeType(&made->library) != 0 ||
        FT_Stroker_New(made->library, &made->stroker) != 0) {
        glyphs_destroy(made);
        return error_set_memory(err);
    }
    for (size_t i = 0; i < fonts->face_count; i++)
        if (!open_face(made, i)) {
            glyphs_destroy(made);
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                    "%s: FreeType cannot open it",
                                    fonts->faces[i].file);
        }
    *glyphs = made;
    return true;
}

void glyphs_destroy(struct glyphs *glyphs)
{
    if (!glyphs)
        return;
    for (size_t i = 0; glyphs->faces && i < glyphs->fonts->face_count; i++)
        if (glyphs->faces[i])
            FT_Done_Face(glyphs->faces[i]);
    free(glyphs->faces);
    for (size_t i = 0; glyphs->files && i < glyphs->fonts->face_count; i++)
        if (glyphs->files[i].data)
            munmap(glyphs->files[i].data, glyphs->files[i].size);
    free(glyphs->files);
    if (glyphs->stroker)
        FT_Stroker_Done(glyphs->stroker);
    if (glyphs->library)
        FT_Done_FreeType(glyphs->library);
    free(glyphs);
}

struct bytes glyphs_font_file(const struct glyphs *glyphs,
                              const struct font_face *face)
{
    const struct font_face *faces = glyphs->fonts->faces;
    size_t i = 0;
    while (!glyphs->files[i].data || strcmp(faces[i].file, face->file) != 0)
        i++;
    return (struct bytes){glyphs->files[i].data, glyphs->files[i].size};
}

static void take_spans(int y, int count, const FT_Span *spans, void *context)
{
    const struct glyphs_taker *taker = context;
    for (int i = 0; i < count; i++)
        taker->span(taker->context, spans[i].x, y, spans[i].len,
                    spans[i].coverage);
}

static FT_Pos to_26_6(double px)
{
    return (FT_Pos)lround(px * 64);
}

static bool render(FT_Library library, FT_Outline *outline,
                   const struct glyphs_place *place,
                   const struct glyphs_taker *taker)
{
    // FreeType counts y upwards; rows of a picture go down.
    static const FT_Matrix down = {0x10000, 0, 0, -0x10000};
    FT_Outline_Transform(outline, &down);
    FT_Outline_Translate(outline, to_26_6(place->x), to_26_6(place->y));
    FT_Raster_Params params = {.flags =
                                   FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT,
                               .gray_spans = take_spans,
                               .user = (void *)taker};
    return FT_Outline_Render(library, outline, &params) == 0;
}

static bool draw_stroke(struct glyphs *glyphs, FT_Face face, double width,
                        const struct glyphs_place *place,
                        const struct glyphs_taker *taker)
{
    FT_Glyph glyph;
    if (FT_Get_Glyph(face->glyph, &glyph) != 0)
        return false;
    FT_Stroker_Set(glyphs->stroker, to_26_6(width / 2),
                   FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
    const bool done = FT_Glyph_Stroke(&glyph, glyphs->stroker, 1) == 0 &&
                      render(glyphs->library,
                             &((FT_OutlineGlyph)glyph)->outline, place, taker);
    FT_Done_Glyph(glyph);
    return done;
}

// A picture on its way to its place.
struct picture {
    const struct glyphs_taker *taker;
    int left;
    int top;
    int width;
    uint32_t *row;
};

static void take_row(void *context, int y, uint8_t *bgra)
{
    const struct picture *picture = context;
    memcpy(picture->row, bgra, (size_t)picture->width * 4);
    picture->taker->pixels(picture->taker->context, picture->left,
                           picture->top + y, picture->width, picture->row);
}

// The pixels that a stretch from `start` of `length` px touches.
static void touch(double start, double length, int *first, int *count)
{
    *first = (int)floor(start);
    *count = (int)fmax(1, ceil(start + length) - floor(start));
}

// Scales a bitmap (BGRA, as the canvas keeps it on machines that count bytes
// from the little end) to its place between the pixels. What of the touched
// pixels it does not cover is transparent: a border around the source.
static bool draw_bitmap(const FT_Bitmap *bitmap, double left, double top,
                        double scale, const struct glyphs_taker *taker)
{
    struct picture picture = {.taker = taker};
    int height;
    touch(left, bitmap->width * scale, &picture.left, &picture.width);
    touch(top, bitmap->rows * scale, &picture.top, &height);
    const int border = (int)ceil(2 / scale) + 1;
    const int width = (int)bitmap->width + 2 * border;
    const struct resample_job job = {
        .source_width = width,
        .source_height = (int)bitmap->rows + 2 * border,
        .crop = {border - (left - picture.left) / scale,
                 border - (top - picture.top) / scale, picture.width / scale,
                 height / scale},
        .width = picture.width,
        .height = height,
        .take = take_row,
        .context = &picture};
    struct resample *resample = NULL;
    uint8_t *row = calloc((size_t)width, RESAMPLE_CHANNELS);
    picture.row = calloc((size_t)picture.width, sizeof *picture.row);
    const bool done = row && picture.row && resample_create(&resample, &job);
    for (int y = 0; done && y < job.source_height; y++) {
        const int from = y - border;
        memset(row, 0, (size_t)width * RESAMPLE_CHANNELS);
        if (from >= 0 && from < (int)bitmap->rows)
            memcpy(row + (size_t)border * RESAMPLE_CHANNELS,
                   bitmap->buffer + (ptrdiff_t)from * bitmap->pitch,
                   (size_t)bitmap->width * RESAMPLE_CHANNELS);
        resample_push(resample, row);
    }
    resample_destroy(resample);
    free(picture.row);
    free(row);
    return done;
}

static bool draw_picture(FT_Face face, const struct glyphs_place *place,
                         const struct glyphs_taker *taker)
{
    const double scale =
        place->size * FONTS_PICTURE_EM / face->size->metrics.y_ppem;
    const FT_GlyphSlot slot = face->glyph;
    if (FT_Load_Glyph(face, place->index, FT_LOAD_COLOR) != 0 ||
        slot->format != FT_GLYPH_FORMAT_BITMAP)
        return false;
    return slot->bitmap.width == 0 || slot->bitmap.rows == 0 ||
           (slot->bitmap.pixel_mode == FT_PIXEL_MODE_BGRA &&
            draw_bitmap(&slot->bitmap, place->x + slot->bitmap_left * scale,
                        place->y - slot->bitmap_top * scale, scale, taker));
}

bool glyphs_draw(struct glyphs *glyphs, const struct glyphs_place *place,
                 double outline, const struct glyphs_taker *taker)
{
    const FT_Face face = glyphs->faces[place->face - glyphs->fonts->faces];
    if (!FT_IS_SCALABLE(face))
        return outline > 0 || draw_picture(face, place, taker);
    if (FT_Set_Char_Size(face, 0, to_26_6(place->size), 72, 72) != 0 ||
        FT_Load_Glyph(face, place->index,
                      FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0 ||
        face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
        return false;
    return outline > 0
               ? draw_stroke(glyphs, face, outline, place, taker)
               : render(glyphs->library, &face->glyph->outline, place, taker);
}
