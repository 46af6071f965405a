// Resample: crops and scales a picture that comes row by row, by a separable
// Lanczos-3 filter, and hands on each row of the result as soon as it is done.
// Keeps only the rows under the filter, never the whole source.
#pragma once

#include "geometry.h"

#include <stdbool.h>
#include <stdint.h>

struct resample;

struct resample_job {
    int source_width; // px
    int source_height;
    // In source pixels, fractions welcome, inside the source.
    struct rect crop;
    int width; // of the result, px
    int height;
    // Four bytes a pixel: RGBA with colours premultiplied, so that transparency
    // makes no dark edges; or, when `independent`, any four channels.
    bool independent;
    // Takes each row of the result, from the top; it may change the row.
    void (*take)(void *context, int y, uint8_t *row);
    void *context;
};

enum {
    // How many pixels of the result the filter reaches to each side of one:
    // what lies farther from the crop is never looked at.
    RESAMPLE_REACH = 3,
    RESAMPLE_CHANNELS = 4,
};

// False when memory is out.
bool resample_create(struct resample **resample,
                     const struct resample_job *job);

// Takes NULL.
void resample_destroy(struct resample *resample);

// Takes the next row of the source: source_width pixels. Rows come in order,
// from the top; those outside the crop cost nothing.
void resample_push(struct resample *resample, const uint8_t *row);

// True when every row of the result was handed on.
bool resample_done(const struct resample *resample);
