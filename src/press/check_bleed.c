#include "check_parts.h"

#include "artwork.h"
#include "canvas.h"
#include "press_paint.h"

#include <string.h>

// What of the edges of a poster is covered by art or by the photo window.
enum { WIDTH_PX = 600 };

static bool is_covered(const struct artwork *artwork, int y, int width,
                       int from, int step)
{
    uint32_t row[WIDTH_PX] = {0};
    uint32_t window[WIDTH_PX] = {0};
    layer_blend_row(&artwork->under, y, row);
    layer_blend_row(&artwork->window, y, window);
    layer_blend_row(&artwork->over, y, row);
    for (int x = from; x < width; x += step)
        if (row[x] >> 24 != 0xff && window[x] >> 24 != 0xff)
            return false;
    return true;
}

static bool edges_are_covered(const struct artwork *artwork,
                              const struct plan *plan)
{
    const int last = plan->width - 1;
    bool covered = is_covered(artwork, 0, plan->width, 0, 1) &&
                   is_covered(artwork, plan->height - 1, plan->width, 0, 1);
    for (int y = 0; y < plan->height && covered; y++)
        covered = is_covered(artwork, y, plan->width, 0, last);
    return covered;
}

// The art of a format with its largest bleed. False only when the system fails.
static bool look(const struct check *check, const struct format *format,
                 int bleed_mm, bool *covered, struct error *err)
{
    struct order order;
    struct plan plan;
    struct canvas *canvas;
    struct artwork artwork;
    order_init(&order);
    strcpy(order.template_id, check->template->id);
    strcpy(order.format_id, format->id);
    order.layer = ORDER_FRAME;
    order.width_px = WIDTH_PX;
    order.bleed_mm = bleed_mm;
    if (!press_paint_plan(check->press, &order, &plan, &canvas, err))
        return false;
    canvas_destroy(canvas);
    const bool done = artwork_draw(&artwork, &plan, err);
    if (done) {
        *covered = edges_are_covered(&artwork, &plan);
        artwork_finish(&artwork);
    }
    plan_finish(&plan);
    return done;
}

// How many units of the viewBox lie in a bleed beyond the layout's own.
static double beyond(const struct check *check, const struct format *format,
                     int bleed_mm)
{
    const struct family *family = check->family;
    const double units_per_mm =
        (family->width - 2 * family->bleed) / format->trim_mm[0];
    return bleed_mm * units_per_mm - family->bleed;
}

bool check_bleed(const struct check *check, struct error *err)
{
    static const int bleeds[] = FORMAT_BLEEDS_MM;
    const int most = bleeds[sizeof bleeds / sizeof *bleeds - 1];
    const struct format_list *formats = press_formats(check->press);
    const struct format *smallest = NULL;
    for (size_t i = 0; i < formats->count; i++) {
        const struct format *format = &formats->items[i];
        if (format->trim_mm[0] > 0 &&
            strcmp(format->layout, check->layout->id) == 0 &&
            (!smallest || format->trim_mm[0] < smallest->trim_mm[0]))
            smallest = format;
    }
    if (!smallest || !check->family || check->family->bleed <= 0)
        return true;
    bool covered = true;
    if (!look(check, smallest, most, &covered, err))
        return false;
    if (!covered)
        findings_add(check->findings, FINDING_ERROR, check->layout->path, 1,
                     "the art ends inside the bleed of %s with %d mm: let the "
                     "ground and the photo window pass the viewBox by %.0f "
                     "units on each side",
                     smallest->id, most, beyond(check, smallest, most) + 1);
    return true;
}
