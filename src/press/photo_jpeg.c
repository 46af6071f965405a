// JPEG photos. The only room that knows libjpeg.
#include "photo.h"

#include "exif.h"
#include "limits.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

enum {
    // Progressive files have about ten scans; each costs a pass over the
    // whole picture, so a file of a few kilobytes with thousands of scans
    // would keep a core busy for minutes.
    SCANS_MAX = 100,
    EXIF_MARKER = JPEG_APP0 + 1,
    CHANNELS_CMYK = 4,
};

struct decoder {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf escape;
    bool truncated;
    uint8_t *row;
};

static void fail(j_common_ptr jpeg)
{
    struct decoder *decoder = jpeg->client_data;
    if (jpeg->err->msg_code == JERR_INPUT_EOF ||
        jpeg->err->msg_code == JERR_INPUT_EMPTY)
        decoder->truncated = true;
    longjmp(decoder->escape, 1);
}

// libjpeg goes on after warnings, with grey where data is missing. A missing
// part is an error here; strange but complete data is not.
static void hear(j_common_ptr jpeg, int level)
{
    struct decoder *decoder = jpeg->client_data;
    if (level < 0 && (jpeg->err->msg_code == JWRN_JPEG_EOF ||
                      jpeg->err->msg_code == JWRN_HIT_MARKER)) {
        decoder->truncated = true;
        longjmp(decoder->escape, 1);
    }
}

static void count_scans(j_common_ptr jpeg)
{
    struct decoder *decoder = jpeg->client_data;
    if (decoder->jpeg.input_scan_number > SCANS_MAX)
        longjmp(decoder->escape, 1);
}

static void open_decoder(struct decoder *decoder, struct bytes file)
{
    decoder->jpeg.client_data = decoder;
    decoder->jpeg.err = jpeg_std_error(&decoder->errors);
    decoder->errors.error_exit = fail;
    decoder->errors.emit_message = hear;
    decoder->progress.progress_monitor = count_scans;
    // Between here and the first call nothing can fail.
    jpeg_create_decompress(&decoder->jpeg);
    decoder->jpeg.progress = &decoder->progress;
    jpeg_mem_src(&decoder->jpeg, file.data, (unsigned long)file.size);
}

static bool recognise(struct bytes file)
{
    return file.size >= 3 && memcmp(file.data, "\xff\xd8\xff", 3) == 0;
}

static int find_orientation(const struct jpeg_decompress_struct *jpeg)
{
    for (jpeg_saved_marker_ptr marker = jpeg->marker_list; marker;
         marker = marker->next)
        if (marker->marker == EXIF_MARKER && marker->data_length > 6 &&
            memcmp(marker->data, "Exif\0", 6) == 0)
            return exif_orientation(
                (struct bytes){marker->data, marker->data_length});
    return 1;
}

static bool inspect_guarded(struct decoder *decoder, struct photo *photo)
{
    if (setjmp(decoder->escape) != 0)
        return false;
    open_decoder(decoder, photo->file);
    jpeg_save_markers(&decoder->jpeg, EXIF_MARKER, 0xffff);
    jpeg_read_header(&decoder->jpeg, TRUE);
    photo->width = (int)decoder->jpeg.image_width;
    photo->height = (int)decoder->jpeg.image_height;
    photo->orientation = find_orientation(&decoder->jpeg);
    return true;
}

static bool inspect(struct photo *photo, struct error *err)
{
    struct decoder decoder = {0};
    const bool done = inspect_guarded(&decoder, photo);
    if (!done)
        photo_refuse(decoder.truncated, err);
    jpeg_destroy_decompress(&decoder.jpeg);
    return done;
}

// Halving by the transform itself is quick; the steps between (7/8 ...) have
// no SIMD and are slower than a full decode.
static unsigned scale_eighths(double reduction)
{
    return reduction >= 8 ? 1 : reduction >= 4 ? 2 : reduction >= 2 ? 4 : 8;
}

static void start(struct decoder *decoder, double reduction)
{
    struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
    jpeg_read_header(jpeg, TRUE);
    jpeg->scale_num = scale_eighths(reduction);
    jpeg->scale_denom = 8;
    const bool four_inks = jpeg->jpeg_color_space == JCS_CMYK ||
                           jpeg->jpeg_color_space == JCS_YCCK;
    jpeg->out_color_space = four_inks ? JCS_CMYK : JCS_EXT_RGBA;
    jpeg_start_decompress(jpeg);
}

// Inks to light, without a profile. Adobe writes inks inverted.
static void convert_inks(uint8_t *row, unsigned width, bool inverted)
{
    for (unsigned x = 0; x < width; x++, row += CHANNELS_CMYK) {
        const int flip = inverted ? 0 : 255;
        const int black = row[3] ^ flip;
        for (int c = 0; c < 3; c++)
            row[c] = (uint8_t)(((row[c] ^ flip) * black + 127) / 255);
        row[3] = 255;
    }
}

static void decode(struct decoder *decoder, double reduction,
                   const struct photo_sink *sink)
{
    struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
    start(decoder, reduction);
    decoder->row = malloc((size_t)jpeg->output_width * PIXMAP_CHANNELS);
    if (!decoder->row ||
        !sink->begin(sink->context, (int)jpeg->output_width,
                     (int)jpeg->output_height, (int)(8 / jpeg->scale_num)))
        longjmp(decoder->escape, 1);
    while (jpeg->output_scanline < jpeg->output_height) {
        jpeg_read_scanlines(jpeg, &decoder->row, 1);
        if (jpeg->out_color_space == JCS_CMYK)
            convert_inks(decoder->row, jpeg->output_width,
                         jpeg->saw_Adobe_marker);
        sink->row(sink->context, decoder->row);
    }
    jpeg_finish_decompress(jpeg);
}

// Runs the decoder where libjpeg can jump out of it. No local changes between
// setjmp and longjmp.
static bool decode_guarded(struct decoder *decoder, const struct photo *photo,
                           double reduction, const struct photo_sink *sink)
{
    if (setjmp(decoder->escape) != 0)
        return false;
    open_decoder(decoder, photo->file);
    decode(decoder, reduction, sink);
    return true;
}

static bool read_photo(const struct photo *photo, double reduction,
                       const struct photo_sink *sink, struct error *err)
{
    struct decoder decoder = {0};
    const bool done = decode_guarded(&decoder, photo, reduction, sink);
    if (!done)
        photo_refuse(decoder.truncated, err);
    free(decoder.row);
    jpeg_destroy_decompress(&decoder.jpeg);
    return done;
}

const struct photo_reader photo_jpeg = {"JPEG", recognise, inspect, read_photo};
