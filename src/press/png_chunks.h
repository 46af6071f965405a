// PNG chunks: walks through a PNG by the lengths of its chunks, without
// decoding: whether it is whole, whether what is beside its pixels is within
// the limits, and where the chunks are that are wanted before decoding.
#pragma once

#include "bytes.h"
#include "limits.h"

#include <stdbool.h>

struct png_chunks {
    bool complete;      // the chunk IEND is there
    bool within_limits; // chunks beside the pixels are neither many nor large
    struct bytes exif;  // eXIf, which may come behind the pixels; size 0: none
    struct bytes cicp;  // cICP: four code points of ITU-T H.273
};

// The chunks' checksums are not looked at.
void png_chunks_walk(struct png_chunks *chunks, struct bytes file,
                     const struct photo_limits *limits);
