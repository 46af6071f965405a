#include "sharpness.h"

#include <math.h>

static const double print_dpi = 150;

// A photo that is a hair too small looks like one that is not.
static const double tolerance = 0.98;

double sharpness_wanted(const struct format *format)
{
    return format->dpi > print_dpi ? print_dpi / format->dpi : 1;
}

// The size of the photo window of a template in a format, px; false when it has
// none.
static bool find_window(const struct template *template,
                        const struct format *format, double *width,
                        double *height)
{
    const struct layout *layout = template_layout(template, format->layout);
    if (!layout || !layout->has_window)
        return false;
    const struct rect *view = &layout->view_box;
    const struct rect *window = &layout->window;
    const double scale =
        fmax(format->width_px / view->width, format->height_px / view->height);
    *width = fmin(format->width_px, window->width * scale);
    *height = fmin(format->height_px, window->height * scale);
    return *width > 0 && *height > 0;
}

double sharpness_scale(const struct template *template,
                       const struct format *format, int width, int height,
                       double zoom)
{
    double window_width;
    double window_height;
    if (!find_window(template, format, &window_width, &window_height))
        return 0;
    return fmin(width / window_width, height / window_height) / zoom;
}

bool sharpness_is_enough(double scale, const struct format *format)
{
    return scale >= tolerance * sharpness_wanted(format);
}
