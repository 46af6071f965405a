#include "plate.h"

#include "blend.h"
#include "light.h"

#include <math.h>

// What a sign needs to be told from its ground (WCAG 2.2, 1.4.11), and how much
// of its outline: a light accent may be lost, as it is on white paper.
static const double contrast_wanted = 3;
static const double share_wanted = 0.8;

// Of two dark colours that is too little: dark green letters are lost on navy.
// So far they must lie apart as well, of the way from black to white.
static const double distance_wanted = 0.16;

// A photo that shows in so little is an edge that was softened.
static const double photo_most = 0.005;

static bool is_ink(const struct mark *mark, int x, int y)
{
    return x >= 0 && y >= 0 && x < mark->picture.width &&
           y < mark->picture.height && mark_is_ink(mark, x, y);
}

// What is around a mark meets only its outline; what it holds inside stands on
// its own colours.
static bool is_outline(const struct mark *mark, int x, int y)
{
    return is_ink(mark, x, y) &&
           (!is_ink(mark, x - 1, y) || !is_ink(mark, x + 1, y) ||
            !is_ink(mark, x, y - 1) || !is_ink(mark, x, y + 1));
}

static bool stands_out(double ink, double paper)
{
    return light_contrast(ink, paper) >= contrast_wanted &&
           fabs(ink - paper) >= distance_wanted;
}

// Of the outline the share that stands out from what lies there: the backdrop,
// or one colour where there is none.
static double share_seen(const struct mark *mark,
                         const struct backdrop *backdrop,
                         const struct rect *place, unsigned rgb)
{
    const int width = mark->picture.width;
    const int height = mark->picture.height;
    long outline = 0;
    long seen = 0;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            if (!is_outline(mark, x, y))
                continue;
            const unsigned paper =
                backdrop
                    ? backdrop_at(backdrop,
                                  place->x + (x + 0.5) / width * place->width,
                                  place->y + (y + 0.5) / height * place->height)
                    : rgb;
            outline++;
            seen += stands_out(light_of_color(mark_color(mark, x, y)),
                               light_of_color(paper & 0xffffff));
        }
    return outline > 0 ? (double)seen / (double)outline : 0;
}

bool plate_can_miss(const struct backdrop *backdrop, const struct mark *mark,
                    const struct rect *place)
{
    return backdrop_photo(backdrop, place) <= photo_most &&
           (mark->is_opaque ||
            share_seen(mark, backdrop, place, 0) >= share_wanted);
}

// The colour of a theme that goes farthest one way, where it goes far enough.
static unsigned extreme(const struct theme *theme, double way, double enough,
                        unsigned otherwise)
{
    double farthest = enough;
    unsigned rgb = otherwise;
    for (size_t i = 0; i < theme->color_count; i++) {
        const double light = way * light_of_color(theme->colors[i].rgb);
        if (light > farthest) {
            farthest = light;
            rgb = theme->colors[i].rgb;
        }
    }
    return rgb;
}

unsigned plate_light(const struct theme *theme)
{
    return extreme(theme, 1, 0.85, 0xffffff);
}

unsigned plate_dark(const struct theme *theme)
{
    return extreme(theme, -1, -0.03, PLATE_INK);
}

unsigned plate_color(const struct theme *theme, const struct mark *mark)
{
    const unsigned light = plate_light(theme);
    const unsigned dark = plate_dark(theme);
    const double on_light = share_seen(mark, NULL, NULL, light);
    return on_light >= share_wanted / 2 ||
                   on_light >= share_seen(mark, NULL, NULL, dark)
               ? light
               : dark;
}

bool plate_is_dark(const struct mark *mark)
{
    const double on_white = share_seen(mark, NULL, NULL, 0xffffff);
    return !mark->has_ground && !mark->is_opaque &&
           on_white < share_wanted / 2 &&
           on_white < share_seen(mark, NULL, NULL, PLATE_INK);
}

// How far a point lies outside the plate, negative inside.
static double distance(const struct plate *plate, double x, double y)
{
    const struct rect *rect = &plate->rect;
    const double radius =
        fmin(plate->radius, fmin(rect->width, rect->height) / 2);
    const double dx =
        fabs(x - rect->x - rect->width / 2) - rect->width / 2 + radius;
    const double dy =
        fabs(y - rect->y - rect->height / 2) - rect->height / 2 + radius;
    return hypot(fmax(dx, 0), fmax(dy, 0)) + fmin(fmax(dx, dy), 0) - radius;
}

static void paint_pixels(const struct plate *plate, int y, int from, int to,
                         uint32_t *row)
{
    for (int x = from; x < to; x++) {
        const double cover =
            fmax(0, fmin(1, 0.5 - distance(plate, x + 0.5, y + 0.5)));
        blend_color(row + x, plate->rgb, (uint8_t)lround(255 * cover), 1);
    }
}

void plate_paint(const struct plate *plate, struct canvas *canvas)
{
    const struct rect *rect = &plate->rect;
    const int left = (int)fmax(0, floor(rect->x));
    const int top = (int)fmax(0, floor(rect->y));
    const int right =
        (int)fmin(canvas_width(canvas), ceil(rect->x + rect->width));
    const int bottom =
        (int)fmin(canvas_height(canvas), ceil(rect->y + rect->height));
    // Between its corners a row is of one cover.
    const int inner_left = (int)fmin(right, left + ceil(plate->radius) + 1);
    const int inner_right =
        (int)fmax(inner_left, right - ceil(plate->radius) - 1);
    for (int y = top; y < bottom; y++) {
        uint32_t *row = canvas_row(canvas, y);
        const double cover = fmax(
            0,
            fmin(1, 0.5 - distance(plate, rect->x + rect->width / 2, y + 0.5)));
        paint_pixels(plate, y, left, inner_left, row);
        if (inner_right > inner_left)
            blend_color(row + inner_left, plate->rgb,
                        (uint8_t)lround(255 * cover), inner_right - inner_left);
        paint_pixels(plate, y, inner_right, right, row);
    }
}
