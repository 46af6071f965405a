#include "framing.h"

#include <math.h>

static double clamp(double value, double low, double high)
{
    return fmax(low, fmin(value, high));
}

struct rect framing_crop(const struct framing *framing, int width, int height,
                         double window_width, double window_height,
                         struct point anchor)
{
    const double scale =
        fmax(window_width / width, window_height / height) * framing->zoom;
    struct rect crop = {.width = fmin(window_width / scale, width),
                        .height = fmin(window_height / scale, height)};
    crop.x = clamp(framing->focus_x * width - anchor.x * crop.width, 0,
                   width - crop.width);
    crop.y = clamp(framing->focus_y * height - anchor.y * crop.height, 0,
                   height - crop.height);
    return crop;
}
