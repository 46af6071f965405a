#include "resample.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// Lobes of the kernel to each side: the usual compromise between sharpness
// and ringing (Turkowski, "Filters for common resampling tasks", 1990).
enum { LOBES = RESAMPLE_REACH };

// One RGBA pixel in floating point. GCC and clang turn operations on it into
// SIMD instructions where the processor has them, and the result is the same
// on all, since no operation is fused or reordered.
typedef float pixel __attribute__((vector_size(16)));
typedef uint8_t packed_pixel __attribute__((vector_size(4)));

// The source samples that make one output sample.
struct span {
    int first;
    int count;
    int weights; // index of the first one in the axis's table
};

struct axis {
    struct span *spans;
    float *weights;
    int longest; // the largest count
};

struct resample {
    struct resample_job job;
    struct axis columns;
    struct axis rows;
    const pixel **window; // the rows under the filter, rows.longest of them
    pixel *ring;  // longest rows of job.width pixels, scaled horizontally
    uint8_t *out; // one row of the result
    int next_row;
    int next_out;
};

static double kernel(double x)
{
    x = fabs(x);
    if (x < 1e-9)
        return 1;
    if (x >= LOBES)
        return 0;
    return LOBES * sin(M_PI * x) * sin(M_PI * x / LOBES) /
           (M_PI * M_PI * x * x);
}

static void fill_span(struct span *span, float *weights, double center,
                      double radius, double scale, int source)
{
    const int first = (int)fmax(0, floor(center - radius + 0.5));
    const int end = (int)fmin(source, ceil(center + radius + 0.5));
    double sum = 0;
    span->first = first < source ? first : source - 1;
    span->count = end - span->first > 0 ? end - span->first : 1;
    for (int i = 0; i < span->count; i++)
        sum += kernel((span->first + i + 0.5 - center) / scale);
    for (int i = 0; i < span->count; i++)
        weights[i] =
            sum == 0
                ? 1.0f / (float)span->count
                : (float)(kernel((span->first + i + 0.5 - center) / scale) /
                          sum);
}

static bool axis_init(struct axis *axis, int source, double start,
                      double length, int out)
{
    const double step = length / out;         // source samples per output one
    const double scale = step > 1 ? step : 1; // enlarging interpolates
    const double radius = LOBES * scale;
    const size_t most = (size_t)(2 * ceil(radius) + 2);
    axis->longest = 1;
    axis->spans = calloc((size_t)out, sizeof *axis->spans);
    axis->weights = calloc((size_t)out * most, sizeof *axis->weights);
    if (!axis->spans || !axis->weights)
        return false;
    for (int i = 0; i < out; i++) {
        struct span *span = &axis->spans[i];
        span->weights = i * (int)most;
        fill_span(span, axis->weights + span->weights, start + (i + 0.5) * step,
                  radius, scale, source);
        if (span->count > axis->longest)
            axis->longest = span->count;
    }
    return true;
}

static void axis_finish(struct axis *axis)
{
    free(axis->spans);
    free(axis->weights);
}

static bool init(struct resample *resample)
{
    const struct resample_job *job = &resample->job;
    const size_t width = (size_t)job->width;
    if (!axis_init(&resample->columns, job->source_width, job->crop.x,
                   job->crop.width, job->width) ||
        !axis_init(&resample->rows, job->source_height, job->crop.y,
                   job->crop.height, job->height))
        return false;
    const size_t longest = (size_t)resample->rows.longest;
    resample->ring =
        aligned_alloc(sizeof(pixel), longest * width * sizeof(pixel));
    resample->window = calloc(longest, sizeof *resample->window);
    resample->out = calloc(width, RESAMPLE_CHANNELS);
    return resample->ring && resample->window && resample->out;
}

bool resample_create(struct resample **resample, const struct resample_job *job)
{
    assert(job->width > 0 && job->height > 0);
    *resample = calloc(1, sizeof **resample);
    if (!*resample)
        return false;
    (*resample)->job = *job;
    if (init(*resample))
        return true;
    resample_destroy(*resample);
    *resample = NULL;
    return false;
}

void resample_destroy(struct resample *resample)
{
    if (!resample)
        return;
    axis_finish(&resample->columns);
    axis_finish(&resample->rows);
    free(resample->window);
    free(resample->ring);
    free(resample->out);
    free(resample);
}

static pixel *ring_row(const struct resample *resample, int row)
{
    return resample->ring +
           (size_t)(row % resample->rows.longest) * (size_t)resample->job.width;
}

static void scale_row(const struct resample *resample, const uint8_t *row,
                      pixel *to)
{
    const struct axis *axis = &resample->columns;
    for (int x = 0; x < resample->job.width; x++) {
        const struct span *span = &axis->spans[x];
        const float *weights = axis->weights + span->weights;
        const uint8_t *from = row + (size_t)span->first * RESAMPLE_CHANNELS;
        pixel sum = {0};
        for (int i = 0; i < span->count; i++, from += RESAMPLE_CHANNELS) {
            packed_pixel packed;
            memcpy(&packed, from, sizeof packed);
            sum += __builtin_convertvector(packed, pixel) * weights[i];
        }
        to[x] = sum;
    }
}

static uint8_t to_byte(float value, float most)
{
    if (value <= 0)
        return 0;
    return (uint8_t)((value < most ? value : most) + 0.5f);
}

static void write_row(const struct resample *resample, int y)
{
    const struct span *span = &resample->rows.spans[y];
    const float *weights = resample->rows.weights + span->weights;
    const pixel **window = resample->window;
    for (int i = 0; i < span->count; i++)
        window[i] = ring_row(resample, span->first + i);
    const bool independent = resample->job.independent;
    uint8_t *to = resample->out;
    for (int x = 0; x < resample->job.width; x++, to += RESAMPLE_CHANNELS) {
        pixel sum = {0};
        for (int i = 0; i < span->count; i++)
            sum += window[i][x] * weights[i];
        // The filter overshoots; a premultiplied colour never passes alpha.
        to[3] = to_byte(sum[3], 255);
        for (int c = 0; c < 3; c++)
            to[c] = to_byte(sum[c], independent ? 255 : to[3]);
    }
    resample->job.take(resample->job.context, y, resample->out);
}

void resample_push(struct resample *resample, const uint8_t *row)
{
    const int height = resample->job.height;
    const struct span *spans = resample->rows.spans;
    const int this_row = resample->next_row++;
    if (resample->next_out == height ||
        this_row < spans[resample->next_out].first)
        return;
    scale_row(resample, row, ring_row(resample, this_row));
    while (resample->next_out < height) {
        const struct span *span = &spans[resample->next_out];
        if (span->first + span->count > this_row + 1)
            break;
        write_row(resample, resample->next_out++);
    }
}

bool resample_done(const struct resample *resample)
{
    return resample->next_out == resample->job.height;
}
