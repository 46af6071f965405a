#include "photo.h"

#include "limits.h"
#include "resample.h"

#include <math.h>
#include <string.h>

static const struct photo_reader *const readers[] = {&photo_jpeg, &photo_png};

// Pictures that are known by their first bytes but not read.
struct signature {
    size_t offset;
    const char *text;
    size_t size;
};

static const struct signature unread[] = {
    {4, "ftyp", 4},           // HEIC, AVIF and video
    {8, "WEBP", 4},           // WebP
    {0, "GIF8", 4},           // GIF
    {0, "II*\0", 4},          // TIFF and most raw formats
    {0, "MM\0*", 4},          // the same, big-endian
    {0, "BM", 2},             // BMP
    {0, "8BPS", 4},           // Photoshop
    {0, "\0\0\0\x0cjP  ", 8}, // JPEG 2000
    {0, "\xff\x0a", 2},       // JPEG XL
    {0, "\0\0\0\x0cJXL ", 8}, // the same in a container
};

bool photo_refuse(bool truncated, struct error *err)
{
    return error_set(err, ERROR_INVALID,
                     truncated ? MESSAGE_PHOTO_TRUNCATED : MESSAGE_PHOTO_BROKEN,
                     "photo");
}

static bool has_signature(struct bytes file, const struct signature *s)
{
    return file.size >= s->offset + s->size &&
           memcmp(file.data + s->offset, s->text, s->size) == 0;
}

static bool recognise(struct photo *photo, struct error *err)
{
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (readers[i]->recognise(photo->file)) {
            photo->reader = readers[i];
            return true;
        }
    for (size_t i = 0; i < sizeof unread / sizeof *unread; i++)
        if (has_signature(photo->file, &unread[i]))
            return error_set(err, ERROR_UNSUPPORTED, MESSAGE_PHOTO_UNSUPPORTED,
                             "photo");
    return error_set(err, ERROR_UNSUPPORTED, MESSAGE_PHOTO_NOT_A_PICTURE,
                     "photo");
}

static bool check_size(const struct photo *photo, struct error *err)
{
    if (photo->width <= 0 || photo->height <= 0)
        return photo_refuse(false, err);
    if ((long long)photo->width * photo->height > LIMIT_PHOTO_PIXELS)
        return error_set_values(err, ERROR_INVALID,
                                MESSAGE_PHOTO_TOO_MANY_PIXELS, "photo",
                                LIMIT_PHOTO_PIXELS / 1000000, 0);
    if (photo->width > LIMIT_PHOTO_SIDE_PX ||
        photo->height > LIMIT_PHOTO_SIDE_PX)
        return error_set_values(err, ERROR_INVALID, MESSAGE_PHOTO_TOO_LONG_SIDE,
                                "photo", LIMIT_PHOTO_SIDE_PX, 0);
    return true;
}

bool photo_inspect(struct photo *photo, struct bytes file, struct error *err)
{
    *photo = (struct photo){.file = file, .orientation = 1};
    if (file.size == 0)
        return error_set(err, ERROR_INVALID, MESSAGE_PHOTO_EMPTY, "photo");
    if (file.size > LIMIT_PHOTO_BYTES)
        return error_set_values(err, ERROR_TOO_LARGE, MESSAGE_PHOTO_TOO_LARGE,
                                "photo", LIMIT_PHOTO_BYTES / 1000000, 0);
    return recognise(photo, err) && photo->reader->inspect(photo, err) &&
           check_size(photo, err);
}

static struct orientation whole_orientation(const struct photo *photo, int turn)
{
    return orientation_turn(orientation_from_exif(photo->orientation), turn);
}

void photo_upright_size(const struct photo *photo, int turn, int *width,
                        int *height)
{
    const bool transpose = whole_orientation(photo, turn).transpose;
    *width = transpose ? photo->height : photo->width;
    *height = transpose ? photo->width : photo->height;
}

// One photo on its way through the resampler.
struct reading {
    const struct photo *photo;
    struct rect crop; // in stored pixels
    struct pixmap stored;
    struct resample *resample;
    bool out_of_memory;
};

static bool begin(void *context, int width, int height, int reduction)
{
    struct reading *reading = context;
    // Not by the two sizes: that of the reduced picture is rounded up, and its
    // pixels would be stretched.
    const double scale = 1.0 / reduction;
    const struct rect crop = {reading->crop.x * scale, reading->crop.y * scale,
                              reading->crop.width * scale,
                              reading->crop.height * scale};
    reading->out_of_memory = !resample_create(&reading->resample, width, height,
                                              crop, &reading->stored);
    return !reading->out_of_memory;
}

static void take_row(void *context, const uint8_t *row)
{
    struct reading *reading = context;
    resample_push(reading->resample, row);
}

static bool decode(struct reading *reading, struct error *err)
{
    const struct photo *photo = reading->photo;
    const double reduction =
        fmin(reading->crop.width / reading->stored.width,
             reading->crop.height / reading->stored.height);
    const struct photo_sink sink = {begin, take_row, reading};
    const bool done =
        photo->reader->read(photo, fmax(1, reduction), &sink, err);
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
    const struct orientation orientation = whole_orientation(photo, turn);
    const bool transpose = orientation.transpose;
    struct reading reading = {.photo = photo,
                              .crop = orientation_to_stored(orientation, crop,
                                                            photo->width,
                                                            photo->height)};
    bool done = false;
    if (!pixmap_init(&reading.stored, transpose ? height : width,
                     transpose ? width : height))
        return error_set_memory(err);
    if (!decode(&reading, err))
        goto out;
    if (orientation.transpose || orientation.flip_x || orientation.flip_y) {
        if (!orientation_apply(orientation, &reading.stored, picture)) {
            error_set_memory(err);
            goto out;
        }
    } else {
        *picture = reading.stored;
        reading.stored = (struct pixmap){0};
    }
    done = true;
out:
    resample_destroy(reading.resample);
    pixmap_finish(&reading.stored);
    return done;
}
