#include "framing.h"

#include <math.h>

// Heads of so much of the window's height are large enough. (Hair to chin as
// focus.h has it, which is up to a third more than is seen.)
static const double head_wanted = 0.48;
// Going nearer shows less of where somebody is.
static const double zoom_most = 2;
// Less is not seen, and would have the photo read twice.
static const double zoom_least = 1.1;
// What stays beside heads, of their width.
static const double beside = 1.5;

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

double framing_zoom_to(struct rect heads, int width, int height,
                       struct rect crop, double most)
{
    if (heads.width <= 0 || heads.height <= 0)
        return 1;
    const double by_height =
        head_wanted * crop.height / (heads.height * height);
    const double by_width = crop.width / (beside * heads.width * width);
    const double zoom = fmin(fmin(by_height, by_width), fmin(most, zoom_most));
    return zoom < zoom_least ? 1 : zoom;
}
