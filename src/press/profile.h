// Profile: from the colours that a photo's samples mean to sRGB. The only room
// that knows lcms2.
#pragma once

#include "bytes.h"

#include <stdbool.h>

enum profile_space {
    PROFILE_RGB,
    PROFILE_GRAY, // three equal samples
    PROFILE_INKS, // cyan, magenta, yellow, black; 255 is all of an ink
};

// What a file says of its samples. A zeroed tag says nothing: sRGB.
struct profile_tag {
    enum profile_space space;
    // An ICC profile. Borrowed for the call. It goes before all below, and is
    // as if it were not there when it cannot be used.
    struct bytes icc;
    // Code points of ITU-T H.273 (cICP in PNG, nclx in HEIF); 0: not said. They
    // go before what follows.
    int primaries;
    int transfer;
    // The exponent that turns samples to light (2.2 ...); 0: that of sRGB.
    double gamma;
    // x and y of white, red, green and blue (CIE 1931); zeros: those of sRGB.
    double chromaticities[8];
};

struct profile;

// *profile is NULL where nothing has to be done: the samples are sRGB, or as
// good as. False when memory is out.
bool profile_create(struct profile **profile, const struct profile_tag *tag);

// Takes NULL.
void profile_destroy(struct profile *profile);

// Makes of `width` pixels of four bytes sRGB in RGBA. Colours are premultiplied
// by alpha, before and after; inks become opaque. Takes NULL, which changes
// nothing.
void profile_convert(const struct profile *profile, uint8_t *row, int width);
