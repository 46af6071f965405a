#include "compose.h"

#include "blend.h"

// Art is drawn in stripes, so that a layer takes a part of the memory of the
// poster. Few, for each is drawn anew.
enum { BAND_PIXELS_MIN = 400 * 1000, BANDS_MAX = 6 };

static void blend_band(const struct band *band, struct canvas *canvas, int rows)
{
    for (int y = 0; y < rows; y++)
        blend_argb(canvas_row(canvas, band->top + y),
                   band->pixels + (size_t)y * (size_t)band->width, band->width);
}

// The band holds the mask: the drawn window.
static void blend_photo(const struct band *band, const struct plan *plan,
                        const struct pixmap *picture, struct canvas *canvas,
                        int rows)
{
    const int left = (int)plan->window.x;
    const int top = (int)plan->window.y;
    for (int y = 0; y < rows; y++) {
        const int from = band->top + y - top;
        if (from < 0 || from >= picture->height)
            continue;
        blend_rgba_masked(canvas_row(canvas, band->top + y) + left,
                          pixmap_row(picture, from),
                          band->pixels + (size_t)y * (size_t)band->width + left,
                          picture->width);
    }
}

// The band holds the mask: the drawn window.
static void open_window(const struct band *band, struct canvas *canvas,
                        int rows)
{
    for (int y = 0; y < rows; y++)
        blend_erase(canvas_row(canvas, band->top + y),
                    band->pixels + (size_t)y * (size_t)band->width,
                    band->width);
}

// What is in the window.
enum window { WINDOW_PHOTO, WINDOW_CLEAR };

static bool paint_window(const struct plan *plan, const struct pixmap *picture,
                         struct band *band, struct canvas *canvas, int rows,
                         struct error *err)
{
    if (!art_draw(plan->art, "photo", &plan->mapping, band, err))
        return false;
    if (picture)
        blend_photo(band, plan, picture, canvas, rows);
    else
        open_window(band, canvas, rows);
    return true;
}

static bool paint_band(const struct plan *plan, const struct pixmap *picture,
                       enum window window, struct band *band,
                       struct canvas *canvas, struct error *err)
{
    const int left = plan->height - band->top;
    const int rows = band->height < left ? band->height : left;
    if (!art_draw(plan->art, "under", &plan->mapping, band, err))
        return false;
    blend_band(band, canvas, rows);
    if ((picture || window == WINDOW_CLEAR) &&
        !paint_window(plan, picture, band, canvas, rows, err))
        return false;
    if (!art_draw(plan->art, "over", &plan->mapping, band, err))
        return false;
    blend_band(band, canvas, rows);
    return true;
}

// While the canvas fills, the picture empties.
static void forget_painted(const struct plan *plan,
                           const struct pixmap *picture, int bottom)
{
    const int row = bottom - (int)plan->window.y;
    if (row > 0)
        pixmap_forget_above(picture,
                            row < picture->height ? row : picture->height);
}

static bool paint_art(const struct plan *plan, const struct pixmap *picture,
                      enum window window, struct canvas *canvas,
                      struct error *err)
{
    int rows = plan->height / BANDS_MAX + 1;
    if (rows < BAND_PIXELS_MIN / plan->width + 1)
        rows = BAND_PIXELS_MIN / plan->width + 1;
    if (rows > plan->height)
        rows = plan->height;
    struct band band;
    if (!band_init(&band, plan->width, rows))
        return error_set_memory(err);
    bool done = true;
    for (; band.top < plan->height && done; band.top += rows) {
        done = paint_band(plan, picture, window, &band, canvas, err);
        if (picture)
            forget_painted(plan, picture, band.top + rows);
    }
    band_finish(&band);
    return done;
}

bool compose_art(const struct plan *plan, const struct pixmap *picture,
                 struct canvas *canvas, struct error *err)
{
    return paint_art(plan, picture, WINDOW_PHOTO, canvas, err);
}

bool compose_frame(const struct plan *plan, struct canvas *canvas,
                   struct error *err)
{
    const bool opens = art_has(plan->art, "photo");
    return paint_art(plan, NULL, opens ? WINDOW_CLEAR : WINDOW_PHOTO, canvas,
                     err);
}
