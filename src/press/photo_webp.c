// WebP photos. One of the two rooms that know libwebp; encode_webp.c is the
// other.
#include "photo.h"

#include "exif.h"

#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

enum { RIFF_HEAD_BYTES = 8 };

// The first picture of a file, and the canvas that it lies on.
struct first_frame {
    WebPDemuxer *demuxer;
    WebPIterator iterator;
    struct bytes bitstream;
};

static bool recognise(struct bytes file)
{
    return file.size >= 12 && memcmp(file.data, "RIFF", 4) == 0 &&
           memcmp(file.data + 8, "WEBP", 4) == 0;
}

// The size that the file says of itself.
static size_t riff_size(struct bytes file)
{
    const uint8_t *at = file.data + 4;
    return RIFF_HEAD_BYTES + ((size_t)at[0] | (size_t)at[1] << 8 |
                              (size_t)at[2] << 16 | (size_t)at[3] << 24);
}

static void close_frame(struct first_frame *frame)
{
    WebPDemuxReleaseIterator(&frame->iterator);
    WebPDemuxDelete(frame->demuxer);
}

static bool open_frame(struct first_frame *frame, struct bytes file)
{
    *frame = (struct first_frame){0};
    const WebPData data = {file.data, file.size};
    frame->demuxer = WebPDemux(&data);
    if (!frame->demuxer ||
        !WebPDemuxGetFrame(frame->demuxer, 1, &frame->iterator) ||
        !frame->iterator.complete) {
        close_frame(frame);
        return false;
    }
    frame->bitstream = (struct bytes){frame->iterator.fragment.bytes,
                                      frame->iterator.fragment.size};
    return true;
}

// A chunk such as "EXIF"; the bytes lie in the file.
static struct bytes find_chunk(const struct first_frame *frame,
                               const char *name)
{
    WebPChunkIterator iterator;
    if (!WebPDemuxGetChunk(frame->demuxer, name, 1, &iterator))
        return (struct bytes){0};
    const struct bytes chunk = {iterator.chunk.bytes, iterator.chunk.size};
    WebPDemuxReleaseChunkIterator(&iterator);
    return chunk;
}

static bool inspect(struct photo *photo, struct error *err)
{
    struct first_frame frame;
    if (riff_size(photo->file) > photo->file.size)
        return photo_refuse(true, err);
    if (!open_frame(&frame, photo->file))
        return photo_refuse(false, err);
    photo->width = (int)WebPDemuxGetI(frame.demuxer, WEBP_FF_CANVAS_WIDTH);
    photo->height = (int)WebPDemuxGetI(frame.demuxer, WEBP_FF_CANVAS_HEIGHT);
    photo->orientation = exif_orientation(find_chunk(&frame, "EXIF"));
    close_frame(&frame);
    return true;
}

static int scale_down(int size, double reduction)
{
    const int scaled = (int)(size / reduction + 0.5);
    return scaled > 0 ? scaled : 1;
}

// The scaler of WebP averages areas, which softens what is near the limit of
// the result's pixels: it may go half of the way only.
static double find_reduction(const struct photo_need *need)
{
    return need->reduction >= 4 ? need->reduction / 2 : 1;
}

// Asks for the part of the frame that is wanted, made smaller. WebP begins at
// even pixels only.
static void configure(WebPDecoderConfig *config, const struct photo_need *need,
                      struct photo_part *part)
{
    WebPDecoderOptions *options = &config->options;
    const int left = need->left & ~1;
    const int top = need->top & ~1;
    const double reduction = find_reduction(need);
    options->use_cropping = 1;
    options->crop_left = left;
    options->crop_top = top;
    options->crop_width = need->right - left;
    options->crop_height = need->bottom - top;
    part->width = options->crop_width;
    part->height = options->crop_height;
    if (reduction > 1) {
        part->width = scale_down(options->crop_width, reduction);
        part->height = scale_down(options->crop_height, reduction);
        options->use_scaling = 1;
        options->scaled_width = part->width;
        options->scaled_height = part->height;
    }
    part->x = left;
    part->y = top;
    part->step_x = (double)options->crop_width / part->width;
    part->step_y = (double)options->crop_height / part->height;
}

static bool covers_canvas(const WebPIterator *frame, const struct photo *photo)
{
    return frame->x_offset == 0 && frame->y_offset == 0 &&
           frame->width == photo->width && frame->height == photo->height;
}

// Puts a frame that is smaller than its canvas on a clear one.
static bool send_on_canvas(const struct photo *photo, const WebPIterator *frame,
                           const WebPRGBABuffer *pixels,
                           struct photo_part *part,
                           const struct photo_sink *sink)
{
    const size_t left = (size_t)frame->x_offset * PIXMAP_CHANNELS;
    const size_t size = (size_t)frame->width * PIXMAP_CHANNELS;
    part->width = photo->width;
    part->height = photo->height;
    uint8_t *row = calloc((size_t)part->width, PIXMAP_CHANNELS);
    const bool done = row && sink->begin(sink->context, part);
    for (int y = 0; y < part->height && done; y++) {
        const int from = y - frame->y_offset;
        memset(row + left, 0, size);
        if (from >= 0 && from < frame->height)
            memcpy(row + left, pixels->rgba + (ptrdiff_t)from * pixels->stride,
                   size);
        sink->row(sink->context, row);
    }
    free(row);
    return done;
}

static bool send(const struct photo *photo, const WebPIterator *frame,
                 const WebPRGBABuffer *pixels, struct photo_part *part,
                 const struct photo_sink *sink)
{
    const struct photo_rows rows = {.pixels = pixels->rgba,
                                    .stride = (size_t)pixels->stride,
                                    .channels = PIXMAP_CHANNELS,
                                    .premultiplied = true};
    return covers_canvas(frame, photo)
               ? photo_send(&rows, part, sink)
               : send_on_canvas(photo, frame, pixels, part, sink);
}

static bool decode(const struct photo *photo, const struct first_frame *frame,
                   const struct photo_need *need, const struct photo_sink *sink,
                   struct error *err)
{
    WebPDecoderConfig config;
    struct photo_part part = {.step_x = 1, .step_y = 1};
    if (!WebPInitDecoderConfig(&config))
        return photo_refuse(false, err);
    config.output.colorspace = MODE_rgbA;
    if (covers_canvas(&frame->iterator, photo))
        configure(&config, need, &part);
    part.tag.icc = find_chunk(frame, "ICCP");
    if (part.tag.icc.size > photo->limits->profile_bytes)
        part.tag.icc = (struct bytes){0};
    const VP8StatusCode status =
        WebPDecode(frame->bitstream.data, frame->bitstream.size, &config);
    bool done = false;
    if (status == VP8_STATUS_OUT_OF_MEMORY)
        error_set_memory(err);
    else if (status != VP8_STATUS_OK)
        photo_refuse(status == VP8_STATUS_NOT_ENOUGH_DATA ||
                         status == VP8_STATUS_SUSPENDED,
                     err);
    else
        done =
            send(photo, &frame->iterator, &config.output.u.RGBA, &part, sink) ||
            error_set_memory(err);
    WebPFreeDecBuffer(&config.output);
    return done;
}

static bool read_photo(const struct photo *photo, const struct photo_need *need,
                       const struct photo_sink *sink, struct error *err)
{
    struct first_frame frame;
    if (!open_frame(&frame, photo->file))
        return photo_refuse(false, err);
    const bool done = decode(photo, &frame, need, sink, err);
    close_frame(&frame);
    return done;
}

const struct photo_reader photo_webp = {"WebP", recognise, inspect, read_photo,
                                        NULL};
