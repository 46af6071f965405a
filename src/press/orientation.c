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

bool orientation_apply(struct orientation orientation,
                       const struct pixmap *stored, struct pixmap *upright)
{
    const bool transpose = orientation.transpose;
    if (!pixmap_init(upright, transpose ? stored->height : stored->width,
                     transpose ? stored->width : stored->height))
        return false;
    for (int y = 0; y < upright->height; y++) {
        uint8_t *to = pixmap_row(upright, y);
        for (int x = 0; x < upright->width; x++, to += PIXMAP_CHANNELS) {
            int from_x = transpose ? y : x;
            int from_y = transpose ? x : y;
            if (orientation.flip_x)
                from_x = stored->width - 1 - from_x;
            if (orientation.flip_y)
                from_y = stored->height - 1 - from_y;
            memcpy(to,
                   pixmap_row(stored, from_y) +
                       (size_t)from_x * PIXMAP_CHANNELS,
                   PIXMAP_CHANNELS);
        }
    }
    return true;
}
