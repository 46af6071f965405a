#include "resample.h"

#include "convolve.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// Lobes of the kernel to each side: the usual compromise between sharpness
// and ringing (Turkowski, "Filters for common resampling tasks", 1990).
enum { LOBES = RESAMPLE_REACH };

// The source samples that make one output sample.
struct span {
    int first;
    int count;
};

// The spans of one axis, with whole weights: of each output sample `most` of
// them, those past its count zero.
struct axis {
    struct span *spans;
    int16_t *weights;
    int most;
    int longest; // the largest count
};

struct resample {
    struct resample_job job;
    struct axis columns;
    struct axis rows;
    int *starts;            // of the columns' spans
    uint8_t *padded;        // the source row, when it is shorter than a span
    const int16_t **window; // the rows under the filter, rows.longest of them
    int16_t *ring; // longest rows of job.width pixels, scaled horizontally
    uint8_t *out;  // one row of the result
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

// The weights add up to CONVOLVE_ONE exactly, so that flat colour stays: what
// rounding leaves goes to the largest.
static void round_weights(const double *exact, int count, double sum,
                          int16_t *weights)
{
    int left = CONVOLVE_ONE;
    int largest = 0;
    for (int i = 0; i < count; i++) {
        const double part = sum == 0 ? 1.0 / count : exact[i] / sum;
        weights[i] = (int16_t)lround(part * CONVOLVE_ONE);
        left -= weights[i];
        if (weights[i] > weights[largest])
            largest = i;
    }
    weights[largest] = (int16_t)(weights[largest] + left);
}

static void fill_span(struct span *span, int16_t *weights, double *exact,
                      double center, double radius, double scale, int source)
{
    const int first = (int)fmax(0, floor(center - radius + 0.5));
    const int end = (int)fmin(source, ceil(center + radius + 0.5));
    double sum = 0;
    span->first = first < source ? first : source - 1;
    span->count = end - span->first > 0 ? end - span->first : 1;
    for (int i = 0; i < span->count; i++) {
        exact[i] = kernel((span->first + i + 0.5 - center) / scale);
        sum += exact[i];
    }
    round_weights(exact, span->count, sum, weights);
}

static bool axis_init(struct axis *axis, int source, double start,
                      double length, int out)
{
    const double step = length / out;         // source samples per output one
    const double scale = step > 1 ? step : 1; // enlarging interpolates
    const double radius = LOBES * scale;
    const int most = (int)(2 * ceil(radius) + 2);
    // Whole groups, see convolve.h.
    axis->most = (most + CONVOLVE_GROUP - 1) / CONVOLVE_GROUP * CONVOLVE_GROUP;
    axis->longest = 1;
    axis->spans = calloc((size_t)out, sizeof *axis->spans);
    axis->weights =
        calloc((size_t)out * (size_t)axis->most, sizeof *axis->weights);
    double *exact = calloc((size_t)axis->most, sizeof *exact);
    const bool done = axis->spans && axis->weights && exact;
    for (int i = 0; i < out && done; i++) {
        struct span *span = &axis->spans[i];
        fill_span(span, axis->weights + (size_t)i * (size_t)axis->most, exact,
                  start + (i + 0.5) * step, radius, scale, source);
        if (span->count > axis->longest)
            axis->longest = span->count;
    }
    free(exact);
    return done;
}

static void axis_finish(struct axis *axis)
{
    free(axis->spans);
    free(axis->weights);
}

// Spans of columns are read as whole groups: one that would pass the end of the
// row begins earlier, with weights of zero.
static void align_columns(const struct resample *resample, int source)
{
    const struct axis *axis = &resample->columns;
    for (int x = 0; x < resample->job.width; x++) {
        int16_t *weights = axis->weights + (size_t)x * (size_t)axis->most;
        const struct span *span = &axis->spans[x];
        const int latest = source - axis->most;
        const int back = span->first > latest ? span->first - latest : 0;
        if (back > 0) {
            memmove(weights + back, weights,
                    (size_t)(axis->most - back) * sizeof *weights);
            memset(weights, 0, (size_t)back * sizeof *weights);
        }
        resample->starts[x] = span->first - back;
        for (int i = 0; i < axis->most; i += CONVOLVE_GROUP)
            convolve_order(weights + i);
    }
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
    const int most = resample->columns.most;
    const bool is_short = job->source_width < most;
    if (is_short)
        resample->padded = calloc((size_t)most, RESAMPLE_CHANNELS);
    resample->starts = calloc(width, sizeof *resample->starts);
    resample->ring =
        malloc(longest * width * RESAMPLE_CHANNELS * sizeof *resample->ring);
    resample->window = calloc(longest, sizeof *resample->window);
    resample->out = calloc(width, RESAMPLE_CHANNELS);
    if (!resample->starts || !resample->ring || !resample->window ||
        !resample->out || (is_short && !resample->padded))
        return false;
    align_columns(resample, is_short ? most : job->source_width);
    return true;
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
    free(resample->starts);
    free(resample->padded);
    free(resample->window);
    free(resample->ring);
    free(resample->out);
    free(resample);
}

static int16_t *ring_row(const struct resample *resample, int row)
{
    return resample->ring + (size_t)(row % resample->rows.longest) *
                                (size_t)resample->job.width * RESAMPLE_CHANNELS;
}

static void scale_row(const struct resample *resample, const uint8_t *row,
                      int16_t *to)
{
    const struct axis *axis = &resample->columns;
    if (resample->padded) {
        memcpy(resample->padded, row,
               (size_t)resample->job.source_width * RESAMPLE_CHANNELS);
        row = resample->padded;
    }
    convolve_across(row, resample->starts, axis->weights,
                    axis->most / CONVOLVE_GROUP, resample->job.width, to);
}

static void write_row(const struct resample *resample, int y)
{
    const struct axis *axis = &resample->rows;
    const struct span *span = &axis->spans[y];
    for (int i = 0; i < span->count; i++)
        resample->window[i] = ring_row(resample, span->first + i);
    // The filter overshoots; a premultiplied colour never passes alpha.
    convolve_down(resample->window,
                  axis->weights + (size_t)y * (size_t)axis->most, span->count,
                  resample->job.width, !resample->job.independent,
                  resample->out);
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
