// Rare: photos as few programs write them, for what picture.h cannot say:
// exact samples, inks, and foreign blocks in a file.
#pragma once

#include "picture.h"

#include "press/bytes.h"

#include <stdint.h>

// A PNG of RGBA samples of 8 or 16 bits, as they come.
void rare_encode_png(const void *samples, int width, int height, int bits,
                     struct buffer *file);

enum rare_inks {
    RARE_CMYK,       // 255 is all of an ink
    RARE_CMYK_ADOBE, // 255 is none of an ink, as Adobe's marker says
    RARE_YCCK,       // the same, three inks as luminance and two differences
};

// A JPEG of 16 x 16 px with the same four numbers everywhere.
void rare_encode_inks(const uint8_t inks[4], enum rare_inks kind,
                      struct buffer *file);

struct rare_jpeg {
    int across; // samples of luminance for one of colour: 1, 2 or 4
    int down;
    bool arithmetic;
    bool progressive;
    int restart; // rows of blocks between restart markers; 0: none
    bool rgb;    // the colours as they are, not as luminance and differences
};

// A JPEG at quality 95.
void rare_encode_jpeg(const struct picture *picture,
                      const struct rare_jpeg *kind, struct buffer *file);

// Adds a block APP1 that starts with `name` and its NUL to a JPEG, right after
// its first marker.
void rare_add_block(struct buffer *jpeg, const char *name);

// Adds a chunk to a PNG, right after its header.
void rare_add_chunk(struct buffer *png, const char name[4], const void *data,
                    uint32_t size);

// The same, as the last before its end.
void rare_add_last_chunk(struct buffer *png, const char name[4],
                         const void *data, uint32_t size);

// Makes an animation (APNG) of a PNG: it comes first, then `second`, a PNG of
// width x height, the size of the first.
void rare_animate_png(struct buffer *png, const struct buffer *second,
                      int width, int height);

// What the chunk iCCP of a PNG holds: a name, and the profile packed.
void rare_pack_profile(const struct buffer *profile, struct buffer *chunk);
