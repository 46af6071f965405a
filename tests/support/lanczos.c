#include "lanczos.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double kernel(double x)
{
    if (x == 0)
        return 1;
    if (fabs(x) >= 3)
        return 0;
    return 3 * sin(M_PI * x) * sin(M_PI * x / 3) / (M_PI * M_PI * x * x);
}

// The source samples that make one of the result, and their weights, whose sum
// is 1.
struct taps {
    int first;
    int count;
    double *weights;
};

static struct taps find_taps(int i, double start, double step, int source)
{
    const double width = fmax(step, 1);
    const double center = start + (i + 0.5) * step;
    struct taps taps = {.first = (int)fmax(0, floor(center - 3 * width) - 1)};
    const int end = (int)fmin(source, ceil(center + 3 * width) + 1);
    double sum = 0;
    taps.count = end - taps.first;
    taps.weights = calloc((size_t)taps.count, sizeof *taps.weights);
    for (int k = 0; k < taps.count; k++)
        sum += taps.weights[k] =
            kernel((taps.first + k + 0.5 - center) / width);
    for (int k = 0; k < taps.count; k++)
        taps.weights[k] /= sum;
    return taps;
}

// One row of the result before it is scaled horizontally.
static void mix_rows(const struct pixmap *source, const struct taps *rows,
                     double *line)
{
    memset(line, 0, (size_t)source->width * 3 * sizeof *line);
    for (int k = 0; k < rows->count; k++)
        for (int x = 0; x < source->width; x++)
            for (int c = 0; c < 3; c++)
                line[x * 3 + c] +=
                    rows->weights[k] *
                    pixmap_row(source, rows->first + k)[x * 4 + c];
}

static void mix_columns(const double *line, const struct taps *columns,
                        uint8_t *pixel)
{
    for (int c = 0; c < 3; c++) {
        double value = 0;
        for (int k = 0; k < columns->count; k++)
            value += columns->weights[k] * line[(columns->first + k) * 3 + c];
        pixel[c] = (uint8_t)lround(fmax(0, fmin(255, value)));
    }
}

void lanczos_scale(const struct pixmap *source, struct rect crop,
                   struct picture *out)
{
    double *line = calloc((size_t)source->width * 3, sizeof *line);
    struct taps *columns = calloc((size_t)out->width, sizeof *columns);
    for (int x = 0; x < out->width; x++)
        columns[x] =
            find_taps(x, crop.x, crop.width / out->width, source->width);
    for (int y = 0; y < out->height; y++) {
        const struct taps rows =
            find_taps(y, crop.y, crop.height / out->height, source->height);
        mix_rows(source, &rows, line);
        for (int x = 0; x < out->width; x++)
            mix_columns(line, &columns[x], picture_at(out, x, y));
        free(rows.weights);
    }
    for (int x = 0; x < out->width; x++)
        free(columns[x].weights);
    free(columns);
    free(line);
}
