#include "compose.h"

// The picture empties while the canvas fills, after so many rows each time.
enum { FORGET_ROWS = 64 };

// Where the photo lies in a row of the poster, when it does.
static const uint8_t *photo_row(const struct plan *plan,
                                const struct pixmap *picture, int y)
{
    const int row = y - (int)plan->window.y;
    return row >= 0 && row < picture->height ? pixmap_row(picture, row) : NULL;
}

// What was painted is given up.
static void forget_painted(const struct plan *plan,
                           const struct pixmap *picture, int bottom)
{
    const int row = bottom - (int)plan->window.y;
    if (row > 0)
        pixmap_forget_above(picture,
                            row < picture->height ? row : picture->height);
}

void compose_art(const struct plan *plan, const struct artwork *artwork,
                 const struct pixmap *picture, struct canvas *canvas)
{
    for (int y = 0; y < plan->height; y++) {
        if (!plan_paints(plan, y, 1))
            continue;
        uint32_t *row = canvas_row(canvas, y);
        layer_blend_row(&artwork->under, y, row);
        const uint8_t *photo = picture ? photo_row(plan, picture, y) : NULL;
        if (photo)
            layer_blend_photo_row(&artwork->window, y, row, photo,
                                  (int)plan->window.x, picture->width);
        layer_blend_row(&artwork->over, y, row);
        if (picture && y % FORGET_ROWS == FORGET_ROWS - 1)
            forget_painted(plan, picture, y + 1);
    }
}

void compose_frame(const struct plan *plan, const struct artwork *artwork,
                   struct canvas *canvas)
{
    for (int y = 0; y < plan->height; y++) {
        uint32_t *row = canvas_row(canvas, y);
        layer_blend_row(&artwork->under, y, row);
        layer_erase_row(&artwork->window, y, row);
        layer_blend_row(&artwork->over, y, row);
    }
}
