#include "encode_jpeg.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

struct encoder {
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    jmp_buf escape;
    unsigned char *file; // libjpeg's own, from malloc
    unsigned long size;
    uint8_t *row;
};

static void fail(j_common_ptr jpeg)
{
    struct encoder *encoder = jpeg->client_data;
    longjmp(encoder->escape, 1);
}

static void hear(j_common_ptr jpeg, int level)
{
    (void)jpeg;
    (void)level;
}

// Premultiplied RGBA on white, as RGB.
static void flatten(const uint8_t *from, int width, uint8_t *to)
{
    for (int x = 0; x < width; x++, from += PIXMAP_CHANNELS, to += 3) {
        const int white = 255 - from[3];
        to[0] = (uint8_t)(from[0] + white);
        to[1] = (uint8_t)(from[1] + white);
        to[2] = (uint8_t)(from[2] + white);
    }
}

static void set_up(struct encoder *encoder, const struct pixmap *picture,
                   const struct jpeg_wish *wish)
{
    struct jpeg_compress_struct *jpeg = &encoder->jpeg;
    jpeg->image_width = (JDIMENSION)picture->width;
    jpeg->image_height = (JDIMENSION)picture->height;
    jpeg->input_components = 3;
    jpeg->in_color_space = JCS_RGB;
    jpeg_set_defaults(jpeg);
    jpeg_set_quality(jpeg, wish->quality, TRUE);
    jpeg->optimize_coding = TRUE;
    jpeg->dct_method = JDCT_ISLOW;
    // Luma has twice the samples of chroma each way, or as many.
    jpeg->comp_info[0].h_samp_factor = wish->full_colour ? 1 : 2;
    jpeg->comp_info[0].v_samp_factor = wish->full_colour ? 1 : 2;
    if (wish->progressive)
        jpeg_simple_progression(jpeg);
}

static bool write_all(struct encoder *encoder, const struct pixmap *picture,
                      const struct jpeg_wish *wish)
{
    struct jpeg_compress_struct *jpeg = &encoder->jpeg;
    if (setjmp(encoder->escape))
        return false;
    jpeg_create_compress(jpeg);
    jpeg_mem_dest(jpeg, &encoder->file, &encoder->size);
    set_up(encoder, picture, wish);
    jpeg_start_compress(jpeg, TRUE);
    while (jpeg->next_scanline < jpeg->image_height) {
        flatten(pixmap_row(picture, (int)jpeg->next_scanline), picture->width,
                encoder->row);
        jpeg_write_scanlines(jpeg, &encoder->row, 1);
    }
    jpeg_finish_compress(jpeg);
    return true;
}

bool encode_jpeg(const struct pixmap *picture, const struct jpeg_wish *wish,
                 struct buffer *file, struct error *err)
{
    // On the heap: what is changed behind setjmp stays known.
    struct encoder *encoder = calloc(1, sizeof *encoder);
    if (!encoder)
        return error_set_memory(err);
    encoder->jpeg.err = jpeg_std_error(&encoder->errors);
    encoder->jpeg.client_data = encoder;
    encoder->errors.error_exit = fail;
    encoder->errors.emit_message = hear;
    encoder->row = malloc((size_t)picture->width * 3);
    const bool done = encoder->row && write_all(encoder, picture, wish) &&
                      buffer_append(file, encoder->file, encoder->size);
    jpeg_destroy_compress(&encoder->jpeg);
    free(encoder->file);
    free(encoder->row);
    free(encoder);
    // Nothing but memory can be lacking.
    return done || error_set_memory(err);
}
