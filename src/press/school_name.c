#include "school_name.h"

#include "light.h"
#include "plate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Beside the campaign's sign-off: as its equal, not as a slogan.
static const double size_of_signoff = 1.15;
static const char signoff[] = "signoff";

// The smallest that is read on a poster held at arm's length: so many of them
// are the side of a square as large as the poster. On a screen no letters are
// smaller than so many pixels.
static const double sizes_of_side = 66;
static const double size_min_px = 9;

// Of what lies behind a name so much may be an edge.
static const double share_wanted = 0.97;
static const double contrast_wanted = 4.5;

static const struct text_style *find_signoff(const struct plan *plan)
{
    const struct text_style *style;
    for (size_t i = 0;
         (style = template_style(plan->template, plan->layout->id, i)); i++)
        if (strcmp(style->id, signoff) == 0)
            return style;
    return NULL;
}

static const char *find_font(const struct plan_request *request)
{
    return fonts_role(request->fonts, "strong") ? "strong"
                                                : request->fonts->roles[0].id;
}

bool school_name_style(const struct plan *plan,
                       const struct plan_request *request,
                       struct text_style **style)
{
    const struct text_style *model = find_signoff(plan);
    const struct rect *view_box = &plan->layout->view_box;
    const double side = sqrt(view_box->width * view_box->height);
    const double unit_px = plan->mapping.scale * plan->full_width / plan->width;
    struct text_style *name = calloc(1, sizeof *name);
    *style = name;
    if (!name)
        return false;
    strcpy(name->id, "school");
    strcpy(name->font, model ? model->font : find_font(request));
    strcpy(name->color, model ? model->color : "");
    name->size_min = fmax(side / sizes_of_side, size_min_px / unit_px);
    name->size_max = fmax(
        name->size_min, model ? size_of_signoff * model->size_max : side / 34);
    name->lines_min = 1;
    name->lines_max = 3;
    name->hyphens = true;
    return true;
}

static bool can_be_read(const struct backdrop *backdrop,
                        const struct rect *area, unsigned rgb)
{
    enum { POINTS = 48 };
    const double light = light_of_color(rgb);
    int good = 0;
    for (int y = 0; y < POINTS; y++)
        for (int x = 0; x < POINTS; x++) {
            const uint32_t paper = backdrop_at(
                backdrop, area->x + (x + 0.5) / POINTS * area->width,
                area->y + (y + 0.5) / POINTS * area->height);
            good += light_contrast(light, light_of_color(paper & 0xffffff)) >=
                    contrast_wanted;
        }
    return good >= share_wanted * POINTS * POINTS;
}

bool school_name_color(const struct plan *plan, const struct text_style *style,
                       const struct backdrop *backdrop, const struct rect *area,
                       unsigned *rgb)
{
    const char *const first[] = {style->color, "words", "ink"};
    const struct theme *theme = plan->theme;
    if (backdrop_photo(backdrop, area) > 0)
        return false;
    for (size_t i = 0; i < sizeof first / sizeof *first + theme->color_count;
         i++) {
        const size_t other = i - sizeof first / sizeof *first;
        const struct theme_color *color = i < sizeof first / sizeof *first
                                              ? theme_color(theme, first[i])
                                              : &theme->colors[other];
        if (color && can_be_read(backdrop, area, color->rgb)) {
            *rgb = color->rgb;
            return true;
        }
    }
    return false;
}

void school_name_plate(const struct plan *plan, const struct text_style *style,
                       unsigned *plate, unsigned *rgb)
{
    const struct theme_color *ground = theme_color(plan->theme, "ground");
    const struct theme_color *words = theme_color(plan->theme, style->color);
    if (ground && words &&
        light_contrast(light_of_color(ground->rgb),
                       light_of_color(words->rgb)) >= contrast_wanted) {
        *plate = ground->rgb;
        *rgb = words->rgb;
        return;
    }
    *plate = plate_light(plan->theme);
    *rgb = plate_dark(plan->theme);
}
