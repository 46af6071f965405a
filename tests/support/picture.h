// Picture: what tests draw, encode, decode and compare. RGB, 8 bits each, rows
// without padding.
#pragma once

#include "press/bytes.h"

#include <stdbool.h>
#include <stdint.h>

struct picture {
    uint8_t *pixels;
    int width;
    int height;
};

void picture_init(struct picture *picture, int width, int height);
void picture_finish(struct picture *picture);
uint8_t *picture_at(const struct picture *picture, int x, int y);

// Something like a photo: soft gradients and a little noise, and in its four
// quarters red, green, blue and yellow (top left, top right, bottom left,
// bottom right). Always the same.
void picture_draw(struct picture *picture);

// The stored picture that is upright when shown by an EXIF orientation.
void picture_store(const struct picture *upright, int orientation,
                   struct picture *stored);

enum picture_jpeg {
    PICTURE_BASELINE,
    PICTURE_PROGRESSIVE,
    PICTURE_GRAY,
    PICTURE_CMYK
};

// Encodes as JPEG, 4:2:0, with an EXIF block that holds the orientation (0: no
// block).
void picture_encode_jpeg(const struct picture *picture, enum picture_jpeg kind,
                         int orientation, struct buffer *file);

// The same at a quality of 1..100, without EXIF.
void picture_encode_jpeg_at(const struct picture *picture,
                            enum picture_jpeg kind, int quality,
                            struct buffer *file);

// The same at quality 98 and without subsampling: what is lost is little.
void picture_encode_fine_jpeg(const struct picture *picture,
                              struct buffer *file);

struct picture_png {
    int bits; // 8 or 16; 1, 2 and 4 too for gray and a palette
    bool gray;
    bool palette; // of 2 colours, dark and light, and a clear one from 2 bits
    bool alpha;   // the left half transparent, by tRNS for a palette
    bool keyed;   // the same by the colour of tRNS, without an alpha channel
    bool interlaced;
    int orientation; // of an eXIf chunk; 0: none
};

void picture_encode_png(const struct picture *picture,
                        const struct picture_png *kind, struct buffer *file);

// Decodes a PNG to RGB; fails the test when it is none.
void picture_decode_png(struct bytes file, struct picture *picture);

// Peak signal-to-noise ratio in dB of two pictures of one size; 100 when they
// are the same.
double picture_psnr(const struct picture *a, const struct picture *b);

// The largest difference of two samples, 0..255.
int picture_max_difference(const struct picture *a, const struct picture *b);

// The largest mean difference of a block of 8 x 8 pixels, 0..255: small for
// another rounding everywhere, large for a comma that is missing somewhere.
double picture_worst_block(const struct picture *a, const struct picture *b);

// How far two pictures of one size differ, sample by sample.
void picture_init_difference(struct picture *difference,
                             const struct picture *a, const struct picture *b);
