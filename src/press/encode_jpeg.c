#include "encode_jpeg.h"

#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

enum {
    RGB = 3,
    OUT_BYTES = 65536, // that libjpeg fills before they go to the file
    DOTS_PER_INCH = 1, // as JFIF has it
};

struct encoder {
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_destination_mgr destination;
    jmp_buf escape;
    struct buffer *file;
    JOCTET *out;
    JSAMPLE *row;
};

static void fail(j_common_ptr jpeg)
{
    struct encoder *encoder = jpeg->client_data;
    longjmp(encoder->escape, 1);
}

static void hear_nothing(j_common_ptr jpeg, int level)
{
    (void)jpeg;
    (void)level;
}

static void start_out(j_compress_ptr jpeg)
{
    jpeg->dest->next_output_byte = ((struct encoder *)jpeg->client_data)->out;
    jpeg->dest->free_in_buffer = OUT_BYTES;
}

static void append(struct encoder *encoder, size_t size)
{
    if (!buffer_append(encoder->file, encoder->out, size))
        longjmp(encoder->escape, 1);
}

static boolean empty_out(j_compress_ptr jpeg)
{
    append(jpeg->client_data, OUT_BYTES);
    start_out(jpeg);
    return TRUE;
}

static void finish_out(j_compress_ptr jpeg)
{
    append(jpeg->client_data, OUT_BYTES - jpeg->dest->free_in_buffer);
}

static void open_encoder(struct encoder *encoder)
{
    encoder->jpeg.client_data = encoder;
    encoder->jpeg.err = jpeg_std_error(&encoder->errors);
    encoder->errors.error_exit = fail;
    encoder->errors.emit_message = hear_nothing;
    jpeg_create_compress(&encoder->jpeg);
    encoder->destination.init_destination = start_out;
    encoder->destination.empty_output_buffer = empty_out;
    encoder->destination.term_destination = finish_out;
    encoder->jpeg.dest = &encoder->destination;
}

static void configure(struct jpeg_compress_struct *jpeg,
                      const struct canvas *canvas, const struct jpeg_wish *wish)
{
    jpeg->image_width = (JDIMENSION)canvas_width(canvas);
    jpeg->image_height = (JDIMENSION)canvas_height(canvas);
    jpeg->input_components = RGB;
    jpeg->in_color_space = JCS_RGB;
    jpeg_set_defaults(jpeg);
    jpeg_set_quality(jpeg, wish->quality, TRUE);
    // The defaults have one colour for four pixels.
    if (wish->full_color)
        jpeg->comp_info[0].h_samp_factor = jpeg->comp_info[0].v_samp_factor = 1;
    if (wish->progressive)
        jpeg_simple_progression(jpeg);
    if (wish->dpi > 0) {
        jpeg->density_unit = DOTS_PER_INCH;
        jpeg->X_density = jpeg->Y_density = (UINT16)lround(wish->dpi);
    }
}

static void write_row(const uint32_t *from, int width, JSAMPLE *to)
{
    for (int x = 0; x < width; x++) {
        *to++ = (JSAMPLE)(from[x] >> 16);
        *to++ = (JSAMPLE)(from[x] >> 8);
        *to++ = (JSAMPLE)from[x];
    }
}

// Runs the encoder where libjpeg can jump out of it.
static bool encode_guarded(struct encoder *encoder, struct canvas *canvas,
                           const struct jpeg_wish *wish)
{
    if (setjmp(encoder->escape) != 0)
        return false;
    open_encoder(encoder);
    configure(&encoder->jpeg, canvas, wish);
    jpeg_start_compress(&encoder->jpeg, TRUE);
    for (int y = 0; y < canvas_height(canvas); y++) {
        write_row(canvas_row(canvas, y), canvas_width(canvas), encoder->row);
        jpeg_write_scanlines(&encoder->jpeg, &encoder->row, 1);
    }
    jpeg_finish_compress(&encoder->jpeg);
    return true;
}

bool encode_jpeg(struct canvas *canvas, const struct jpeg_wish *wish,
                 struct buffer *file, struct error *err)
{
    struct encoder encoder = {.file = file};
    encoder.out = malloc(OUT_BYTES);
    encoder.row = calloc((size_t)canvas_width(canvas), RGB);
    const bool done =
        encoder.out && encoder.row && encode_guarded(&encoder, canvas, wish);
    jpeg_destroy_compress(&encoder.jpeg);
    free(encoder.out);
    free(encoder.row);
    return done ? true : error_set_memory(err);
}
