#include "photo.h"

#include "file_type.h"
#include "photo_samples.h"
#include "resample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct photo_reader *const readers[] = {
    &photo_jpeg, &photo_png, &photo_webp, &photo_heif, &photo_gif,
};

bool photo_warm(struct error *err)
{
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (readers[i]->warm)
            readers[i]->warm();
    for (size_t i = 0; i < PHOTO_SAMPLES; i++) {
        struct photo photo;
        struct pixmap picture;
        if (!photo_inspect(&photo, photo_samples[i].file, err) ||
            !photo_read(&photo, 0, (struct rect){0, 0, 1, 1}, 1, 1, &picture,
                        err))
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                    "the library for %s photos does not work",
                                    photo_samples[i].name);
        pixmap_finish(&picture);
    }
    return true;
}

bool photo_refuse(bool truncated, struct error *err)
{
    return error_set(err, ERROR_INVALID,
                     truncated ? MESSAGE_PHOTO_TRUNCATED : MESSAGE_PHOTO_BROKEN,
                     "photo");
}

// One row as a sink takes it.
static void make_row(const struct photo_rows *rows, int y, int width,
                     uint8_t *row)
{
    const uint8_t *from = rows->pixels + (size_t)y * rows->stride;
    if (rows->channels == PIXMAP_CHANNELS) {
        memcpy(row, from, (size_t)width * PIXMAP_CHANNELS);
        if (!rows->premultiplied)
            pixmap_premultiply(row, width);
        return;
    }
    for (int x = 0; x < width; x++, from += 3, row += PIXMAP_CHANNELS) {
        memcpy(row, from, 3);
        row[3] = 255;
    }
}

bool photo_send(const struct photo_rows *rows, const struct photo_part *part,
                const struct photo_sink *sink)
{
    uint8_t *row = calloc((size_t)part->width, PIXMAP_CHANNELS);
    const bool done = row && sink->begin(sink->context, part);
    for (int y = 0; y < part->height && done; y++) {
        make_row(rows, y, part->width, row);
        sink->row(sink->context, row);
    }
    free(row);
    return done;
}

static bool recognise(struct photo *photo, struct error *err)
{
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (readers[i]->recognise(photo->file)) {
            photo->reader = readers[i];
            return true;
        }
    const enum file_type type = file_type_of(photo->file);
    return error_set_values(err, ERROR_UNSUPPORTED,
                            type == FILE_TYPE_UNKNOWN
                                ? MESSAGE_PHOTO_NOT_A_PICTURE
                                : MESSAGE_PHOTO_UNSUPPORTED,
                            "photo", type, 0);
}

static bool check_size(const struct photo *photo, struct error *err)
{
    if (photo->width <= 0 || photo->height <= 0)
        return photo_refuse(false, err);
    const struct photo_limits *limits = photo->limits;
    if ((long long)photo->width * photo->height > limits->pixels)
        return error_set_values(err, ERROR_INVALID,
                                MESSAGE_PHOTO_TOO_MANY_PIXELS, "photo",
                                limits->pixels / 1000000, 0);
    if (photo->width > limits->side_px || photo->height > limits->side_px)
        return error_set_values(err, ERROR_INVALID, MESSAGE_PHOTO_TOO_LONG_SIDE,
                                "photo", limits->side_px, 0);
    return true;
}

bool photo_inspect_within(struct photo *photo, struct bytes file,
                          const struct photo_limits *limits, struct error *err)
{
    *photo = (struct photo){.file = file, .limits = limits, .orientation = 1};
    if (file.size == 0)
        return error_set(err, ERROR_INVALID, MESSAGE_PHOTO_EMPTY, "photo");
    if (file.size > limits->bytes)
        return error_set_values(err, ERROR_TOO_LARGE, MESSAGE_PHOTO_TOO_LARGE,
                                "photo", (long)(limits->bytes / 1000000), 0);
    return recognise(photo, err) && photo->reader->inspect(photo, err) &&
           check_size(photo, err);
}

bool photo_inspect(struct photo *photo, struct bytes file, struct error *err)
{
    static const struct photo_limits limits = PHOTO_LIMITS_DEFAULT;
    return photo_inspect_within(photo, file, &limits, err);
}

struct orientation photo_orientation(const struct photo *photo, int turn)
{
    return orientation_turn(orientation_from_exif(photo->orientation), turn);
}

void photo_upright_size(const struct photo *photo, int turn, int *width,
                        int *height)
{
    const bool transpose = photo_orientation(photo, turn).transpose;
    *width = transpose ? photo->height : photo->width;
    *height = transpose ? photo->width : photo->height;
}

enum {
    // Rows of the result that are put into the upright picture together: as
    // many pixels as a line of the processor's cache holds.
    BLOCK_ROWS = 16,
    // What is decoded beside what the filter sees. A decoder that begins in the
    // middle of a picture has no neighbours for its first pixels, and JPEG's
    // come in blocks.
    MARGIN_PX = 16,
};

// One photo on its way: a reader's rows go through the resampler, then through
// the profile, then to their upright places.
struct reading {
    const struct photo *photo;
    struct rect crop; // in stored pixels
    struct orientation orientation;
    struct resample *resample;
    struct profile *profile;
    uint8_t *block; // BLOCK_ROWS rows of the result as it is stored
    int width;      // of the result as it is stored
    int height;
    struct pixmap upright;
    bool out_of_memory;
};

static void take_result(void *context, int y, uint8_t *row)
{
    struct reading *reading = context;
    const size_t size = (size_t)reading->width * PIXMAP_CHANNELS;
    const int in_block = y % BLOCK_ROWS;
    profile_convert(reading->profile, row, reading->width);
    memcpy(reading->block + (size_t)in_block * size, row, size);
    if (in_block == BLOCK_ROWS - 1 || y == reading->height - 1)
        orientation_place(reading->orientation, reading->block, y - in_block,
                          in_block + 1, &reading->upright);
}

static bool begin(void *context, const struct photo_part *part)
{
    struct reading *reading = context;
    const struct rect *crop = &reading->crop;
    const struct resample_job job = {
        .source_width = part->width,
        .source_height = part->height,
        .crop = {(crop->x - part->x) / part->step_x,
                 (crop->y - part->y) / part->step_y, crop->width / part->step_x,
                 crop->height / part->step_y},
        .width = reading->width,
        .height = reading->height,
        .independent = part->tag.space == PROFILE_INKS,
        .take = take_result,
        .context = reading};
    reading->out_of_memory = !profile_create(&reading->profile, &part->tag) ||
                             !resample_create(&reading->resample, &job);
    return !reading->out_of_memory;
}

static void take_row(void *context, const uint8_t *row)
{
    struct reading *reading = context;
    resample_push(reading->resample, row);
}

// What the filter can see of the photo, and a little more.
static struct photo_need find_need(const struct reading *reading)
{
    const struct rect *crop = &reading->crop;
    const double step_x = fmax(1, crop->width / reading->width);
    const double step_y = fmax(1, crop->height / reading->height);
    const double reach_x = RESAMPLE_REACH * step_x + MARGIN_PX;
    const double reach_y = RESAMPLE_REACH * step_y + MARGIN_PX;
    return (struct photo_need){
        .left = (int)fmax(0, floor(crop->x - reach_x)),
        .top = (int)fmax(0, floor(crop->y - reach_y)),
        .right = (int)fmin(reading->photo->width,
                           ceil(crop->x + crop->width + reach_x)),
        .bottom = (int)fmin(reading->photo->height,
                            ceil(crop->y + crop->height + reach_y)),
        .reduction = fmin(step_x, step_y)};
}

static bool decode(struct reading *reading, struct error *err)
{
    const struct photo *photo = reading->photo;
    const struct photo_need need = find_need(reading);
    const struct photo_sink sink = {begin, take_row, reading};
    const bool done = photo->reader->read(photo, &need, &sink, err);
    if (reading->out_of_memory)
        return error_set_memory(err);
    if (!done)
        return false;
    if (!reading->resample || !resample_done(reading->resample))
        return photo_refuse(false, err);
    return true;
}

bool photo_read(const struct photo *photo, int turn, struct rect crop,
                int width, int height, struct pixmap *picture,
                struct error *err)
{
    const struct orientation orientation = photo_orientation(photo, turn);
    struct reading reading = {.photo = photo,
                              .crop = orientation_to_stored(orientation, crop,
                                                            photo->width,
                                                            photo->height),
                              .orientation = orientation,
                              .width = orientation.transpose ? height : width,
                              .height = orientation.transpose ? width : height};
    reading.block = calloc((size_t)reading.width * BLOCK_ROWS, PIXMAP_CHANNELS);
    bool done = false;
    if (!reading.block || !pixmap_init(&reading.upright, width, height))
        error_set_memory(err);
    else
        done = decode(&reading, err);
    if (done) {
        *picture = reading.upright;
        reading.upright = (struct pixmap){0};
    }
    resample_destroy(reading.resample);
    profile_destroy(reading.profile);
    pixmap_finish(&reading.upright);
    free(reading.block);
    return done;
}
