#include "encode_png.h"

#include "deflate.h"
#include "deflate_small.h"
#include "png_filter.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define INCHES_PER_METRE (1000 / 25.4)

enum { TRIES = 3 };

struct encoder {
    png_structp png;
    png_infop info;
    struct buffer *file;
    const struct png_wish *wish;
    size_t row_size;   // bytes, without the type of its filter
    uint8_t *row;      // as PNG has it
    uint8_t *above;    // the one before
    uint8_t *work;     // of the filters
    uint8_t *block;    // filtered rows that are not packed yet
    size_t block_size; // of them
    struct deflate deflate;
    struct buffer packed;       // a chunk
    struct buffer tries[TRIES]; // ways to pack all
};

static void fail(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void take(png_structp png, png_bytep data, size_t size)
{
    struct encoder *encoder = png_get_io_ptr(png);
    if (!buffer_append(encoder->file, data, size))
        png_error(png, "out of memory");
}

static void flush(png_structp png)
{
    (void)png;
}

static int color_type(const struct png_wish *wish)
{
    return wish->paletted      ? PNG_COLOR_TYPE_PALETTE
           : wish->transparent ? PNG_COLOR_TYPE_RGB_ALPHA
                               : PNG_COLOR_TYPE_RGB;
}

static size_t pixel_bytes(const struct png_wish *wish)
{
    return wish->paletted ? 1 : wish->transparent ? 4 : 3;
}

static void set_palette(struct encoder *encoder,
                        const struct paletted *paletted)
{
    png_color colors[PALETTE_COLORS_MAX];
    for (int i = 0; i < paletted->color_count; i++) {
        const uint8_t *color = paletted->colors[i];
        colors[i] = (png_color){color[0], color[1], color[2]};
    }
    png_set_PLTE(encoder->png, encoder->info, colors, paletted->color_count);
}

// libpng copies what it is given, but asks for texts that could be changed.
static png_text text_chunk(const char *key, const char *language,
                           const void *text, size_t size)
{
    return (png_text){.compression = PNG_ITXT_COMPRESSION_NONE,
                      .key = (png_charp)(uintptr_t)key,
                      .text = (png_charp)(uintptr_t)text,
                      .itxt_length = size,
                      .lang = (png_charp)(uintptr_t)language};
}

// The keywords of PNG, third edition, 11.3.3.2, and that of XMP (ISO 16684-3),
// whose text must not be packed.
static void set_text(struct encoder *encoder, const struct file_text *text)
{
    png_text chunks[5];
    int count = 0;
    // The packet as a text that ends with a NUL, which libpng looks for.
    if (!buffer_append(&encoder->packed, text->xmp.data, text->xmp.size) ||
        !buffer_append(&encoder->packed, "", 1))
        png_error(encoder->png, "out of memory");
    chunks[count++] =
        text_chunk("Title", text->language, text->title, strlen(text->title));
    chunks[count++] = text_chunk("Description", text->language,
                                 text->description, strlen(text->description));
    if (*text->author)
        chunks[count++] =
            text_chunk("Author", "", text->author, strlen(text->author));
    chunks[count++] =
        text_chunk("Software", "", text->software, strlen(text->software));
    chunks[count++] = text_chunk("XML:com.adobe.xmp", "", encoder->packed.data,
                                 text->xmp.size);
    png_set_text(encoder->png, encoder->info, chunks, count);
    encoder->packed.size = 0;
}

static void write_header(struct encoder *encoder, struct canvas *canvas)
{
    png_structp png = encoder->png;
    const double dpi = encoder->wish->dpi;
    const struct paletted *paletted = encoder->wish->paletted;
    png_set_IHDR(png, encoder->info, (png_uint_32)canvas_width(canvas),
                 (png_uint_32)canvas_height(canvas), 8,
                 color_type(encoder->wish), PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, encoder->info, PNG_sRGB_INTENT_PERCEPTUAL);
    if (paletted)
        set_palette(encoder, paletted);
    if (encoder->wish->text)
        set_text(encoder, encoder->wish->text);
    if (dpi > 0) {
        const png_uint_32 per_metre =
            (png_uint_32)lround(dpi * INCHES_PER_METRE);
        png_set_pHYs(png, encoder->info, per_metre, per_metre,
                     PNG_RESOLUTION_METER);
    }
    png_write_info(png, encoder->info);
}

static void write_opaque(const uint32_t *from, int width, uint8_t *to)
{
    for (int x = 0; x < width; x++) {
        *to++ = (uint8_t)(from[x] >> 16);
        *to++ = (uint8_t)(from[x] >> 8);
        *to++ = (uint8_t)from[x];
    }
}

// PNG's colours are not premultiplied.
static uint8_t divide(uint32_t color, uint32_t alpha)
{
    const uint32_t value = ((color & 0xff) * 255 + alpha / 2) / alpha;
    return (uint8_t)(value < 255 ? value : 255);
}

static void write_transparent(const uint32_t *from, int width, uint8_t *to)
{
    for (int x = 0; x < width; x++, to += 4) {
        const uint32_t alpha = from[x] >> 24;
        for (int c = 0; c < 3; c++)
            to[c] = alpha == 0 ? 0 : divide(from[x] >> (16 - 8 * c), alpha);
        to[3] = (uint8_t)alpha;
    }
}

static void write_chunk(struct encoder *encoder, const struct buffer *packed)
{
    static const png_byte name[] = "IDAT";
    png_write_chunk(encoder->png, name, packed->data, packed->size);
}

// What was gathered becomes a chunk. libpng writes its length and its sum; it
// would pack the rows itself with zlib, which takes five times as long.
static void write_block(struct encoder *encoder, bool last)
{
    encoder->packed.size = 0;
    if (!deflate_block(&encoder->deflate, encoder->block, encoder->block_size,
                       last, &encoder->packed))
        png_error(encoder->png, "out of memory");
    write_chunk(encoder, &encoder->packed);
    encoder->block_size = 0;
}

// Row y as PNG has it, with the type of its filter before it.
static void add_row(struct encoder *encoder, struct canvas *canvas, int y,
                    bool filtered)
{
    const int width = canvas_width(canvas);
    const struct paletted *paletted = encoder->wish->paletted;
    uint8_t *const row = encoder->row;
    uint8_t *const to = encoder->block + encoder->block_size;
    if (paletted)
        memcpy(row, paletted->indices + (size_t)y * (size_t)width,
               (size_t)width);
    else if (encoder->wish->transparent)
        write_transparent(canvas_row(canvas, y), width, row);
    else
        write_opaque(canvas_row(canvas, y), width, row);
    if (filtered) {
        png_filter_row(row, encoder->above, encoder->row_size,
                       pixel_bytes(encoder->wish), encoder->work, to);
    } else {
        to[0] = PNG_FILTER_VALUE_NONE;
        memcpy(to + 1, row, encoder->row_size);
    }
    encoder->block_size += encoder->row_size + 1;
    encoder->row = encoder->above;
    encoder->above = row;
}

static void write_rows(struct encoder *encoder, struct canvas *canvas)
{
    const int height = canvas_height(canvas);
    for (int y = 0; y < height; y++) {
        add_row(encoder, canvas, y, true);
        if (y == height - 1 || encoder->block_size >= DEFLATE_BLOCK_BYTES)
            write_block(encoder, y == height - 1);
    }
}

// All rows in one block.
static void gather_rows(struct encoder *encoder, struct canvas *canvas,
                        bool filtered)
{
    encoder->block_size = 0;
    memset(encoder->above, 0, encoder->row_size);
    for (int y = 0; y < canvas_height(canvas); y++)
        add_row(encoder, canvas, y, filtered);
}

// What was gathered, by our own coder.
static bool pack_fast(struct encoder *encoder, struct buffer *to)
{
    bool done = true;
    for (size_t at = 0; at < encoder->block_size && done;
         at += DEFLATE_BLOCK_BYTES) {
        const size_t left = encoder->block_size - at;
        const bool last = left <= DEFLATE_BLOCK_BYTES;
        done = deflate_block(&encoder->deflate, encoder->block + at,
                             last ? left : DEFLATE_BLOCK_BYTES, last, to);
    }
    return done;
}

// The smallest of three ways: a photo is smaller filtered, flat art with words
// often is not, and noise is smallest by our own coder.
static void write_rows_small(struct encoder *encoder, struct canvas *canvas)
{
    struct buffer *const tries = encoder->tries;
    gather_rows(encoder, canvas, true);
    const struct bytes rows = {encoder->block, encoder->block_size};
    bool done =
        pack_fast(encoder, &tries[0]) && deflate_small(rows, false, &tries[1]);
    gather_rows(encoder, canvas, false);
    done = done && deflate_small(rows, false, &tries[2]);
    if (!done)
        png_error(encoder->png, "out of memory");
    const struct buffer *least = &tries[0];
    for (int i = 1; i < TRIES; i++)
        if (tries[i].size < least->size)
            least = &tries[i];
    write_chunk(encoder, least);
}

// The numbers of colours are no measures: their differences mean nothing (PNG,
// third edition, 12.7). They repeat as words do.
static void write_rows_paletted(struct encoder *encoder, struct canvas *canvas)
{
    gather_rows(encoder, canvas, false);
    const struct bytes rows = {encoder->block, encoder->block_size};
    encoder->packed.size = 0;
    if (!deflate_small(rows, !encoder->wish->small, &encoder->packed))
        png_error(encoder->png, "out of memory");
    write_chunk(encoder, &encoder->packed);
}

static bool encode_guarded(struct encoder *encoder, struct canvas *canvas)
{
    static const png_byte end[] = "IEND";
    if (setjmp(png_jmpbuf(encoder->png)) != 0)
        return false;
    write_header(encoder, canvas);
    if (encoder->wish->paletted)
        write_rows_paletted(encoder, canvas);
    else if (encoder->wish->small)
        write_rows_small(encoder, canvas);
    else
        write_rows(encoder, canvas);
    png_write_chunk(encoder->png, end, NULL, 0);
    return true;
}

static bool init(struct encoder *encoder, struct canvas *canvas)
{
    encoder->png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, NULL);
    if (encoder->png)
        encoder->info = png_create_info_struct(encoder->png);
    encoder->row_size =
        (size_t)canvas_width(canvas) * pixel_bytes(encoder->wish);
    encoder->row = calloc(encoder->row_size, 1);
    encoder->above = calloc(encoder->row_size, 1);
    encoder->work = calloc(2 * encoder->row_size, 1);
    const size_t kept = encoder->wish->small || encoder->wish->paletted
                            ? encoder->row_size * (size_t)canvas_height(canvas)
                            : DEFLATE_BLOCK_BYTES;
    // And the types of the filters.
    encoder->block =
        malloc(kept + encoder->row_size + 1 + (size_t)canvas_height(canvas));
    return encoder->info && encoder->row && encoder->above && encoder->work &&
           encoder->block;
}

bool encode_png(struct canvas *canvas, const struct png_wish *wish,
                struct buffer *file, struct error *err)
{
    struct encoder encoder = {.file = file, .wish = wish};
    bool done = init(&encoder, canvas);
    if (done) {
        png_set_write_fn(encoder.png, &encoder, take, flush);
        done = encode_guarded(&encoder, canvas);
    }
    png_destroy_write_struct(&encoder.png, &encoder.info);
    free(encoder.row);
    free(encoder.above);
    free(encoder.work);
    free(encoder.block);
    buffer_finish(&encoder.packed);
    for (int i = 0; i < TRIES; i++)
        buffer_finish(&encoder.tries[i]);
    return done ? true : error_set_memory(err);
}
