// The search for the quality at which a JPEG is small enough.
#include "pack_tries.h"

#include "swatch.h"

#include <math.h>

enum {
    // A file that fills so much of what is allowed is not tried to be filled
    // better, nor after so many tries.
    FULL_PERCENT = 93,
    TRIES = 3,
    TRIES_ON_SWATCH = 6,
};

// How the bytes of a JPEG grow with the fineness of its steps: between 0.5 and
// 0.8 on our posters, in the logarithm of both.
#define GROWTH 0.65

// What is known of the qualities: one that fits, 0 when none is known, and one
// that is too much.
struct bounds {
    int fits;
    int too_much;
};

// libjpeg's steps in percent of its tables, and back.
static double steps_of(int quality)
{
    return quality < 50 ? 5000.0 / quality : fmax(200 - 2 * quality, 1);
}

static int quality_of(double steps)
{
    return (int)floor(steps > 100 ? 5000 / steps : 100 - steps / 2);
}

// The quality to try after one whose file had `times` the bytes that are
// wanted, between the bounds.
static int next_quality(int tried, double times, const struct bounds *bounds)
{
    const int guess = quality_of(steps_of(tried) * pow(times, 1 / GROWTH));
    if (guess <= bounds->fits)
        return bounds->fits + 1;
    return guess >= bounds->too_much ? bounds->too_much - 1 : guess;
}

static void note(struct bounds *bounds, int quality, bool fits)
{
    if (fits)
        bounds->fits = quality;
    else
        bounds->too_much = quality;
}

static bool is_open(const struct bounds *bounds)
{
    return bounds->too_much - bounds->fits > 1;
}

// The quality to try first: of `most` a poster has about so many bits for each
// pixel.
static int first_quality(const struct canvas *canvas, double wanted, int most)
{
    const double plenty = 2.5;
    const int usual = 75;
    const double pixels =
        (double)canvas_width(canvas) * (double)canvas_height(canvas);
    return most < usual || 8 * wanted > plenty * pixels ? most : usual;
}

// Where to begin: the quality at which a swatch has its share of the bytes.
// `most` when memory is out, which who comes next will tell.
static int guess_quality(struct canvas *canvas, const struct pack_wish *wish,
                         int most)
{
    struct swatch swatch;
    struct pack_wish plain = *wish;
    struct error err;
    struct bounds bounds = {0, most + 1};
    const size_t text = wish->text ? wish->text->xmp.size : 0;
    const double wanted = fmax((double)wish->max_bytes - (double)text, 1);
    int quality = first_quality(canvas, wanted, most);
    plain.text = NULL;
    if (!swatch_take(&swatch, canvas))
        return most;
    for (int tries = 0; tries < TRIES_ON_SWATCH && is_open(&bounds); tries++) {
        struct packed packed;
        if (!pack_jpeg(swatch.canvas, &plain, quality, &packed, &err))
            break;
        const double times = (double)packed.file.size / (wanted * swatch.share);
        buffer_finish(&packed.file);
        note(&bounds, quality, times <= 1);
        if (times <= 1 && times * 100 > FULL_PERCENT)
            break;
        if (is_open(&bounds))
            quality = next_quality(quality, times, &bounds);
    }
    swatch_finish(&swatch);
    return bounds.fits > 0 ? bounds.fits : 1;
}

bool pack_jpeg_within(struct canvas *canvas, const struct pack_wish *wish,
                      int most, struct packed *packed, struct error *err)
{
    struct bounds bounds = {0, most + 1};
    int quality = guess_quality(canvas, wish, most);
    *packed = (struct packed){0};
    for (int tries = 1; is_open(&bounds); tries++) {
        struct packed tried;
        if (!pack_jpeg(canvas, wish, quality, &tried, err)) {
            buffer_finish(&packed->file);
            return false;
        }
        const double times = (double)tried.file.size / (double)wish->max_bytes;
        note(&bounds, quality, times <= 1);
        if (times <= 1) {
            buffer_finish(&packed->file);
            *packed = tried;
        } else {
            buffer_finish(&tried.file);
        }
        if (bounds.fits > 0 &&
            (tries >= TRIES || (times <= 1 && times * 100 > FULL_PERCENT)))
            break;
        if (!is_open(&bounds))
            break;
        // A little less than what is allowed; what does not come near by
        // guessing is halved.
        quality = tries < TRIES ? next_quality(quality, times * 1.01, &bounds)
                                : (bounds.fits + bounds.too_much) / 2;
    }
    return bounds.fits > 0 || pack_refuse(wish, err);
}
