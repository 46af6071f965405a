#include "rare.h"

#include <zlib.h>

#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

// Test data that cannot be made is no test: stop.
static void must(bool done)
{
    if (!done)
        abort();
}

static void take(png_structp png, png_bytep data, size_t size)
{
    must(buffer_append(png_get_io_ptr(png), data, size));
}

static void flush(png_structp png)
{
    (void)png;
}

void rare_encode_png(const void *samples, int width, int height, int bits,
                     struct buffer *file)
{
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    const size_t row_bytes = (size_t)width * 4 * (size_t)(bits / 8);
    png_set_write_fn(png, file, take, flush);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, bits,
                 PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    // PNG is big-endian.
    if (bits == 16)
        png_set_swap(png);
    for (int y = 0; y < height; y++)
        png_write_row(png, (png_const_bytep)samples + (size_t)y * row_bytes);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
}

void rare_encode_inks(const uint8_t inks[4], enum rare_inks kind,
                      struct buffer *file)
{
    enum { SIDE = 16 };
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *data = NULL;
    unsigned long size = 0;
    uint8_t samples[SIDE * 4];
    uint8_t *row = samples;
    for (int x = 0; x < SIDE; x++)
        memcpy(row + x * 4, inks, 4);
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &data, &size);
    jpeg.image_width = SIDE;
    jpeg.image_height = SIDE;
    jpeg.input_components = 4;
    jpeg.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 100, TRUE);
    if (kind == RARE_YCCK)
        jpeg_set_colorspace(&jpeg, JCS_YCCK);
    jpeg.write_Adobe_marker = kind != RARE_CMYK;
    jpeg_start_compress(&jpeg, TRUE);
    for (int y = 0; y < SIDE; y++)
        jpeg_write_scanlines(&jpeg, &row, 1);
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    must(buffer_append(file, data, size));
    free(data);
}

void rare_encode_jpeg(const struct picture *picture,
                      const struct rare_jpeg *kind, struct buffer *file)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *data = NULL;
    unsigned long size = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &data, &size);
    jpeg.image_width = (JDIMENSION)picture->width;
    jpeg.image_height = (JDIMENSION)picture->height;
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 95, TRUE);
    if (kind->rgb)
        jpeg_set_colorspace(&jpeg, JCS_RGB);
    jpeg.comp_info[0].h_samp_factor = kind->across;
    jpeg.comp_info[0].v_samp_factor = kind->down;
    jpeg.arith_code = kind->arithmetic;
    jpeg.restart_in_rows = kind->restart;
    if (kind->progressive)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    for (int y = 0; y < picture->height; y++) {
        uint8_t *row = picture_at(picture, 0, y);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    must(buffer_append(file, data, size));
    free(data);
}

// Makes a hole of `size` bytes at `at`.
static uint8_t *open_hole(struct buffer *file, size_t at, size_t size)
{
    uint8_t *filler = calloc(1, size);
    must(filler && at <= file->size && buffer_append(file, filler, size));
    free(filler);
    memmove(file->data + at + size, file->data + at, file->size - size - at);
    return file->data + at;
}

void rare_add_block(struct buffer *jpeg, const char *name)
{
    const size_t length = strlen(name) + 1;
    uint8_t *block = open_hole(jpeg, 2, 4 + length);
    block[0] = 0xff;
    block[1] = JPEG_APP0 + 1;
    block[2] = (uint8_t)((length + 2) >> 8);
    block[3] = (uint8_t)(length + 2);
    memcpy(block + 4, name, length);
}

static void write_big_endian(uint8_t *to, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        to[i] = (uint8_t)(value >> (24 - 8 * i));
}

static uint32_t checksum(const uint8_t *data, size_t size)
{
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < size; i++) {
        crc ^= data[i];
        for (int k = 0; k < 8; k++)
            crc = crc & 1 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
    }
    return crc ^ 0xffffffff;
}

static void add_chunk(struct buffer *png, size_t at, const char name[4],
                      const void *data, uint32_t size)
{
    uint8_t *chunk = open_hole(png, at, 12 + (size_t)size);
    write_big_endian(chunk, size);
    memcpy(chunk + 4, name, 4);
    memcpy(chunk + 8, data, size);
    write_big_endian(chunk + 8 + size, checksum(chunk + 4, 4 + (size_t)size));
}

void rare_add_chunk(struct buffer *png, const char name[4], const void *data,
                    uint32_t size)
{
    // The signature has 8 bytes, the header 25.
    add_chunk(png, 33, name, data, size);
}

void rare_add_last_chunk(struct buffer *png, const char name[4],
                         const void *data, uint32_t size)
{
    add_chunk(png, png->size - 12, name, data, size);
}

static uint32_t read_big_endian(const uint8_t *from)
{
    return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 |
           (uint32_t)from[2] << 8 | from[3];
}

// The chunk fcTL: a whole frame that is shown for a tenth of a second.
static void make_frame_control(uint8_t control[26], uint32_t number, int width,
                               int height)
{
    memset(control, 0, 26);
    write_big_endian(control, number);
    write_big_endian(control + 4, (uint32_t)width);
    write_big_endian(control + 8, (uint32_t)height);
    control[21] = 1;
    control[23] = 10;
}

// Adds the pixels of `second` as those of a later frame; they are numbered on.
static void add_frame_pixels(struct buffer *png, const struct buffer *second,
                             uint32_t number)
{
    for (size_t at = 8; at < second->size;) {
        const uint32_t size = read_big_endian(second->data + at);
        if (memcmp(second->data + at + 4, "IDAT", 4) == 0) {
            struct buffer data = {0};
            uint8_t sequence[4];
            write_big_endian(sequence, number++);
            must(buffer_append(&data, sequence, sizeof sequence) &&
                 buffer_append(&data, second->data + at + 8, size));
            rare_add_last_chunk(png, "fdAT", data.data, (uint32_t)data.size);
            buffer_finish(&data);
        }
        at += 12 + (size_t)size;
    }
}

void rare_animate_png(struct buffer *png, const struct buffer *second,
                      int width, int height)
{
    static const uint8_t two_frames[8] = {0, 0, 0, 2};
    uint8_t control[26];
    make_frame_control(control, 0, width, height);
    rare_add_chunk(png, "fcTL", control, sizeof control);
    rare_add_chunk(png, "acTL", two_frames, sizeof two_frames);
    make_frame_control(control, 1, width, height);
    rare_add_last_chunk(png, "fcTL", control, sizeof control);
    add_frame_pixels(png, second, 2);
}

void rare_pack_profile(const struct buffer *profile, struct buffer *chunk)
{
    uLongf size = compressBound(profile->size);
    if (!buffer_append(chunk, "p\0", 3) ||
        !buffer_reserve(chunk, chunk->size + size) ||
        compress(chunk->data + chunk->size, &size, profile->data,
                 profile->size) != Z_OK)
        abort();
    chunk->size += size;
}
