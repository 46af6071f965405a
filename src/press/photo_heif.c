// HEIC and AVIF photos. The only room that knows libheif.
#include "photo.h"

#include "exif.h"
#include "file_type.h"
#include "heif_boxes.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libheif/heif.h>

enum {
    // In front of the TIFF header lies how far away it is.
    EXIF_OFFSET_BYTES = 4,
    // Where an ICC profile names the space of its colours.
    ICC_SPACE_AT = 16,
};

struct decoder {
    struct heif_context *context;
    struct heif_image_handle *handle;
    struct heif_image *image;
    uint8_t *icc;
};

static void warm(void)
{
    // Its plug-ins are looked for in a folder, once.
    heif_init(NULL);
}

static bool recognise(struct bytes file)
{
    static const char *const brands[] = {"heic", "heix", "heim", "heis",
                                         "hevc", "hevx", "mif1", "mif2",
                                         "msf1", "miaf", "avif", "avis"};
    if (file.size < 12 || memcmp(file.data + 4, "ftyp", 4) != 0)
        return false;
    for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
        if (memcmp(file.data + 8, brands[i], 4) == 0)
            return true;
    return false;
}

// What libheif says, as one of our errors.
static bool refuse(struct heif_error fault, const struct photo *photo,
                   struct error *err)
{
    struct heif_boxes boxes;
    if (fault.subcode == heif_suberror_Security_limit_exceeded)
        return error_set_values(err, ERROR_INVALID, MESSAGE_PHOTO_TOO_LONG_SIDE,
                                "photo", photo->limits->side_px, 0);
    heif_boxes_walk(&boxes, photo->file);
    if (!boxes.complete || fault.subcode == heif_suberror_End_of_data)
        return photo_refuse(true, err);
    if (fault.code == heif_error_Unsupported_feature ||
        fault.code == heif_error_Unsupported_filetype)
        return error_set_values(err, ERROR_UNSUPPORTED,
                                MESSAGE_PHOTO_UNSUPPORTED, "photo",
                                FILE_TYPE_RARE_HEIF, 0);
    return photo_refuse(false, err);
}

static void close_decoder(struct decoder *decoder)
{
    free(decoder->icc);
    heif_image_release(decoder->image);
    heif_image_handle_release(decoder->handle);
    heif_context_free(decoder->context);
}

static bool open_decoder(struct decoder *decoder, const struct photo *photo,
                         struct error *err)
{
    *decoder = (struct decoder){.context = heif_context_alloc()};
    if (!decoder->context)
        return error_set_memory(err);
    heif_context_set_maximum_image_size_limit(decoder->context,
                                              photo->limits->side_px);
    // Each poster has one processor.
    heif_context_set_max_decoding_threads(decoder->context, 0);
    struct heif_error fault = heif_context_read_from_memory_without_copy(
        decoder->context, photo->file.data, photo->file.size, NULL);
    if (fault.code == heif_error_Ok)
        fault = heif_context_get_primary_image_handle(decoder->context,
                                                      &decoder->handle);
    return fault.code == heif_error_Ok || refuse(fault, photo, err);
}

static int read_orientation(const struct decoder *decoder)
{
    heif_item_id id;
    if (heif_image_handle_get_list_of_metadata_block_IDs(decoder->handle,
                                                         "Exif", &id, 1) != 1)
        return 1;
    const size_t size =
        heif_image_handle_get_metadata_size(decoder->handle, id);
    if (size <= EXIF_OFFSET_BYTES)
        return 1;
    uint8_t *block = malloc(size);
    int orientation = 1;
    if (block &&
        heif_image_handle_get_metadata(decoder->handle, id, block).code ==
            heif_error_Ok) {
        const size_t start = EXIF_OFFSET_BYTES +
                             ((size_t)block[0] << 24 | (size_t)block[1] << 16 |
                              (size_t)block[2] << 8 | block[3]);
        if (start < size)
            orientation =
                exif_orientation((struct bytes){block + start, size - start});
    }
    free(block);
    return orientation;
}

// libheif applies what the boxes say, and its sizes are those of the turned
// picture. By the standard EXIF does not count then; it does only where no box
// says anything, in files of programs that know EXIF alone.
static bool inspect(struct photo *photo, struct error *err)
{
    struct decoder decoder;
    struct heif_boxes boxes;
    bool done = open_decoder(&decoder, photo, err);
    if (done) {
        photo->width = heif_image_handle_get_width(decoder.handle);
        photo->height = heif_image_handle_get_height(decoder.handle);
        heif_boxes_walk(&boxes, photo->file);
        if (!boxes.has_turn)
            photo->orientation = read_orientation(&decoder);
        done = boxes.complete || photo_refuse(true, err);
    }
    close_decoder(&decoder);
    return done;
}

// The profile in the file, or what it says in numbers.
static void find_tag(struct decoder *decoder, const struct photo *photo,
                     struct profile_tag *tag)
{
    struct heif_color_profile_nclx *numbers = NULL;
    const size_t size =
        heif_image_handle_get_raw_color_profile_size(decoder->handle);
    if (size > 0 && size <= photo->limits->profile_bytes &&
        (decoder->icc = malloc(size)) &&
        heif_image_handle_get_raw_color_profile(decoder->handle, decoder->icc)
                .code == heif_error_Ok)
        tag->icc = (struct bytes){decoder->icc, size};
    if (tag->icc.size > ICC_SPACE_AT + 4 &&
        memcmp(decoder->icc + ICC_SPACE_AT, "GRAY", 4) == 0)
        tag->space = PROFILE_GRAY;
    if (heif_image_handle_get_nclx_color_profile(decoder->handle, &numbers)
            .code == heif_error_Ok) {
        tag->primaries = (int)numbers->color_primaries;
        tag->transfer = (int)numbers->transfer_characteristics;
        heif_nclx_color_profile_free(numbers);
    }
}

static struct heif_error decode(struct decoder *decoder, bool has_alpha)
{
    struct heif_decoding_options *options = heif_decoding_options_alloc();
    if (!options)
        return (struct heif_error){heif_error_Memory_allocation_error,
                                   heif_suberror_Unspecified, ""};
    options->convert_hdr_to_8bit = 1;
    options->strict_decoding = 1;
    const struct heif_error fault = heif_decode_image(
        decoder->handle, &decoder->image, heif_colorspace_RGB,
        has_alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
        options);
    heif_decoding_options_free(options);
    return fault;
}

// What was decoded is not always what the header announced.
static bool is_as_announced(const struct decoder *decoder,
                            const struct photo *photo)
{
    const enum heif_channel channel = heif_channel_interleaved;
    return heif_image_get_width(decoder->image, channel) == photo->width &&
           heif_image_get_height(decoder->image, channel) == photo->height;
}

static bool send(struct decoder *decoder, const struct photo *photo,
                 const struct photo_need *need, bool has_alpha,
                 const struct photo_sink *sink, struct error *err)
{
    struct photo_part part = {.width = need->right - need->left,
                              .height = need->bottom - need->top,
                              .x = need->left,
                              .y = need->top,
                              .step_x = 1,
                              .step_y = 1};
    struct photo_rows rows = {.channels = has_alpha ? 4 : 3};
    int stride;
    const uint8_t *pixels = heif_image_get_plane_readonly(
        decoder->image, heif_channel_interleaved, &stride);
    if (!pixels || !is_as_announced(decoder, photo))
        return photo_refuse(false, err);
    rows.stride = (size_t)stride;
    rows.pixels = pixels + (size_t)need->top * rows.stride +
                  (size_t)(need->left * rows.channels);
    rows.premultiplied =
        heif_image_handle_is_premultiplied_alpha(decoder->handle);
    find_tag(decoder, photo, &part.tag);
    return photo_send(&rows, &part, sink) || error_set_memory(err);
}

// libheif decodes whole pictures only.
static bool read_photo(const struct photo *photo, const struct photo_need *need,
                       const struct photo_sink *sink, struct error *err)
{
    struct decoder decoder;
    bool done = open_decoder(&decoder, photo, err);
    if (done) {
        const bool has_alpha =
            heif_image_handle_has_alpha_channel(decoder.handle);
        const struct heif_error fault = decode(&decoder, has_alpha);
        done = fault.code == heif_error_Ok
                   ? send(&decoder, photo, need, has_alpha, sink, err)
                   : refuse(fault, photo, err);
    }
    close_decoder(&decoder);
    return done;
}

const struct photo_reader photo_heif = {"HEIF", recognise, inspect, read_photo,
                                        warm};
