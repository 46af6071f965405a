// Photo: what a file is by its bytes, whether it is within the limits, and its
// pixels, scaled to a window. Formats are one file each (photo_jpeg.c ...) and
// one line in the table of photo.c.
#pragma once

#include "bytes.h"
#include "error.h"
#include "geometry.h"
#include "orientation.h"
#include "pixmap.h"

#include <stdbool.h>

struct photo_reader;

// What the header of a photo says.
struct photo {
    const struct photo_reader *reader;
    struct bytes file; // borrowed
    int width;         // as stored
    int height;
    int orientation; // EXIF value 1..8
};

// Where a reader sends what it decodes.
struct photo_sink {
    // Told once, before the first row: the size of the whole picture as it is
    // decoded, and how many stored pixels one of its own is wide and high (the
    // last ones may be covered in part). False stops.
    bool (*begin)(void *context, int width, int height, int reduction);
    // Each row from the top, RGBA, colours premultiplied.
    void (*row)(void *context, const uint8_t *row);
    void *context;
};

// One format. Errors name the field "photo".
struct photo_reader {
    const char *name;
    bool (*recognise)(struct bytes file);
    // Fills width, height and orientation from the header alone.
    bool (*inspect)(struct photo *photo, struct error *err);
    // Decodes. The picture may be reduced on the way, by `reduction` or less
    // (1 is none, 2 halves each side): whatever is quick for the format.
    bool (*read)(const struct photo *photo, double reduction,
                 const struct photo_sink *sink, struct error *err);
};

// What a reader says of a file that it cannot read: that a part of it is
// missing, or that it is broken. Fills *err and returns false.
bool photo_refuse(bool truncated, struct error *err);

extern const struct photo_reader photo_jpeg;
extern const struct photo_reader photo_png;

// Recognises the file and reads its header. Nothing is decoded and nothing
// large allocated before every limit (limits.h) holds.
bool photo_inspect(struct photo *photo, struct bytes file, struct error *err);

// The size of the photo as it is meant to be seen, after the user's turn.
void photo_upright_size(const struct photo *photo, int turn, int *width,
                        int *height);

// Decodes the part `crop` of the upright, turned photo into a picture of
// width x height pixels. On success the caller finishes *picture.
bool photo_read(const struct photo *photo, int turn, struct rect crop,
                int width, int height, struct pixmap *picture,
                struct error *err);
