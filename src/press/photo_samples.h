// Photo samples: a tiny photo of every format that is read, to try at the start
// whether all of them can be.
#pragma once

#include "bytes.h"

struct photo_sample {
    const char *name; // of the format
    struct bytes file;
};

enum { PHOTO_SAMPLES = 6 };

extern const struct photo_sample photo_samples[PHOTO_SAMPLES];
