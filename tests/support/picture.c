#include "picture.h"

#include "press/orientation.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

// A test without its picture is no test: unlike assert, this holds in every
// build.
static void must(bool held)
{
    if (!held)
        abort();
}

void picture_init(struct picture *picture, int width, int height)
{
    *picture = (struct picture){calloc((size_t)width * (size_t)height, 3),
                                width, height};
    must(picture->pixels);
}

void picture_finish(struct picture *picture)
{
    free(picture->pixels);
    *picture = (struct picture){0};
}

uint8_t *picture_at(const struct picture *picture, int x, int y)
{
    return picture->pixels +
           ((size_t)y * (size_t)picture->width + (size_t)x) * 3;
}

void picture_draw(struct picture *picture)
{
    static const int quarters[4][3] = {
        {230, 30, 30}, {30, 200, 40}, {40, 60, 230}, {240, 220, 40}};
    uint32_t noise = 1;
    for (int y = 0; y < picture->height; y++)
        for (int x = 0; x < picture->width; x++) {
            const int quarter =
                (x * 2 >= picture->width) + 2 * (y * 2 >= picture->height);
            const double wave =
                12 * sin(x * 0.05) * cos(y * 0.031) + 6 * sin((x + y) * 0.21);
            for (int c = 0; c < 3; c++) {
                // Numerical Recipes' generator: any noise will do.
                noise = noise * 1664525 + 1013904223;
                const double value = quarters[quarter][c] + wave +
                                     (double)(noise >> 24) / 32 - 4;
                picture_at(picture, x, y)[c] =
                    (uint8_t)fmax(0, fmin(255, value));
            }
        }
}

void picture_store(const struct picture *upright, int orientation,
                   struct picture *stored)
{
    // Written out case by case from the TIFF 6.0 specification, not from the
    // code under test: which upright pixel lies at (x, y) of the stored one.
    const int w = upright->width - 1;
    const int h = upright->height - 1;
    const bool lying = orientation >= 5;
    picture_init(stored, lying ? upright->height : upright->width,
                 lying ? upright->width : upright->height);
    for (int y = 0; y < stored->height; y++)
        for (int x = 0; x < stored->width; x++) {
            const int from[9][2] = {{x, y},         {x, y},         {w - x, y},
                                    {w - x, h - y}, {x, h - y},     {y, x},
                                    {w - y, x},     {w - y, h - x}, {y, h - x}};
            memcpy(
                picture_at(stored, x, y),
                picture_at(upright, from[orientation][0], from[orientation][1]),
                3);
        }
}

static void write_exif(j_compress_ptr jpeg, int orientation)
{
    // A big-endian TIFF with one entry: tag 274, SHORT, one value.
    const uint8_t block[] = {
        'E', 'x', 'i', 'f', 0,  0, 'M', 'M', 0, 42, 0, 0, 0,
        8,   0,   1,   1,   18, 0, 3,   0,   0, 0,  1, 0, (uint8_t)orientation,
        0,   0,   0,   0,   0,  0};
    jpeg_write_marker(jpeg, JPEG_APP0 + 1, block, sizeof block);
}

static void write_jpeg_row(j_compress_ptr jpeg, const uint8_t *rgb, int kind,
                           uint8_t *row)
{
    for (JDIMENSION x = 0; x < jpeg->image_width; x++, rgb += 3) {
        if (kind == PICTURE_GRAY) {
            *row++ = (uint8_t)((rgb[0] + 2 * rgb[1] + rgb[2]) / 4);
        } else if (kind == PICTURE_CMYK) {
            // As Adobe writes it: inverted, so light is the ink's number.
            memcpy(row, rgb, 3);
            row[3] = 255;
            row += 4;
        } else {
            memcpy(row, rgb, 3);
            row += 3;
        }
    }
}

struct jpeg_wish {
    enum picture_jpeg kind;
    int orientation;
    int quality;
    bool fine; // colours are not subsampled
};

static void encode_jpeg(const struct picture *picture,
                        const struct jpeg_wish *wish, struct buffer *file)
{
    const enum picture_jpeg kind = wish->kind;
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *data = NULL;
    unsigned long size = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &data, &size);
    jpeg.image_width = (JDIMENSION)picture->width;
    jpeg.image_height = (JDIMENSION)picture->height;
    jpeg.input_components = kind == PICTURE_GRAY   ? 1
                            : kind == PICTURE_CMYK ? 4
                                                   : 3;
    jpeg.in_color_space = kind == PICTURE_GRAY   ? JCS_GRAYSCALE
                          : kind == PICTURE_CMYK ? JCS_CMYK
                                                 : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, wish->quality, TRUE);
    if (wish->fine) {
        jpeg.comp_info[0].h_samp_factor = 1;
        jpeg.comp_info[0].v_samp_factor = 1;
    }
    if (kind == PICTURE_CMYK)
        jpeg.write_Adobe_marker = TRUE;
    if (kind == PICTURE_PROGRESSIVE)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    if (wish->orientation != 0)
        write_exif(&jpeg, wish->orientation);
    uint8_t *row = malloc((size_t)picture->width * 4);
    must(row);
    for (int y = 0; y < picture->height; y++) {
        write_jpeg_row(&jpeg, picture_at(picture, 0, y), (int)kind, row);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    must(buffer_append(file, data, size));
    free(row);
    free(data);
}

void picture_encode_jpeg(const struct picture *picture, enum picture_jpeg kind,
                         int orientation, struct buffer *file)
{
    encode_jpeg(picture,
                &(struct jpeg_wish){
                    .kind = kind, .orientation = orientation, .quality = 92},
                file);
}

void picture_encode_jpeg_at(const struct picture *picture,
                            enum picture_jpeg kind, int quality,
                            struct buffer *file)
{
    encode_jpeg(picture, &(struct jpeg_wish){.kind = kind, .quality = quality},
                file);
}

void picture_encode_fine_jpeg(const struct picture *picture,
                              struct buffer *file)
{
    encode_jpeg(picture,
                &(struct jpeg_wish){
                    .kind = PICTURE_BASELINE, .quality = 98, .fine = true},
                file);
}

static void take(png_structp png, png_bytep data, size_t size)
{
    must(buffer_append(png_get_io_ptr(png), data, size));
}

static void flush(png_structp png)
{
    (void)png;
}

static int color_type(const struct picture_png *kind)
{
    if (kind->palette)
        return PNG_COLOR_TYPE_PALETTE;
    const int color = kind->gray ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB;
    return kind->alpha ? color | PNG_COLOR_MASK_ALPHA : color;
}

static void set_palette(png_structp png, png_infop info,
                        const struct picture_png *kind)
{
    static const png_color colors[] = {
        {20, 20, 20}, {240, 240, 240}, {240, 240, 240}};
    static const png_byte alphas[] = {255, 255, 0};
    png_set_PLTE(png, info, colors, kind->bits == 1 ? 2 : 3);
    if (kind->alpha && kind->bits > 1)
        png_set_tRNS(png, info, alphas, 3, NULL);
}

// Samples of less than 8 bits go one to a byte; libpng packs them.
static void add_sample(uint8_t **to, int value, int bits)
{
    *(*to)++ = (uint8_t)(bits < 8 ? value >> (8 - bits) : value);
    if (bits == 16)
        *(*to)++ = (uint8_t)value;
}

// The colour that a keyed picture calls transparent: no pixel of
// picture_draw's is so dark in all three.
static const uint8_t key[3] = {0, 0, 0};

static void set_key(png_structp png, png_infop info)
{
    const png_color_16 color = {0};
    png_set_tRNS(png, info, NULL, 0, &color);
}

static void write_png_row(const struct picture *picture,
                          const struct picture_png *kind, int y, uint8_t *to)
{
    for (int x = 0; x < picture->width; x++) {
        const bool left = x * 2 < picture->width;
        const uint8_t *rgb =
            kind->keyed && left ? key : picture_at(picture, x, y);
        const int gray = (rgb[0] + 2 * rgb[1] + rgb[2]) / 4;
        const bool clear = kind->alpha && left;
        if (kind->palette) {
            *to++ = clear ? 2 : gray > 128;
            continue;
        }
        for (int c = 0; c < (kind->gray ? 1 : 3); c++)
            add_sample(&to, kind->gray ? gray : rgb[c], kind->bits);
        if (kind->alpha)
            add_sample(&to, clear ? 0 : 255, kind->bits);
    }
}

void picture_encode_png(const struct picture *picture,
                        const struct picture_png *kind, struct buffer *file)
{
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, file, take, flush);
    png_set_IHDR(png, info, (png_uint_32)picture->width,
                 (png_uint_32)picture->height, kind->bits, color_type(kind),
                 kind->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (kind->palette)
        set_palette(png, info, kind);
    if (kind->keyed)
        set_key(png, info);
    uint8_t exif[] = {
        'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
        1,   18,  0, 3,  0, 0, 0, 1, 0, (uint8_t)kind->orientation,
        0,   0,   0, 0,  0, 0};
    if (kind->orientation != 0)
        png_set_eXIf_1(png, info, sizeof exif, exif);
    png_write_info(png, info);
    if (kind->bits < 8)
        png_set_packing(png);
    const int passes = png_set_interlace_handling(png);
    uint8_t *row = calloc((size_t)picture->width, 8);
    must(row);
    for (int pass = 0; pass < passes; pass++)
        for (int y = 0; y < picture->height; y++) {
            write_png_row(picture, kind, y, row);
            png_write_row(png, row);
        }
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    free(row);
}

void picture_decode_png(struct bytes file, struct picture *picture)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    const int begun =
        png_image_begin_read_from_memory(&image, file.data, file.size);
    must(begun);
    image.format = PNG_FORMAT_RGB;
    picture_init(picture, (int)image.width, (int)image.height);
    const int done =
        png_image_finish_read(&image, NULL, picture->pixels, 0, NULL);
    must(done);
}

double picture_psnr(const struct picture *a, const struct picture *b)
{
    must(a->width == b->width && a->height == b->height);
    const size_t count = (size_t)a->width * (size_t)a->height * 3;
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        const double difference = (double)a->pixels[i] - b->pixels[i];
        sum += difference * difference;
    }
    if (sum == 0)
        return 100;
    return fmin(100, 10 * log10(255.0 * 255.0 * (double)count / sum));
}

int picture_max_difference(const struct picture *a, const struct picture *b)
{
    struct picture difference;
    int most = 0;
    picture_init_difference(&difference, a, b);
    for (int i = 0; i < a->width * a->height * 3; i++)
        if (difference.pixels[i] > most)
            most = difference.pixels[i];
    picture_finish(&difference);
    return most;
}

static double block_mean(const struct picture *difference, int left, int top)
{
    int sum = 0;
    int count = 0;
    for (int y = top; y < top + 8 && y < difference->height; y++)
        for (int x = left; x < left + 8 && x < difference->width; x++)
            for (int c = 0; c < 3; c++, count++)
                sum += picture_at(difference, x, y)[c];
    return (double)sum / count;
}

double picture_worst_block(const struct picture *a, const struct picture *b)
{
    struct picture difference;
    double worst = 0;
    picture_init_difference(&difference, a, b);
    // Overlapping, so that nothing small lies on a border.
    for (int y = 0; y < a->height; y += 4)
        for (int x = 0; x < a->width; x += 4)
            worst = fmax(worst, block_mean(&difference, x, y));
    picture_finish(&difference);
    return worst;
}

void picture_init_difference(struct picture *difference,
                             const struct picture *a, const struct picture *b)
{
    must(a->width == b->width && a->height == b->height);
    picture_init(difference, a->width, a->height);
    for (int i = 0; i < a->width * a->height * 3; i++)
        difference->pixels[i] = (uint8_t)abs(a->pixels[i] - b->pixels[i]);
}
