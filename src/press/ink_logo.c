#include "ink_logo.h"

#include "blend.h"
#include "mark.h"

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static bool paint(const struct logo *logo, const struct rect *ink,
                  const struct rect *place, struct canvas *canvas,
                  struct error *err)
{
    struct band picture;
    int left;
    int top;
    if (!mark_draw(logo, ink, place, &picture, &left, &top, err))
        return false;
    const int from = larger(0, -left);
    const int end = smaller(picture.width, canvas_width(canvas) - left);
    for (int y = larger(0, -top);
         y < smaller(picture.height, canvas_height(canvas) - top) && from < end;
         y++)
        blend_argb(canvas_row(canvas, top + y) + left + from,
                   picture.pixels + (size_t)y * (size_t)picture.width + from,
                   end - from);
    band_finish(&picture);
    return true;
}

bool ink_logo(const struct plan *plan, struct canvas *canvas, struct error *err)
{
    const struct plan_logo *logo = plan->logo;
    if (!logo)
        return true;
    if (logo->has_plate)
        plate_paint(&logo->plate, canvas);
    // Nothing lies on a mark: a probe needs none.
    return logo->kind != PLAN_LOGO_MARK || plan->is_probe ||
           paint(logo->logo, &logo->ink, &logo->place, canvas, err);
}

bool ink_logo_alone(const struct logo *logo, const struct rect *ink,
                    const struct rect *place, struct canvas *canvas,
                    struct error *err)
{
    return paint(logo, ink, place, canvas, err);
}
