#include "subject.h"

#include "thumbnail.h"

#include <math.h>

enum {
    // Large enough for what a subject is told by: its mass.
    SIDE_PX = 64,
    // A colour that differs by this much differs; more says no more.
    DIFFERENCE_MAX = 60,
    ROUNDS = 8,
};

// Heads are above: the lowest row weighs a tenth of the highest.
static const double weight_loss = 0.9;
// How far from its middle a subject reaches, as a standard deviation.
static const double reach = 0.12;
// A standard deviation of columns that all weigh the same: the square root of
// one twelfth.
static const double even_spread = 0.28868;
// A third of the way from even to one column, and there is no doubt.
static const double certainty_gain = 3;

struct columns {
    double weights[SIDE_PX];
    int count;
};

static double difference(const uint8_t *a, const uint8_t *b)
{
    // Luma half, chroma whole (YCbCr of Rec. 601): light changes across a
    // wall, its colour hardly.
    const double red = a[0] - b[0];
    const double green = a[1] - b[1];
    const double blue = a[2] - b[2];
    const double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    return 0.5 * fabs(luma) + 0.564 * fabs(blue - luma) +
           0.713 * fabs(red - luma);
}

// How much a pixel differs from those at the left, right and upper edge of its
// row and column, whichever it is most like. The lower edge cuts the subject.
static double distinctness(const struct pixmap *thumbnail, int x, int y)
{
    const uint8_t *row = pixmap_row(thumbnail, y);
    const size_t across = (size_t)x * PIXMAP_CHANNELS;
    const uint8_t *pixel = row + across;
    const uint8_t *right =
        row + ((size_t)thumbnail->width - 1) * PIXMAP_CHANNELS;
    const uint8_t *top = pixmap_row(thumbnail, 0) + across;
    const double least =
        fmin(difference(pixel, row),
             fmin(difference(pixel, right), difference(pixel, top)));
    return fmin(least, DIFFERENCE_MAX) / DIFFERENCE_MAX * pixel[3] / 255;
}

static void weigh_columns(struct columns *columns,
                          const struct pixmap *thumbnail)
{
    *columns = (struct columns){.count = thumbnail->width};
    for (int y = 0; y < thumbnail->height; y++)
        for (int x = 0; x < thumbnail->width; x++)
            columns->weights[x] += distinctness(thumbnail, x, y) *
                                   (1 - weight_loss * y / thumbnail->height);
}

// The mean and the standard deviation of the columns, 0..1, those far from
// `around` left out as good as wholly. False when nothing weighs anything.
static bool find_mean(const struct columns *columns, double around,
                      double within, double *mean, double *deviation)
{
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < columns->count; i++) {
        const double x = (i + 0.5) / columns->count;
        const double far = (x - around) / within;
        const double weight = columns->weights[i] * exp(-far * far / 2);
        sum += weight;
        first += weight * x;
        second += weight * x * x;
    }
    if (!(sum > 1e-6))
        return false;
    *mean = first / sum;
    *deviation = sqrt(fmax(0, second / sum - *mean * *mean));
    return true;
}

static void find_subject(const struct columns *columns, struct subject *subject)
{
    double deviation;
    *subject = (struct subject){0.5, 0};
    if (!find_mean(columns, 0.5, INFINITY, &subject->x, &deviation))
        return;
    subject->certainty =
        fmax(0, fmin(1, certainty_gain * (1 - deviation / even_spread)));
    // From the mean of all to that of the heap nearby (mean shift).
    for (int i = 0; i < ROUNDS; i++)
        if (!find_mean(columns, subject->x, reach, &subject->x, &deviation))
            return;
}

bool subject_find(const struct pixmap *picture, struct subject *subject)
{
    struct pixmap thumbnail;
    struct columns columns;
    if (!thumbnail_init(&thumbnail, picture, SIDE_PX))
        return false;
    weigh_columns(&columns, &thumbnail);
    pixmap_finish(&thumbnail);
    find_subject(&columns, subject);
    return true;
}
