// Photo: what a file is by its bytes, whether it is within the limits, and its
// pixels, upright, in sRGB, scaled to a window. Formats are one file each
// (photo_jpeg.c ...) and one line in the table of photo.c.
#pragma once

#include "bytes.h"
#include "error.h"
#include "geometry.h"
#include "limits.h"
#include "orientation.h"
#include "pixmap.h"
#include "profile.h"

#include <stdbool.h>

struct photo_reader;

// What the header of a photo says.
struct photo {
    const struct photo_reader *reader;
    struct bytes file;                 // borrowed
    const struct photo_limits *limits; // borrowed
    int width;                         // as stored
    int height;
    int orientation; // EXIF value 1..8
};

// What of a photo is wanted, in stored pixels. A reader may give more.
struct photo_need {
    int left;
    int top;
    int right; // one past the last
    int bottom;
    // The picture may be made smaller on the way, by this or less (1 is not at
    // all, 2 halves each side): as far as it is quick for the format.
    double reduction;
};

// What a reader gives: a part of the photo that holds all that was wanted.
struct photo_part {
    int width; // px as they come
    int height;
    double x; // where it begins, in stored pixels
    double y;
    double step_x; // stored pixels to one of its own
    double step_y;
    struct profile_tag tag; // its memory outlives `begin` only
};

// Where a reader sends what it decodes.
struct photo_sink {
    // Told once, before the first row. False stops.
    bool (*begin)(void *context, const struct photo_part *part);
    // Each row of the part from the top: RGBA, colours premultiplied; or inks,
    // as the tag says.
    void (*row)(void *context, const uint8_t *row);
    void *context;
};

// One format. Errors name the field "photo".
struct photo_reader {
    const char *name;
    bool (*recognise)(struct bytes file);
    // Fills width, height and orientation from the header alone.
    bool (*inspect)(struct photo *photo, struct error *err);
    bool (*read)(const struct photo *photo, const struct photo_need *need,
                 const struct photo_sink *sink, struct error *err);
    void (*warm)(void); // NULL: there is nothing to load
};

// What a reader says of a file that it cannot read: that a part of it is
// missing, or that it is broken. Fills *err and returns false.
bool photo_refuse(bool truncated, struct error *err);

// Sends rows that lie in memory: `part->height` rows of `channels` (3 or 4)
// bytes a pixel, `stride` bytes apart; three are made opaque, four are
// premultiplied unless they are. False when the sink stops or memory is out.
struct photo_rows {
    const uint8_t *pixels;
    size_t stride;
    int channels;
    bool premultiplied;
};
bool photo_send(const struct photo_rows *rows, const struct photo_part *part,
                const struct photo_sink *sink);

extern const struct photo_reader photo_jpeg;
extern const struct photo_reader photo_png;
extern const struct photo_reader photo_webp;
extern const struct photo_reader photo_heif;
extern const struct photo_reader photo_gif;

// Reads a tiny photo of every format, so that the libraries have loaded what
// they look for in files, and photos can be read later where no file can be
// opened. False when a library does not work.
bool photo_warm(struct error *err);

// Recognises the file and reads its header. Nothing is decoded and nothing
// large allocated before every limit holds. `limits` are borrowed for as long
// as the photo.
bool photo_inspect_within(struct photo *photo, struct bytes file,
                          const struct photo_limits *limits, struct error *err);

// The same within the default limits.
bool photo_inspect(struct photo *photo, struct bytes file, struct error *err);

// The size of the photo as it is meant to be seen, after the user's turn.
void photo_upright_size(const struct photo *photo, int turn, int *width,
                        int *height);

// How the photo as it is stored stands to what is seen after the user's turn.
struct orientation photo_orientation(const struct photo *photo, int turn);

// Decodes the part `crop` of the upright, turned photo into a picture of
// width x height pixels. On success the caller finishes *picture.
bool photo_read(const struct photo *photo, int turn, struct rect crop,
                int width, int height, struct pixmap *picture,
                struct error *err);
