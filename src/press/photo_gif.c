// GIF photos: the first picture of a file. The only room that knows giflib.
#include "photo.h"

#include <stdlib.h>
#include <string.h>

#include <gif_lib.h>

enum { COLORS = 256, CLEAR_NONE = -1 };

struct source {
    struct bytes file;
    size_t position;
    bool truncated;
};

struct decoder {
    struct source source;
    GifFileType *gif;
    int clear;                               // the colour that is transparent
    uint8_t colors[COLORS][PIXMAP_CHANNELS]; // RGBA, premultiplied
    uint8_t *indices; // one row of the frame, or all of an interlaced one
    uint8_t *row;     // one of the screen
};

static int give(GifFileType *gif, GifByteType *to, int size)
{
    struct source *source = gif->UserData;
    const size_t left = source->file.size - source->position;
    if ((size_t)size > left) {
        source->truncated = true;
        return 0;
    }
    memcpy(to, source->file.data + source->position, (size_t)size);
    source->position += (size_t)size;
    return size;
}

static bool recognise(struct bytes file)
{
    return file.size >= 6 && (memcmp(file.data, "GIF87a", 6) == 0 ||
                              memcmp(file.data, "GIF89a", 6) == 0);
}

// Finds the transparent colour in a block of extensions.
static bool read_extension(struct decoder *decoder)
{
    int code;
    GifByteType *block;
    if (DGifGetExtension(decoder->gif, &code, &block) == GIF_ERROR)
        return false;
    while (block) {
        GraphicsControlBlock control;
        if (code == GRAPHICS_EXT_FUNC_CODE &&
            DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
            decoder->clear = control.TransparentColor;
        if (DGifGetExtensionNext(decoder->gif, &block) == GIF_ERROR)
            return false;
    }
    return true;
}

// Goes on to the head of the first picture.
static bool find_frame(struct decoder *decoder)
{
    for (;;) {
        GifRecordType type;
        if (DGifGetRecordType(decoder->gif, &type) == GIF_ERROR)
            return false;
        if (type == IMAGE_DESC_RECORD_TYPE)
            return DGifGetImageHeader(decoder->gif) != GIF_ERROR;
        if (type != EXTENSION_RECORD_TYPE || !read_extension(decoder))
            return false;
    }
}

static bool open_decoder(struct decoder *decoder, struct bytes file)
{
    *decoder = (struct decoder){.source.file = file, .clear = CLEAR_NONE};
    int error;
    decoder->gif = DGifOpen(&decoder->source, give, &error);
    return decoder->gif && find_frame(decoder);
}

static void close_decoder(struct decoder *decoder)
{
    if (decoder->gif)
        DGifCloseFile(decoder->gif, NULL);
    free(decoder->indices);
    free(decoder->row);
}

// The screen is as large as it says, and no smaller than its first picture.
static void find_size(const struct decoder *decoder, int *width, int *height)
{
    const GifFileType *gif = decoder->gif;
    const int right = gif->Image.Left + gif->Image.Width;
    const int bottom = gif->Image.Top + gif->Image.Height;
    *width = gif->SWidth > right ? gif->SWidth : right;
    *height = gif->SHeight > bottom ? gif->SHeight : bottom;
}

static bool inspect(struct photo *photo, struct error *err)
{
    struct decoder decoder;
    const bool done = open_decoder(&decoder, photo->file);
    if (done)
        find_size(&decoder, &photo->width, &photo->height);
    else
        photo_refuse(decoder.source.truncated, err);
    close_decoder(&decoder);
    return done;
}

// False when there are no colours at all.
static bool find_colors(struct decoder *decoder)
{
    const GifFileType *gif = decoder->gif;
    const ColorMapObject *map =
        gif->Image.ColorMap ? gif->Image.ColorMap : gif->SColorMap;
    if (!map)
        return false;
    for (int i = 0; i < COLORS; i++) {
        // An index past the end of the colours is black, as in browsers.
        const GifColorType color =
            i < map->ColorCount ? map->Colors[i] : (GifColorType){0, 0, 0};
        const uint8_t pixel[] = {color.Red, color.Green, color.Blue, 255};
        if (i != decoder->clear)
            memcpy(decoder->colors[i], pixel, sizeof pixel);
    }
    return true;
}

static bool read_line(struct decoder *decoder, uint8_t *to)
{
    return DGifGetLine(decoder->gif, to, decoder->gif->Image.Width) == GIF_OK;
}

// Rows come in four passes (GIF89a, appendix E).
static bool read_interlaced(struct decoder *decoder)
{
    static const int firsts[] = {0, 4, 2, 1};
    static const int steps[] = {8, 8, 4, 2};
    const GifImageDesc *image = &decoder->gif->Image;
    for (int pass = 0; pass < 4; pass++)
        for (int y = firsts[pass]; y < image->Height; y += steps[pass])
            if (!read_line(decoder,
                           decoder->indices + (size_t)y * (size_t)image->Width))
                return false;
    return true;
}

static void paint_row(struct decoder *decoder, const uint8_t *indices)
{
    const GifImageDesc *image = &decoder->gif->Image;
    uint8_t *to = decoder->row + (size_t)image->Left * PIXMAP_CHANNELS;
    for (int x = 0; x < image->Width; x++, to += PIXMAP_CHANNELS)
        memcpy(to, decoder->colors[indices[x]], PIXMAP_CHANNELS);
}

static bool send_rows(struct decoder *decoder, const struct photo_part *part,
                      const struct photo_sink *sink)
{
    const GifImageDesc *image = &decoder->gif->Image;
    const size_t row_bytes = (size_t)part->width * PIXMAP_CHANNELS;
    for (int y = 0; y < part->height; y++) {
        const int from = y - image->Top;
        const uint8_t *indices = decoder->indices;
        if (from < 0 || from >= image->Height) {
            memset(decoder->row, 0, row_bytes);
        } else {
            if (image->Interlace)
                indices += (size_t)from * (size_t)image->Width;
            else if (!read_line(decoder, decoder->indices))
                return false;
            paint_row(decoder, indices);
        }
        sink->row(sink->context, decoder->row);
    }
    return true;
}

// A file ends with a mark; before it, another picture may begin.
static bool has_end(struct decoder *decoder)
{
    GifRecordType type;
    return DGifGetRecordType(decoder->gif, &type) != GIF_ERROR;
}

static bool decode(struct decoder *decoder, const struct photo *photo,
                   const struct photo_sink *sink)
{
    const GifImageDesc *image = &decoder->gif->Image;
    const struct photo_part part = {.width = photo->width,
                                    .height = photo->height,
                                    .step_x = 1,
                                    .step_y = 1};
    const size_t rows = image->Interlace ? (size_t)image->Height : 1;
    decoder->indices = calloc(rows, (size_t)image->Width);
    decoder->row = calloc((size_t)part.width, PIXMAP_CHANNELS);
    return image->Width > 0 && image->Height > 0 && decoder->indices &&
           decoder->row && sink->begin(sink->context, &part) &&
           find_colors(decoder) &&
           (!image->Interlace || read_interlaced(decoder)) &&
           send_rows(decoder, &part, sink) && has_end(decoder);
}

// GIF has no quick way to a smaller picture, nor to a part of one.
static bool read_photo(const struct photo *photo, const struct photo_need *need,
                       const struct photo_sink *sink, struct error *err)
{
    (void)need;
    struct decoder decoder;
    const bool done =
        open_decoder(&decoder, photo->file) && decode(&decoder, photo, sink);
    if (!done)
        photo_refuse(decoder.source.truncated, err);
    close_decoder(&decoder);
    return done;
}

const struct photo_reader photo_gif = {"GIF", recognise, inspect, read_photo,
                                       NULL};
