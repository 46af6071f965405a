#include "pack.h"

#include "pack_tries.h"
#include "swatch.h"

enum {
    // Above it files grow and nothing is seen: what a JPEG may reach when it
    // stands for a PNG.
    QUALITY_MOST = 95,
};

// A swatch that is off by so much is no surprise.
#define SWATCH_TRUST 1.2

// From the finest palette to one below which a photo is no photo any more. A
// dither hides that colours are missing, and makes a file half as large again.
static const struct {
    int colors;
    bool dithered;
} rungs[] = {{256, true}, {256, false}, {128, false},
             {64, false}, {32, false},  {16, false}};
enum { RUNGS = sizeof rungs / sizeof *rungs, RUNGS_OF_MOST_COLORS = 2 };

// A PNG with a palette, and the picture in it.
struct palette_try {
    int rung;
    struct packed packed;
    struct paletted paletted;
};

static void try_finish(struct palette_try *tried)
{
    buffer_finish(&tried->packed.file);
    paletted_finish(&tried->paletted);
}

// The first of the rungs from `first` until `end` that is small enough.
static bool fit_palette(struct canvas *canvas, const struct pack_wish *wish,
                        int first, int end, struct palette_try *tried,
                        struct error *err)
{
    struct quantiser *quantiser = quantiser_open(canvas);
    bool done = quantiser != NULL;
    bool is_small = false;
    *tried = (struct palette_try){0};
    for (int i = first; i < end && done && !is_small; i++) {
        tried->rung = i;
        done = quantiser_make(quantiser, rungs[i].colors, rungs[i].dithered,
                              &tried->paletted);
        is_small = done && pack_png(canvas, wish, &tried->paletted,
                                    &tried->packed, err);
        if (!is_small)
            paletted_finish(&tried->paletted);
    }
    quantiser_close(quantiser);
    if (!done)
        return error_set_memory(err);
    return is_small || pack_refuse(wish, err);
}

// The wish for a swatch, with room for `trust` times its share.
static struct pack_wish wish_of_swatch(const struct swatch *swatch,
                                       const struct pack_wish *wish,
                                       double trust)
{
    struct pack_wish plain = *wish;
    plain.text = NULL;
    plain.max_bytes =
        (long)((double)wish->max_bytes * swatch->share * trust) + 1;
    return plain;
}

// What a swatch tells of a palette beside a JPEG of this quality: the rung to
// begin with; RUNGS when the palette's file would be too large or more unlike,
// also when memory is out.
static int promising_rung(const struct swatch *swatch,
                          const struct pack_wish *wish, int quality)
{
    const struct pack_wish plain = wish_of_swatch(swatch, wish, SWATCH_TRUST);
    struct palette_try png;
    struct packed jpeg = {0};
    struct error err;
    const bool promising =
        fit_palette(swatch->canvas, &plain, 0, RUNGS_OF_MOST_COLORS, &png,
                    &err) &&
        pack_jpeg(swatch->canvas, &plain, quality, &jpeg, &err) &&
        pack_unlike_paletted(swatch->canvas, &png.paletted) <
            pack_unlike_jpeg(swatch->canvas, &jpeg.file) * SWATCH_TRUST;
    const int rung = promising ? png.rung : RUNGS;
    buffer_finish(&jpeg.file);
    try_finish(&png);
    return rung;
}

// The rung of a palette that is worth its time; RUNGS when none is.
static int choose_rung(struct canvas *canvas, const struct pack_wish *wish,
                       int quality)
{
    struct swatch swatch;
    if (!swatch_take(&swatch, canvas))
        return RUNGS;
    const int rung = promising_rung(&swatch, wish, quality);
    swatch_finish(&swatch);
    return rung;
}

// Takes the palette's file when it looks better than the JPEG.
static void take_better(struct canvas *canvas, struct palette_try *png,
                        struct packed *packed)
{
    const double by_palette = pack_unlike_paletted(canvas, &png->paletted);
    const double by_jpeg = pack_unlike_jpeg(canvas, &packed->file);
    if (by_palette < 0 || by_palette >= by_jpeg)
        return;
    buffer_finish(&packed->file);
    *packed = png->packed;
    png->packed = (struct packed){0};
}

// The finest palette that is small enough. A swatch tells where to begin: every
// rung takes several times what a true PNG does.
static bool pack_palette(struct canvas *canvas, const struct pack_wish *wish,
                         struct packed *packed, struct error *err)
{
    struct swatch swatch;
    struct palette_try tried;
    if (!swatch_take(&swatch, canvas))
        return error_set_memory(err);
    const struct pack_wish plain = wish_of_swatch(&swatch, wish, 1);
    fit_palette(swatch.canvas, &plain, 0, RUNGS - 1, &tried, err);
    swatch_finish(&swatch);
    const int first = tried.rung;
    try_finish(&tried);
    const bool done = fit_palette(canvas, wish, first, RUNGS, &tried, err);
    *packed = tried.packed;
    paletted_finish(&tried.paletted);
    return done;
}

// Both ways to lose something. With fewer colours than the most, a palette is
// never better than a JPEG.
static bool pack_lossy(struct canvas *canvas, const struct pack_wish *wish,
                       struct packed *packed, struct error *err)
{
    struct palette_try png;
    const int most =
        wish->jpeg_quality > QUALITY_MOST ? wish->jpeg_quality : QUALITY_MOST;
    if (!pack_jpeg_within(canvas, wish, most, packed, err))
        return pack_is_refused(err) && pack_palette(canvas, wish, packed, err);
    // Of such a JPEG nothing is seen to be lost.
    if (packed->quality == most)
        return true;
    const int first = choose_rung(canvas, wish, packed->quality);
    if (first == RUNGS)
        return true;
    if (fit_palette(canvas, wish, first, RUNGS_OF_MOST_COLORS, &png, err))
        take_better(canvas, &png, packed);
    try_finish(&png);
    return true;
}

bool pack(struct canvas *canvas, const struct pack_wish *wish,
          struct packed *packed, struct error *err)
{
    if (wish->type == POSTER_JPEG)
        return wish->max_bytes > 0
                   ? pack_jpeg_within(canvas, wish, wish->jpeg_quality, packed,
                                      err)
                   : pack_jpeg(canvas, wish, wish->jpeg_quality, packed, err);
    if (pack_png(canvas, wish, NULL, packed, err))
        return true;
    if (!pack_is_refused(err))
        return false;
    return wish->any_type ? pack_lossy(canvas, wish, packed, err)
                          : pack_palette(canvas, wish, packed, err);
}
