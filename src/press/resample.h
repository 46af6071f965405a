// Resample: crops and scales a picture that comes row by row, by a separable
// Lanczos-3 filter. Keeps only the rows under the filter, never the whole
// source. Works on premultiplied RGBA, so transparency makes no dark edges.
#pragma once

#include "geometry.h"
#include "pixmap.h"

#include <stdbool.h>
#include <stdint.h>

struct resample;

// `crop` is in source pixels (fractions welcome) within the source of
// source_width x source_height; `out` is filled, row by row, and borrowed
// until the resampler is destroyed. False when memory is out.
bool resample_create(struct resample **resample, int source_width,
                     int source_height, struct rect crop, struct pixmap *out);

// Takes NULL.
void resample_destroy(struct resample *resample);

// Takes the next row of the source: source_width RGBA pixels, premultiplied.
// Rows come in order, from the top; those outside the crop cost nothing.
void resample_push(struct resample *resample, const uint8_t *row);

// True when every row of `out` is there.
bool resample_done(const struct resample *resample);
