// PNG photos. One of the two rooms that know libpng; encode_png.c is the
// other.
#include "photo.h"

#include "exif.h"
#include "png_chunks.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct decoder {
    png_structp png;
    png_infop info;
    struct bytes file;
    size_t position;
    bool truncated;
    uint8_t *row;
    uint8_t *held; // what is wanted of an interlaced picture
};

static void fail(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void give(png_structp png, png_bytep to, size_t size)
{
    struct decoder *decoder = png_get_io_ptr(png);
    if (size > decoder->file.size - decoder->position) {
        decoder->truncated = true;
        png_error(png, "truncated");
    }
    memcpy(to, decoder->file.data + decoder->position, size);
    decoder->position += size;
}

// Compressed text is never unpacked. What is unknown to libpng is skipped.
static void ignore_chunks(png_structp png)
{
    static const png_byte chunks[] =
        "zTXt\0iTXt\0tEXt\0sPLT\0hIST\0tIME\0pCAL\0sCAL\0eXIf";
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, chunks, 9);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
}

static bool open_decoder(struct decoder *decoder, const struct photo *photo)
{
    decoder->file = photo->file;
    decoder->png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
    if (decoder->png)
        decoder->info = png_create_info_struct(decoder->png);
    if (!decoder->info)
        return false;
    png_set_read_fn(decoder->png, decoder, give);
    png_set_user_limits(decoder->png, 0x7fffffff, 0x7fffffff);
    // Of what libpng unpacks beside pixels, only the profile is left.
    png_set_chunk_malloc_max(decoder->png, photo->limits->chunk_bytes);
    png_set_chunk_cache_max(decoder->png, 1);
    ignore_chunks(decoder->png);
    return true;
}

static void close_decoder(struct decoder *decoder)
{
    free(decoder->row);
    free(decoder->held);
    png_destroy_read_struct(&decoder->png, &decoder->info, NULL);
}

static bool recognise(struct bytes file)
{
    return file.size >= 8 && memcmp(file.data, "\x89PNG\r\n\x1a\n", 8) == 0;
}

static bool is_interlaced(const struct decoder *decoder)
{
    return png_get_interlace_type(decoder->png, decoder->info) !=
           PNG_INTERLACE_NONE;
}

static bool inspect_guarded(struct decoder *decoder, struct photo *photo,
                            bool *interlaced)
{
    if (setjmp(png_jmpbuf(decoder->png)) != 0)
        return false;
    png_read_info(decoder->png, decoder->info);
    photo->width = (int)png_get_image_width(decoder->png, decoder->info);
    photo->height = (int)png_get_image_height(decoder->png, decoder->info);
    *interlaced = is_interlaced(decoder);
    return true;
}

// The rows of an interlaced picture are complete only when the last pass is:
// what is wanted of them is held, in memory that grows with the photo.
static bool check_interlaced(const struct photo *photo, struct error *err)
{
    const long most = photo->limits->pixels / LIMIT_PHOTO_INTERLACED_PART;
    return (long long)photo->width * photo->height <= most ||
           error_set_values(err, ERROR_INVALID, MESSAGE_PHOTO_TOO_MANY_PIXELS,
                            "photo", most / 1000000, 0);
}

// Opens a decoder, runs it within the reach of libpng's jumps, and closes it.
static bool inspect_header(struct photo *photo, struct error *err)
{
    struct decoder decoder = {0};
    bool interlaced = false;
    if (!open_decoder(&decoder, photo)) {
        close_decoder(&decoder);
        return error_set_memory(err);
    }
    const bool done = inspect_guarded(&decoder, photo, &interlaced);
    if (!done)
        photo_refuse(decoder.truncated, err);
    close_decoder(&decoder);
    return done && (!interlaced || check_interlaced(photo, err));
}

static bool inspect(struct photo *photo, struct error *err)
{
    struct png_chunks chunks;
    png_chunks_walk(&chunks, photo->file, photo->limits);
    if (!chunks.within_limits)
        return photo_refuse(false, err);
    if (!inspect_header(photo, err))
        return false;
    photo->orientation = exif_orientation(chunks.exif);
    return chunks.complete || photo_refuse(true, err);
}

// Every type of PNG becomes RGBA with 8 bits.
static void ask_for_rgba(png_structp png, png_infop info)
{
    png_set_scale_16(png);
    png_set_expand(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
    png_read_update_info(png, info);
}

// How the file says that its samples are meant (PNG, third edition, section
// 4.3): cICP before iCCP before sRGB before gAMA and cHRM.
static void find_tag(struct decoder *decoder, const struct photo *photo,
                     struct profile_tag *tag)
{
    png_structp png = decoder->png;
    png_infop info = decoder->info;
    struct png_chunks chunks;
    png_charp name;
    int number;
    png_bytep icc;
    png_uint_32 size;
    if (!(png_get_color_type(png, info) & PNG_COLOR_MASK_COLOR))
        tag->space = PROFILE_GRAY;
    png_chunks_walk(&chunks, photo->file, photo->limits);
    if (chunks.cicp.size == 4) {
        tag->primaries = chunks.cicp.data[0];
        tag->transfer = chunks.cicp.data[1];
        return;
    }
    if (png_get_iCCP(png, info, &name, &number, &icc, &size) &&
        size <= photo->limits->profile_bytes) {
        tag->icc = (struct bytes){icc, size};
        return;
    }
    if (png_get_sRGB(png, info, &number))
        return;
    // gAMA has the exponent of the camera, and that of sRGB is written as its
    // nearest power (section 11.3.2.2).
    double gamma;
    double *xy = tag->chromaticities;
    if (png_get_gAMA(png, info, &gamma) && gamma > 0 &&
        fabs(gamma - 0.45455) > 0.0005)
        tag->gamma = 1 / gamma;
    png_get_cHRM(png, info, &xy[0], &xy[1], &xy[2], &xy[3], &xy[4], &xy[5],
                 &xy[6], &xy[7]);
}

static void decode_rows(struct decoder *decoder, const struct photo *photo,
                        const struct photo_need *need,
                        const struct photo_sink *sink)
{
    for (int y = 0; y < photo->height; y++) {
        png_read_row(decoder->png, decoder->row, NULL);
        if (y >= need->top && y < need->bottom)
            pixmap_premultiply(decoder->row, photo->width);
        sink->row(sink->context, decoder->row);
    }
}

// Puts the pixels of one row of one pass to their places in what is held.
static void hold_row(struct decoder *decoder, const struct photo_need *need,
                     int pass, int columns, int y)
{
    const size_t width = (size_t)(need->right - need->left);
    uint8_t *to = decoder->held + (size_t)(y - need->top) * width * 4;
    for (int i = 0; i < columns; i++) {
        const int x = PNG_COL_FROM_PASS_COL(i, pass);
        if (x >= need->left && x < need->right)
            memcpy(to + (size_t)(x - need->left) * 4,
                   decoder->row + (size_t)i * 4, 4);
    }
}

static void hold_passes(struct decoder *decoder, const struct photo *photo,
                        const struct photo_need *need)
{
    for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; pass++) {
        const int columns = PNG_PASS_COLS(photo->width, pass);
        const int rows = PNG_PASS_ROWS(photo->height, pass);
        for (int row = 0; row < rows && columns > 0; row++) {
            const int y = PNG_ROW_FROM_PASS_ROW(row, pass);
            png_read_row(decoder->png, decoder->row, NULL);
            if (y >= need->top && y < need->bottom)
                hold_row(decoder, need, pass, columns, y);
        }
    }
}

static void decode_interlaced(struct decoder *decoder,
                              const struct photo *photo,
                              const struct photo_need *need,
                              struct photo_part *part,
                              const struct photo_sink *sink)
{
    part->x = need->left;
    part->y = need->top;
    part->width = need->right - need->left;
    part->height = need->bottom - need->top;
    decoder->held =
        calloc((size_t)part->width * (size_t)part->height, PIXMAP_CHANNELS);
    if (!decoder->held)
        png_error(decoder->png, "out of memory");
    hold_passes(decoder, photo, need);
    const struct photo_rows rows = {.pixels = decoder->held,
                                    .stride = (size_t)part->width * 4,
                                    .channels = PIXMAP_CHANNELS};
    if (!photo_send(&rows, part, sink))
        png_error(decoder->png, "stopped");
}

static void decode(struct decoder *decoder, const struct photo *photo,
                   const struct photo_need *need, const struct photo_sink *sink)
{
    png_structp png = decoder->png;
    struct photo_part part = {.width = photo->width,
                              .height = photo->height,
                              .step_x = 1,
                              .step_y = 1};
    png_read_info(png, decoder->info);
    const bool interlaced = is_interlaced(decoder);
    find_tag(decoder, photo, &part.tag);
    ask_for_rgba(png, decoder->info);
    const size_t size = (size_t)photo->width * PIXMAP_CHANNELS;
    if (png_get_rowbytes(png, decoder->info) != size)
        png_error(png, "not four bytes a pixel");
    decoder->row = malloc(size);
    if (!decoder->row)
        png_error(png, "out of memory");
    if (interlaced)
        decode_interlaced(decoder, photo, need, &part, sink);
    else if (sink->begin(sink->context, &part))
        decode_rows(decoder, photo, need, sink);
    else
        png_error(png, "stopped");
    png_read_end(png, NULL);
}

static bool decode_guarded(struct decoder *decoder, const struct photo *photo,
                           const struct photo_need *need,
                           const struct photo_sink *sink)
{
    if (setjmp(png_jmpbuf(decoder->png)) != 0)
        return false;
    decode(decoder, photo, need, sink);
    return true;
}

// PNG has no quick way to a smaller picture, nor to a part of one.
static bool read_photo(const struct photo *photo, const struct photo_need *need,
                       const struct photo_sink *sink, struct error *err)
{
    struct decoder decoder = {0};
    if (!open_decoder(&decoder, photo)) {
        close_decoder(&decoder);
        return error_set_memory(err);
    }
    const bool done = decode_guarded(&decoder, photo, need, sink);
    if (!done)
        photo_refuse(decoder.truncated, err);
    close_decoder(&decoder);
    return done;
}

const struct photo_reader photo_png = {"PNG", recognise, inspect, read_photo,
                                       NULL};
