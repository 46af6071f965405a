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

// How coarse each frequency is, at quality 50. Light: Peterson, Ahumada and
// Watson, "An improved detection model for DCT coefficient quantization"
// (1993), as Mozilla's mozjpeg has it beside others; of all its tables this is
// the one with the least error at one size on our posters. Colours: the example
// of the standard (ITU-T T.81, K.1). What was measured stands in docs/files.md.
static const unsigned light_steps[DCTSIZE2] = {
    14, 10, 11, 14, 19, 25, 34, 45,  //
    10, 11, 11, 12, 15, 20, 26, 33,  //
    11, 11, 15, 18, 21, 25, 31, 38,  //
    14, 12, 18, 24, 28, 33, 39, 47,  //
    19, 15, 21, 28, 36, 43, 51, 59,  //
    25, 20, 25, 33, 43, 54, 64, 74,  //
    34, 26, 31, 39, 51, 64, 77, 91,  //
    45, 33, 38, 47, 59, 74, 91, 108, //
};
static const unsigned color_steps[DCTSIZE2] = {
    17, 18, 24, 47, 99, 99, 99, 99, //
    18, 21, 26, 66, 99, 99, 99, 99, //
    24, 26, 56, 99, 99, 99, 99, 99, //
    47, 66, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, //
};

// What XMP in a JPEG begins with (ISO 16684-3), its NUL too.
static const char xmp_name[] = "http://ns.adobe.com/xap/1.0/";

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

static void set_steps(struct jpeg_compress_struct *jpeg, int quality)
{
    const int percent = jpeg_quality_scaling(quality);
    jpeg_add_quant_table(jpeg, 0, light_steps, percent, TRUE);
    jpeg_add_quant_table(jpeg, 1, color_steps, percent, TRUE);
}

static void write_xmp(struct jpeg_compress_struct *jpeg, struct bytes xmp)
{
    if (xmp.size == 0 || xmp.size > JPEG_XMP_BYTES)
        return;
    jpeg_write_m_header(jpeg, JPEG_APP0 + 1,
                        (unsigned)(sizeof xmp_name + xmp.size));
    for (size_t i = 0; i < sizeof xmp_name; i++)
        jpeg_write_m_byte(jpeg, xmp_name[i]);
    for (size_t i = 0; i < xmp.size; i++)
        jpeg_write_m_byte(jpeg, xmp.data[i]);
}

static void configure(struct jpeg_compress_struct *jpeg,
                      const struct canvas *canvas, const struct jpeg_wish *wish)
{
    jpeg->image_width = (JDIMENSION)canvas_width(canvas);
    jpeg->image_height = (JDIMENSION)canvas_height(canvas);
    jpeg->input_components = RGB;
    jpeg->in_color_space = JCS_RGB;
    jpeg_set_defaults(jpeg);
    set_steps(jpeg, wish->quality);
    jpeg->dct_method = JDCT_ISLOW;
    jpeg->optimize_coding = TRUE;
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
    write_xmp(&encoder->jpeg, wish->xmp);
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
