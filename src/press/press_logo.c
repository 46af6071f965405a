// A partner's logo alone, for a list of partners.
#include "press.h"

#include "encode_png.h"
#include "ink_logo.h"
#include "mark.h"
#include "plate.h"

#include <math.h>

// What a plate keeps free around it.
static const double room = 0.1;

static int within(double px, int least)
{
    return (int)fmax(least, fmin(PRESS_LOGO_WIDTH_MAX, round(px)));
}

static struct canvas *make_canvas(double proportion, int width_px)
{
    double width = within(width_px, PRESS_LOGO_WIDTH_MIN);
    if (width / proportion > PRESS_LOGO_WIDTH_MAX)
        width = PRESS_LOGO_WIDTH_MAX * proportion;
    return canvas_create(within(width, 1), within(width / proportion, 1),
                         CANVAS_CLEAR);
}

// There is a logo, but nothing to show of it.
static bool refuse(const struct error *why, struct error *err)
{
    if (error_is_memory(why)) {
        *err = *why;
        return false;
    }
    return error_set_detail(err, ERROR_NOT_FOUND, MESSAGE_REQUEST_NOT_FOUND,
                            "%s", why->detail);
}

// A logo made for dark grounds brings one: pages show it on white.
static bool paint(const struct logo *logo, const struct mark *mark,
                  struct canvas *canvas, struct error *err)
{
    const double width = canvas_width(canvas);
    const double height = canvas_height(canvas);
    struct rect place = {0, 0, width, height};
    if (plate_is_dark(mark)) {
        const struct plate plate = {.rect = place,
                                    .radius = room * fmin(width, height),
                                    .rgb = PLATE_INK};
        plate_paint(&plate, canvas);
        place = (struct rect){room * width, room * height,
                              (1 - 2 * room) * width, (1 - 2 * room) * height};
    }
    return ink_logo_alone(logo, &mark->ink, &place, canvas, err);
}

bool press_draw_logo(const struct press *press, const struct partner *partner,
                     int width_px, struct buffer *png, struct error *err)
{
    const struct logo *logo = &partner->logo;
    struct mark mark;
    struct error why = {0};
    (void)press;
    if (logo->kind == LOGO_NONE)
        return error_set(err, ERROR_NOT_FOUND, MESSAGE_REQUEST_NOT_FOUND, NULL);
    if (!mark_measure(&mark, logo, &why))
        return refuse(&why, err);
    struct canvas *canvas = make_canvas(mark.proportion, width_px);
    bool done = canvas ? true : error_set_memory(err);
    if (done && !paint(logo, &mark, canvas, &why))
        done = refuse(&why, err);
    done = done && encode_png(canvas, &(struct png_wish){.transparent = true},
                              png, err);
    canvas_destroy(canvas);
    mark_finish(&mark);
    return done;
}
