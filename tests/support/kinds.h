// Kinds: photos in the formats beside JPEG and PNG, with what phones and
// programs put into them.
#pragma once

#include "picture.h"

#include "press/bytes.h"

struct kind_tags {
    int exif;         // orientation of an EXIF block; 0: no block
    int turn;         // orientation that HEIF's own boxes say; 0 or 1: none
    struct bytes icc; // a colour profile; size 0: none
    bool lossless;    // WebP
    bool alpha;       // the left half transparent
    bool usual;       // HEIF: as small as phones make it, not as good as can be
};

void kinds_encode_webp(const struct picture *picture,
                       const struct kind_tags *tags, struct buffer *file);

// Two frames; the first is the picture, the second is black.
void kinds_encode_moving_webp(const struct picture *picture, int offset,
                              struct buffer *file);

enum kinds_heif { KINDS_HEIC, KINDS_AVIF };

void kinds_encode_heif(const struct picture *picture, enum kinds_heif kind,
                       const struct kind_tags *tags, struct buffer *file);

// In the 216 colours of old browsers. `screen` is how much wider and higher the
// screen is; the picture lies in its lower right corner. A second, black
// picture follows.
void kinds_encode_gif(const struct picture *picture, bool interlaced,
                      int screen, struct buffer *file);

// The picture as kinds_encode_gif's colours show it.
void kinds_reduce_colors(struct picture *picture);

// Profiles made by lcms2. The caller finishes the buffer.
enum kinds_profile {
    KINDS_SRGB,
    KINDS_DISPLAY_P3,
    KINDS_SWAPPED, // red is green, green is blue, blue is red
    KINDS_GRAY,    // gamma 1.2
};
void kinds_make_profile(enum kinds_profile kind, struct buffer *profile);

// Gives the pixels (RGBA) as lcms2 turns them into sRGB.
void kinds_convert(const struct buffer *profile, bool gray, uint8_t *pixels,
                   int count);

// A JPEG with a profile in segments of at most `most` bytes.
void kinds_add_profile(struct buffer *jpeg, const struct buffer *profile,
                       size_t most);

// A profile of printing inks: a table from CMYK to Lab of our own making, in
// which inks are dull and black is warm.
void kinds_make_ink_profile(struct buffer *profile);

// Four inks (255 is all of one) as lcms2 turns them into sRGB.
void kinds_convert_inks(const struct buffer *profile, const uint8_t inks[4],
                        uint8_t rgb[3]);
