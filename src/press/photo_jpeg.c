// JPEG photos. One of the two rooms that know libjpeg; encode_jpeg.c is the
// other.
#include "photo.h"

#include "exif.h"
#include "file_type.h"
#include "jpeg_markers.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

enum {
    EXIF_MARKER = JPEG_APP0 + 1,
    ICC_MARKER = JPEG_APP0 + 2,
    SEGMENT_BYTES_MAX = 0xffff,
};

struct decoder {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    int scans_max;
    jmp_buf escape;
    bool truncated;
    bool unsupported;
    uint8_t *row;
    JOCTET *icc;
};

static void fail(j_common_ptr jpeg)
{
    struct decoder *decoder = jpeg->client_data;
    switch (jpeg->err->msg_code) {
    case JERR_INPUT_EOF:
    case JERR_INPUT_EMPTY:
        decoder->truncated = true;
        break;
    case JERR_SOF_UNSUPPORTED:
    case JERR_BAD_PRECISION:
    case JERR_ARITH_NOTIMPL:
        decoder->unsupported = true;
        break;
    default:
        break;
    }
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

// The walk through the markers has counted already; here is what libjpeg itself
// sees.
static void count_scans(j_common_ptr jpeg)
{
    struct decoder *decoder = jpeg->client_data;
    if (decoder->jpeg.input_scan_number > decoder->scans_max)
        longjmp(decoder->escape, 1);
}

static void open_decoder(struct decoder *decoder, const struct photo *photo)
{
    decoder->jpeg.client_data = decoder;
    decoder->jpeg.err = jpeg_std_error(&decoder->errors);
    decoder->errors.error_exit = fail;
    decoder->errors.emit_message = hear;
    decoder->progress.progress_monitor = count_scans;
    decoder->scans_max = photo->limits->scans;
    // Between here and the first call nothing can fail.
    jpeg_create_decompress(&decoder->jpeg);
    decoder->jpeg.progress = &decoder->progress;
    jpeg_mem_src(&decoder->jpeg, photo->file.data,
                 (unsigned long)photo->file.size);
}

static void close_decoder(struct decoder *decoder)
{
    free(decoder->row);
    free(decoder->icc);
    jpeg_destroy_decompress(&decoder->jpeg);
}

static bool refuse(const struct decoder *decoder, struct error *err)
{
    return decoder->unsupported
               ? error_set_values(err, ERROR_UNSUPPORTED,
                                  MESSAGE_PHOTO_UNSUPPORTED, "photo",
                                  FILE_TYPE_RARE_JPEG, 0)
               : photo_refuse(decoder->truncated, err);
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
    open_decoder(decoder, photo);
    jpeg_save_markers(&decoder->jpeg, EXIF_MARKER, SEGMENT_BYTES_MAX);
    jpeg_read_header(&decoder->jpeg, TRUE);
    photo->width = (int)decoder->jpeg.image_width;
    photo->height = (int)decoder->jpeg.image_height;
    photo->orientation = find_orientation(&decoder->jpeg);
    return true;
}

// Each scan is a pass over the whole picture: what counts is how many there
// are, and how many pixels they pass.
static bool has_too_many_scans(const struct photo *photo, int scans)
{
    const struct photo_limits *limits = photo->limits;
    const long long passed = (long long)photo->width * photo->height * scans;
    return scans > limits->scans ||
           (scans > 1 &&
            passed > (long long)limits->pixels * LIMIT_PHOTO_SCANS_OF_LARGEST);
}

// What can be told without decoding: a bomb of scans, and whether the end is
// there.
static bool check_markers(const struct photo *photo, struct error *err)
{
    struct jpeg_markers markers;
    jpeg_markers_walk(&markers, photo->file);
    if (has_too_many_scans(photo, markers.scans))
        return photo_refuse(false, err);
    return markers.complete || photo_refuse(true, err);
}

static bool inspect(struct photo *photo, struct error *err)
{
    struct decoder decoder = {0};
    const bool done = inspect_guarded(&decoder, photo);
    if (!done)
        refuse(&decoder, err);
    close_decoder(&decoder);
    return done && check_markers(photo, err);
}

// The profile, put together from its segments; NULL when there is none, or one
// above the limit.
static struct bytes find_icc(struct decoder *decoder,
                             const struct photo_limits *limits)
{
    unsigned size = 0;
    size_t total = 0;
    for (jpeg_saved_marker_ptr marker = decoder->jpeg.marker_list; marker;
         marker = marker->next)
        if (marker->marker == ICC_MARKER)
            total += marker->data_length;
    if (total == 0 || total > limits->profile_bytes ||
        !jpeg_read_icc_profile(&decoder->jpeg, &decoder->icc, &size))
        return (struct bytes){0};
    return (struct bytes){decoder->icc, size};
}

static bool has_inks(const struct jpeg_decompress_struct *jpeg)
{
    return jpeg->out_color_space == JCS_CMYK;
}

// Halving by the transform itself is quick; the steps between (7/8 ...) have
// no SIMD and are slower than a full decode.
static unsigned scale_eighths(double reduction)
{
    return reduction >= 8 ? 1 : reduction >= 4 ? 2 : reduction >= 2 ? 4 : 8;
}

// How cameras store colours: as many samples as of light (4:4:4), half as many
// across (4:2:2), or half both ways (4:2:0). Of other ways libjpeg reduces the
// colours otherwise than the light: measured against Lanczos-3 of the full size
// what comes of them is less than good (4:1:0: 22 dB, 4:4:0: 44 dB).
static bool has_common_sampling(const struct jpeg_decompress_struct *jpeg)
{
    return jpeg->max_h_samp_factor <= 2 && jpeg->max_v_samp_factor <= 2 &&
           jpeg->max_v_samp_factor <= jpeg->max_h_samp_factor;
}

static void start(struct decoder *decoder, double reduction)
{
    struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
    jpeg_save_markers(jpeg, ICC_MARKER, SEGMENT_BYTES_MAX);
    jpeg_read_header(jpeg, TRUE);
    jpeg->scale_num = has_common_sampling(jpeg) ? scale_eighths(reduction) : 8;
    jpeg->scale_denom = 8;
    const bool inks = jpeg->jpeg_color_space == JCS_CMYK ||
                      jpeg->jpeg_color_space == JCS_YCCK;
    jpeg->out_color_space = inks ? JCS_CMYK : JCS_EXT_RGBA;
    jpeg_start_decompress(jpeg);
}

// Leaves out columns and rows that are not wanted, as far as blocks allow.
// Fills the part; the tag is left alone.
static void crop(struct decoder *decoder, const struct photo_need *need,
                 struct photo_part *part)
{
    struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
    const unsigned reduction = 8 / jpeg->scale_num;
    JDIMENSION left = (unsigned)need->left / reduction;
    JDIMENSION width =
        ((unsigned)need->right + reduction - 1) / reduction - left;
    const unsigned top = (unsigned)need->top / reduction;
    const unsigned bottom =
        ((unsigned)need->bottom + reduction - 1) / reduction;
    if (width < jpeg->output_width)
        jpeg_crop_scanline(jpeg, &left, &width);
    part->width = (int)jpeg->output_width;
    part->height = (int)(bottom - top);
    part->x = (double)left * reduction;
    part->y = (double)top * reduction;
    part->step_x = part->step_y = reduction;
    if (top > 0)
        jpeg_skip_scanlines(jpeg, top);
}

// Adobe writes inks inverted.
static void invert(uint8_t *row, size_t size)
{
    for (size_t i = 0; i < size; i++)
        row[i] = (uint8_t)~row[i];
}

static void decode(struct decoder *decoder, const struct photo *photo,
                   const struct photo_need *need, const struct photo_sink *sink)
{
    struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
    struct photo_part part = {0};
    start(decoder, need->reduction);
    crop(decoder, need, &part);
    part.tag.icc = find_icc(decoder, photo->limits);
    part.tag.space = has_inks(jpeg)              ? PROFILE_INKS
                     : jpeg->num_components == 1 ? PROFILE_GRAY
                                                 : PROFILE_RGB;
    const size_t size = (size_t)part.width * PIXMAP_CHANNELS;
    decoder->row = malloc(size);
    if (!decoder->row || !sink->begin(sink->context, &part))
        longjmp(decoder->escape, 1);
    for (int y = 0; y < part.height; y++) {
        jpeg_read_scanlines(jpeg, &decoder->row, 1);
        if (has_inks(jpeg) && jpeg->saw_Adobe_marker)
            invert(decoder->row, size);
        sink->row(sink->context, decoder->row);
    }
    // What is below the crop is not decoded; that the file is whole is known.
    if (jpeg->output_scanline == jpeg->output_height)
        jpeg_finish_decompress(jpeg);
}

// Runs the decoder where libjpeg can jump out of it. No local changes between
// setjmp and longjmp.
static bool decode_guarded(struct decoder *decoder, const struct photo *photo,
                           const struct photo_need *need,
                           const struct photo_sink *sink)
{
    if (setjmp(decoder->escape) != 0)
        return false;
    open_decoder(decoder, photo);
    decode(decoder, photo, need, sink);
    return true;
}

static bool read_photo(const struct photo *photo, const struct photo_need *need,
                       const struct photo_sink *sink, struct error *err)
{
    struct decoder decoder = {0};
    const bool done = decode_guarded(&decoder, photo, need, sink);
    if (!done)
        refuse(&decoder, err);
    close_decoder(&decoder);
    return done;
}

const struct photo_reader photo_jpeg = {"JPEG", recognise, inspect, read_photo,
                                        NULL};
