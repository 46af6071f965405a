// PNG photos. One of the two rooms that know libpng; encode_png.c is the
// other.
#include "photo.h"

#include "bytes.h"
#include "exif.h"
#include "limits.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum {
    // A chunk that libpng keeps in memory; EXIF is all that is wanted.
    CHUNK_BYTES_MAX = 1024 * 1024,
    CHUNKS_MAX = 128,
};

struct decoder {
    png_structp png;
    png_infop info;
    struct bytes file;
    size_t position;
    bool truncated;
    uint8_t *rows; // one row, or all of an interlaced picture
    uint8_t **row_pointers;
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

// Compressed text and profiles are never unpacked.
static void ignore_chunks(png_structp png)
{
    static const png_byte chunks[] = "iCCP\0zTXt\0iTXt\0tEXt\0sPLT\0hIST";
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, chunks, 6);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
}

static bool open_decoder(struct decoder *decoder, struct bytes file)
{
    decoder->file = file;
    decoder->png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
    if (decoder->png)
        decoder->info = png_create_info_struct(decoder->png);
    if (!decoder->info)
        return false;
    png_set_read_fn(decoder->png, decoder, give);
    png_set_user_limits(decoder->png, 0x7fffffff, 0x7fffffff);
    png_set_chunk_malloc_max(decoder->png, CHUNK_BYTES_MAX);
    png_set_chunk_cache_max(decoder->png, CHUNKS_MAX);
    ignore_chunks(decoder->png);
    return true;
}

static void close_decoder(struct decoder *decoder)
{
    free(decoder->rows);
    free(decoder->row_pointers);
    png_destroy_read_struct(&decoder->png, &decoder->info, NULL);
}

static bool recognise(struct bytes file)
{
    return file.size >= 8 && memcmp(file.data, "\x89PNG\r\n\x1a\n", 8) == 0;
}

static bool inspect_guarded(struct decoder *decoder, struct photo *photo)
{
    if (setjmp(png_jmpbuf(decoder->png)) != 0)
        return false;
    png_read_info(decoder->png, decoder->info);
    photo->width = (int)png_get_image_width(decoder->png, decoder->info);
    photo->height = (int)png_get_image_height(decoder->png, decoder->info);
    png_bytep exif;
    png_uint_32 size;
    if (png_get_eXIf_1(decoder->png, decoder->info, &size, &exif))
        photo->orientation = exif_orientation((struct bytes){exif, size});
    return true;
}

static bool inspect(struct photo *photo, struct error *err)
{
    struct decoder decoder = {0};
    if (!open_decoder(&decoder, photo->file)) {
        close_decoder(&decoder);
        return error_set_memory(err);
    }
    const bool done = inspect_guarded(&decoder, photo);
    if (!done)
        photo_refuse(decoder.truncated, err);
    close_decoder(&decoder);
    return done;
}

// Every type of PNG becomes RGBA with 8 bits.
static void ask_for_rgba(png_structp png, png_infop info)
{
    png_set_scale_16(png);
    png_set_expand(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
}

static void premultiply(uint8_t *row, int width)
{
    for (int x = 0; x < width; x++, row += PIXMAP_CHANNELS)
        if (row[3] != 255)
            for (int c = 0; c < 3; c++)
                row[c] = (uint8_t)((row[c] * row[3] + 127) / 255);
}

static void send_row(const struct photo *photo, const struct photo_sink *sink,
                     uint8_t *row)
{
    premultiply(row, photo->width);
    sink->row(sink->context, row);
}

// The rows of an interlaced picture are complete only when the last pass is.
static void read_interlaced(struct decoder *decoder, const struct photo *photo,
                            size_t row_bytes)
{
    const size_t height = (size_t)photo->height;
    decoder->rows = calloc(height, row_bytes);
    decoder->row_pointers = calloc(height, sizeof *decoder->row_pointers);
    if (!decoder->rows || !decoder->row_pointers)
        png_error(decoder->png, "out of memory");
    for (size_t y = 0; y < height; y++)
        decoder->row_pointers[y] = decoder->rows + y * row_bytes;
    png_read_image(decoder->png, decoder->row_pointers);
}

static void decode(struct decoder *decoder, const struct photo *photo,
                   const struct photo_sink *sink)
{
    png_structp png = decoder->png;
    png_read_info(png, decoder->info);
    const bool interlaced =
        png_get_interlace_type(png, decoder->info) != PNG_INTERLACE_NONE;
    ask_for_rgba(png, decoder->info);
    const size_t row_bytes = png_get_rowbytes(png, decoder->info);
    if (row_bytes != (size_t)photo->width * PIXMAP_CHANNELS ||
        !sink->begin(sink->context, photo->width, photo->height, 1))
        png_error(png, "stopped");
    if (interlaced) {
        read_interlaced(decoder, photo, row_bytes);
        for (int y = 0; y < photo->height; y++)
            send_row(photo, sink, decoder->row_pointers[y]);
    } else {
        decoder->rows = malloc(row_bytes);
        if (!decoder->rows)
            png_error(png, "out of memory");
        for (int y = 0; y < photo->height; y++) {
            png_read_row(png, decoder->rows, NULL);
            send_row(photo, sink, decoder->rows);
        }
    }
    png_read_end(png, NULL);
}

static bool decode_guarded(struct decoder *decoder, const struct photo *photo,
                           const struct photo_sink *sink)
{
    if (setjmp(png_jmpbuf(decoder->png)) != 0)
        return false;
    decode(decoder, photo, sink);
    return true;
}

// PNG has no quick way to a smaller picture: `reduction` goes unused.
static bool read_photo(const struct photo *photo, double reduction,
                       const struct photo_sink *sink, struct error *err)
{
    (void)reduction;
    struct decoder decoder = {0};
    if (!open_decoder(&decoder, photo->file)) {
        close_decoder(&decoder);
        return error_set_memory(err);
    }
    const bool done = decode_guarded(&decoder, photo, sink);
    if (!done)
        photo_refuse(decoder.truncated, err);
    close_decoder(&decoder);
    return done;
}

const struct photo_reader photo_png = {"PNG", recognise, inspect, read_photo};
