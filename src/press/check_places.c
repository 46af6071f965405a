#include "check_parts.h"

#include <math.h>
#include <string.h>

// Drawn by hand, a hair is no mistake.
static const double hair = 0.51;

static bool overlap(const struct rect *a, const struct rect *b)
{
    return a->x + hair < b->x + b->width && b->x + hair < a->x + a->width &&
           a->y + hair < b->y + b->height && b->y + hair < a->y + a->height;
}

static void check_canvas(const struct check *check)
{
    const struct rect *view = &check->layout->view_box;
    const struct family *family = check->family;
    if (!family || (fabs(view->width - family->width) <= hair &&
                    fabs(view->height - family->height) <= hair &&
                    fabs(view->x) <= hair && fabs(view->y) <= hair))
        return;
    findings_add(check->findings, FINDING_ERROR, check->layout->path, 1,
                 "viewBox: is \"%g %g %g %g\"; [layout %s] of formats.ini "
                 "wants \"0 0 %g %g\"",
                 view->x, view->y, view->width, view->height, family->id,
                 family->width, family->height);
}

// The box of text `index` of this layout, when it is shown.
static const struct text_style *find_box(const struct check *check,
                                         size_t index, struct rect *box)
{
    const struct text_style *style =
        template_style(check->template, check->layout->id, index);
    if (!style || style->hidden || !art_box(check->art, style->id, box))
        *box = (struct rect){0};
    return style;
}

static void check_safe(const struct check *check, const char *id,
                       const struct rect *box)
{
    // A box on the very margin is inside it.
    const struct rect inner = {box->x + hair, box->y + hair,
                               box->width - 2 * hair, box->height - 2 * hair};
    if (!check->family || family_is_safe(check->family, &inner))
        return;
    const struct family *family = check->family;
    findings_add(check->findings, FINDING_ERROR, check->layout->path,
                 check_line(check, id),
                 "the box \"%s\" (%g,%g to %g,%g) leaves the safe area (%g,%g "
                 "to %g,%g%s)",
                 id, box->x, box->y, box->x + box->width, box->y + box->height,
                 family->safe_left, family->safe_top,
                 family->width - family->safe_right,
                 family->height - family->safe_bottom,
                 family->round ? ", inside the circle" : "");
}

static void check_boxes(const struct check *check)
{
    const struct text_style *style;
    struct rect box;
    struct rect logo;
    const bool has_logo = art_box(check->art, "logo", &logo);
    if (has_logo)
        check_safe(check, "logo", &logo);
    for (size_t i = 0; (style = find_box(check, i, &box)); i++) {
        if (box.width <= 0)
            continue;
        check_safe(check, style->id, &box);
        const struct text_style *other;
        struct rect other_box;
        for (size_t k = i + 1; (other = find_box(check, k, &other_box)); k++)
            if (other_box.width > 0 && overlap(&box, &other_box))
                findings_add(check->findings, FINDING_ERROR,
                             check->layout->path, check_line(check, other->id),
                             "the boxes \"%s\" and \"%s\" overlap", style->id,
                             other->id);
        if (has_logo && overlap(&box, &logo))
            findings_add(check->findings, FINDING_ERROR, check->layout->path,
                         check_line(check, "logo"),
                         "the box \"%s\" and the place of the logo overlap",
                         style->id);
    }
}

static void check_window(const struct check *check)
{
    struct rect focus;
    const struct rect *window = &check->layout->window;
    if (check->layout->has_window && !overlap(window, &check->layout->view_box))
        findings_add(check->findings, FINDING_ERROR, check->layout->path,
                     check_line(check, "photo"),
                     "the photo window lies outside the viewBox");
    if (!art_box(check->art, "focus", &focus))
        return;
    const double x = focus.x + focus.width / 2;
    const double y = focus.y + focus.height / 2;
    if (!check->layout->has_window || x < window->x ||
        x > window->x + window->width || y < window->y ||
        y > window->y + window->height)
        findings_add(check->findings, FINDING_ERROR, check->layout->path,
                     check_line(check, "focus"),
                     "the focus lies outside the photo window");
}

void check_places(const struct check *check)
{
    check_canvas(check);
    check_boxes(check);
    check_window(check);
}
