#include "mapping.h"

#include <math.h>

#define MM_PER_INCH 25.4

// The scale at which the cut of the layout is the cut of the paper; 0 when
// there is nothing to cut.
static double trim_scale(const struct format *format,
                         const struct family *family, struct rect view_box,
                         int width)
{
    if (!family || family->bleed <= 0 || format->trim_mm[0] <= 0)
        return 0;
    const double px_per_mm =
        format->dpi / MM_PER_INCH * width / format->width_px;
    return px_per_mm *
           fmax(format->trim_mm[0] / (view_box.width - 2 * family->bleed),
                format->trim_mm[1] / (view_box.height - 2 * family->bleed));
}

struct mapping mapping_make(const struct format *format,
                            const struct family *family, struct rect view_box,
                            int width, int height)
{
    const double trim = trim_scale(format, family, view_box, width);
    const double scale =
        trim > 0 ? trim
                 : fmax(width / view_box.width, height / view_box.height);
    return (struct mapping){
        scale, (width - view_box.width * scale) / 2 - view_box.x * scale,
        (height - view_box.height * scale) / 2 - view_box.y * scale};
}

struct rect mapping_to_px(const struct mapping *mapping, struct rect box)
{
    return (struct rect){box.x * mapping->scale + mapping->offset_x,
                         box.y * mapping->scale + mapping->offset_y,
                         box.width * mapping->scale,
                         box.height * mapping->scale};
}

bool mapping_to_pixels(const struct mapping *mapping, struct rect box,
                       int width, int height, struct rect *pixels)
{
    box = mapping_to_px(mapping, box);
    const double left = fmax(0, floor(box.x));
    const double top = fmax(0, floor(box.y));
    const double right = fmin(width, ceil(box.x + box.width));
    const double bottom = fmin(height, ceil(box.y + box.height));
    *pixels = (struct rect){left, top, right - left, bottom - top};
    return right > left && bottom > top;
}
