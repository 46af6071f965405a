#include "orientation.h"

#include <string.h>

struct orientation orientation_from_exif(int value)
{
    static const struct orientation by_value[] = {
        {false, false, false}, // 1: as stored
        {false, true, false},  // 2: mirrored
        {false, true, true},   // 3: upside down
        {false, false, true},  // 4: mirrored, upside down
        {true, false, false},  // 5: mirrored, lying on the left
        {true, false, true},   // 6: to be turned clockwise
        {true, true, true},    // 7: mirrored, lying on the right
        {true, true, false},   // 8: to be turned anticlockwise
    };
    return by_value[value >= 1 && value <= 8 ? value - 1 : 0];
}

struct orientation orientation_turn(struct orientation o, int degrees)
{
    // A turn by 90 degrees is orientation 6; flips that come before an
    // exchange of x and y change places with it.
    for (; degrees >= 90; degrees -= 90)
        o = o.transpose ? (struct orientation){false, !o.flip_x, o.flip_y}
                        : (struct orientation){true, o.flip_x, !o.flip_y};
    return o;
}

struct rect orientation_to_stored(struct orientation orientation,
                                  struct rect upright, int width, int height)
{
    struct rect stored = upright;
    if (orientation.transpose)
        stored =
            (struct rect){upright.y, upright.x, upright.height, upright.width};
    if (orientation.flip_x)
        stored.x = width - stored.x - stored.width;
    if (orientation.flip_y)
        stored.y = height - stored.y - stored.height;
    return stored;
}

static void place_row(struct orientation o, const uint8_t *row, int y,
                      struct pixmap *upright)
{
    const int last = upright->width - 1;
    uint8_t *to = pixmap_row(upright, o.flip_y ? upright->height - 1 - y : y);
    if (!o.flip_x) {
        memcpy(to, row, (size_t)upright->width * PIXMAP_CHANNELS);
        return;
    }
    for (int x = 0; x <= last; x++, row += PIXMAP_CHANNELS)
        memcpy(to + (size_t)(last - x) * PIXMAP_CHANNELS, row, PIXMAP_CHANNELS);
}

// Columns, `count` of them side by side: each line of the upright picture is
// written in one go.
static void place_columns(struct orientation o, const uint8_t *rows, int first,
                          int count, struct pixmap *upright)
{
    const size_t stride = (size_t)upright->height * PIXMAP_CHANNELS;
    for (int x = 0; x < upright->height; x++) {
        const int y = o.flip_x ? upright->height - 1 - x : x;
        const uint8_t *from = rows + (size_t)x * PIXMAP_CHANNELS;
        uint8_t *line = pixmap_row(upright, y);
        for (int i = 0; i < count; i++, from += stride) {
            const int to =
                o.flip_y ? upright->width - 1 - first - i : first + i;
            memcpy(line + (size_t)to * PIXMAP_CHANNELS, from, PIXMAP_CHANNELS);
        }
    }
}

void orientation_place(struct orientation orientation, const uint8_t *rows,
                       int first, int count, struct pixmap *upright)
{
    const size_t stride = (size_t)upright->width * PIXMAP_CHANNELS;
    if (orientation.transpose) {
        place_columns(orientation, rows, first, count, upright);
        return;
    }
    for (int i = 0; i < count; i++)
        place_row(orientation, rows + (size_t)i * stride, first + i, upright);
}
