#include "mark.h"

#include "photo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// How much of a pixel ink must cover to be seen, of 255; a hair is thinner than
// a pixel of the small picture.
enum { FAINT = 4, SEEN = 48, OPAQUE = 250 };

// How far a channel of a colour may lie from that of the ground.
enum { LIKE = 20 };

struct rect mark_whole(const struct rect *ink, const struct rect *place)
{
    const double width = place->width / ink->width;
    const double height = place->height / ink->height;
    return (struct rect){place->x - ink->x * width, place->y - ink->y * height,
                         width, height};
}

static bool draw_svg(const struct logo *logo, const struct rect *whole,
                     struct band *picture, struct error *err)
{
    struct art *art;
    if (!art_create_whole(&art, buffer_view(&logo->file), "logo.svg", err))
        return false;
    const bool done = art_draw_whole(art, whole, picture, err);
    art_destroy(art);
    return done;
}

static void take_rgba(const uint8_t *from, uint32_t *to, int count)
{
    for (int i = 0; i < count; i++, from += PIXMAP_CHANNELS)
        to[i] = (uint32_t)from[3] << 24 | (uint32_t)from[0] << 16 |
                (uint32_t)from[1] << 8 | from[2];
}

// The part `ink` of a PNG, as large as the picture.
static bool draw_png(const struct logo *logo, const struct rect *ink,
                     struct band *picture, struct error *err)
{
    struct photo photo;
    struct pixmap pixels;
    int width;
    int height;
    if (!logo_open_png(logo, &photo, err))
        return false;
    photo_upright_size(&photo, 0, &width, &height);
    const struct rect crop = {ink->x * width, ink->y * height,
                              ink->width * width, ink->height * height};
    if (!photo_read(&photo, 0, crop, picture->width, picture->height, &pixels,
                    err))
        return false;
    for (int y = 0; y < picture->height; y++)
        take_rgba(pixmap_row(&pixels, y),
                  picture->pixels + (size_t)y * (size_t)picture->width,
                  picture->width);
    pixmap_finish(&pixels);
    return true;
}

// The part `ink` of a logo, as large as `place`, whose edges need not lie
// between pixels; of a PNG the whole picture.
static bool draw_small(const struct logo *logo, const struct rect *ink,
                       struct rect *place, struct band *picture,
                       struct error *err)
{
    if (logo->kind == LOGO_SVG) {
        const struct rect whole = mark_whole(ink, place);
        return draw_svg(logo, &whole, picture, err);
    }
    *place = (struct rect){0, 0, picture->width, picture->height};
    return draw_png(logo, ink, picture, err);
}

static bool init_small(const struct logo *logo, const struct rect *ink,
                       struct rect *place, struct band *picture)
{
    const double width = logo->width * ink->width;
    const double height = logo->height * ink->height;
    const double scale = MARK_SIDE / fmax(width, height);
    *place = (struct rect){0, 0, width * scale, height * scale};
    return band_init(picture, (int)fmax(1, ceil(place->width - 0.01)),
                     (int)fmax(1, ceil(place->height - 0.01)));
}

static uint32_t pixel(const struct mark *mark, int x, int y)
{
    const struct band *picture = &mark->picture;
    return picture->pixels[(size_t)y * (size_t)picture->width + (size_t)x];
}

static bool is_like(unsigned a, unsigned b, int most)
{
    for (int shift = 0; shift < 24; shift += 8)
        if (abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff)) > most)
            return false;
    return true;
}

static bool lies_on_ground(const struct mark *mark, int x, int y, int most)
{
    return mark->has_ground &&
           is_like(mark_color(mark, x, y), mark->ground_rgb, most);
}

bool mark_is_ink(const struct mark *mark, int x, int y)
{
    return pixel(mark, x, y) >> 24 >= SEEN && !lies_on_ground(mark, x, y, LIKE);
}

unsigned mark_color(const struct mark *mark, int x, int y)
{
    const uint32_t argb = pixel(mark, x, y);
    const unsigned alpha = argb >> 24;
    unsigned rgb = 0;
    for (int shift = 0; shift < 24 && alpha > 0; shift += 8) {
        const unsigned value =
            ((argb >> shift & 0xff) * 255 + alpha / 2) / alpha;
        rgb |= (value < 255 ? value : 255) << shift;
    }
    return rgb;
}

// The edge of the picture decides: what is opaque all around is a rectangle,
// and what has one colour all around lies on it. The outermost pixels may be
// covered in part.
static void find_ground(struct mark *mark)
{
    const int in = mark->picture.width > 4 && mark->picture.height > 4;
    const int right = mark->picture.width - 1 - in;
    const int bottom = mark->picture.height - 1 - in;
    const unsigned first = mark_color(mark, in, in);
    bool opaque = true;
    bool even = true;
    for (int y = in; y <= bottom; y++)
        for (int x = in; x <= right; x++) {
            if (y > in && y < bottom && x > in && x < right)
                continue;
            opaque &= pixel(mark, x, y) >> 24 >= OPAQUE;
            even &= is_like(mark_color(mark, x, y), first, LIKE);
        }
    mark->is_opaque = opaque;
    mark->has_ground = opaque && even;
    mark->ground_rgb = first;
}

// The pixels that ink touches, however faintly; false when there are none.
static bool find_ink(const struct mark *mark, struct rect *ink)
{
    int left = mark->picture.width;
    int right = -1;
    int top = mark->picture.height;
    int bottom = -1;
    for (int y = 0; y < mark->picture.height; y++)
        for (int x = 0; x < mark->picture.width; x++) {
            if (pixel(mark, x, y) >> 24 < FAINT ||
                lies_on_ground(mark, x, y, LIKE / 2))
                continue;
            left = x < left ? x : left;
            right = x > right ? x : right;
            top = y < top ? y : top;
            bottom = y;
        }
    *ink = (struct rect){left, top, right + 1 - left, bottom + 1 - top};
    return right >= 0;
}

// Leaves of the picture what is inked, and notes which part of the logo it is;
// the picture showed the part that is known already, as large as `place`.
static void cut(struct mark *mark, const struct rect *ink,
                const struct rect *place)
{
    struct band *picture = &mark->picture;
    const double right = fmin(place->width, ink->x + ink->width);
    const double bottom = fmin(place->height, ink->y + ink->height);
    const double x = mark->ink.width / place->width;
    const double y = mark->ink.height / place->height;
    mark->ink =
        (struct rect){mark->ink.x + ink->x * x, mark->ink.y + ink->y * y,
                      (right - ink->x) * x, (bottom - ink->y) * y};
    for (int row = 0; row < (int)ink->height; row++)
        memmove(picture->pixels + (size_t)row * (size_t)ink->width,
                picture->pixels +
                    ((size_t)ink->y + (size_t)row) * (size_t)picture->width +
                    (size_t)ink->x,
                (size_t)ink->width * sizeof *picture->pixels);
    picture->width = (int)ink->width;
    picture->height = (int)ink->height;
}

static void weigh(struct mark *mark)
{
    long inked = 0;
    for (int y = 0; y < mark->picture.height; y++)
        for (int x = 0; x < mark->picture.width; x++)
            inked += mark_is_ink(mark, x, y);
    mark->coverage = (double)inked / ((double)mark->picture.width *
                                      (double)mark->picture.height);
}

// Looks at the part of the logo that is known to have the ink; the first look
// is at all of it, and only that sees the ground.
static bool look(struct mark *mark, const struct logo *logo, bool is_first,
                 struct rect *ink, struct rect *place, struct error *err)
{
    band_finish(&mark->picture);
    if (!init_small(logo, &mark->ink, place, &mark->picture))
        return error_set_memory(err);
    if (!draw_small(logo, &mark->ink, place, &mark->picture, err))
        return false;
    if (is_first)
        find_ground(mark);
    if (find_ink(mark, ink))
        return true;
    // One colour and nothing on it is a sign, too.
    mark->has_ground = false;
    return find_ink(mark, ink) ||
           error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "the logo shows nothing");
}

// In a large margin the ink is so small that its edges are looked at again.
static bool measure(struct mark *mark, const struct logo *logo,
                    struct error *err)
{
    struct rect ink = {0};
    struct rect place = {0};
    mark->ink = (struct rect){0, 0, 1, 1};
    if (!look(mark, logo, true, &ink, &place, err))
        return false;
    const bool is_small = ink.width < 0.9 * mark->picture.width &&
                          ink.height < 0.9 * mark->picture.height;
    cut(mark, &ink, &place);
    if (is_small) {
        if (!look(mark, logo, false, &ink, &place, err))
            return false;
        cut(mark, &ink, &place);
    }
    mark->proportion =
        logo->width * mark->ink.width / (logo->height * mark->ink.height);
    weigh(mark);
    return true;
}

bool mark_measure(struct mark *mark, const struct logo *logo, struct error *err)
{
    *mark = (struct mark){0};
    if (measure(mark, logo, err))
        return true;
    mark_finish(mark);
    return false;
}

void mark_finish(struct mark *mark)
{
    band_finish(&mark->picture);
    *mark = (struct mark){0};
}

// Whole pixels: a PNG fills them, an SVG lies in them to a fraction.
bool mark_draw(const struct logo *logo, const struct rect *ink,
               const struct rect *place, struct band *picture, int *left,
               int *top, struct error *err)
{
    const bool is_svg = logo->kind == LOGO_SVG;
    const double right = place->x + place->width;
    const double bottom = place->y + place->height;
    *left = (int)(is_svg ? floor(place->x) : round(place->x));
    *top = (int)(is_svg ? floor(place->y) : round(place->y));
    const int width = (int)(is_svg ? ceil(right) : round(right)) - *left;
    const int height = (int)(is_svg ? ceil(bottom) : round(bottom)) - *top;
    struct rect whole = mark_whole(ink, place);
    whole.x -= *left;
    whole.y -= *top;
    if (!band_init(picture, width > 0 ? width : 1, height > 0 ? height : 1))
        return error_set_memory(err);
    if (is_svg ? draw_svg(logo, &whole, picture, err)
               : draw_png(logo, ink, picture, err))
        return true;
    band_finish(picture);
    return false;
}
