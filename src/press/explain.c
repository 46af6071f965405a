// The text that --explain shows.
#include "plan.h"

#include "contrast.h"
#include "sharpness.h"

#include <stdio.h>

static bool explain_focus(const struct plan *plan, struct buffer *text)
{
    return buffer_append_format(text, "focus x %.3f y %.3f %s, zoom %.2f\n",
                                plan->framing.focus_x, plan->framing.focus_y,
                                plan->framing.has_focus ? "given"
                                : plan->has_face        ? "found by a face"
                                                 : "found without a face",
                                plan->framing.zoom);
}

// For which formats the photo has pixels enough.
static bool explain_sharpness(const struct plan *plan, int width, int height,
                              struct buffer *text)
{
    bool done = true;
    for (size_t i = 0; i < plan->formats->count && done; i++) {
        const struct format *format = &plan->formats->items[i];
        const double scale = sharpness_scale(plan->template, format, width,
                                             height, plan->framing.zoom);
        if (scale > 0)
            done = buffer_append_format(
                text, "sharpness %s %.2f of %.2f wanted: %s\n", format->id,
                scale, sharpness_wanted(format),
                sharpness_is_enough(scale, format) ? "good" : "grainy");
    }
    return done;
}

static bool explain_photo(const struct plan *plan, struct buffer *text)
{
    const struct rect *window = &plan->window;
    const struct rect *crop = &plan->crop;
    int width;
    int height;
    photo_upright_size(&plan->photo, plan->turn, &width, &height);
    return buffer_append_format(
               text,
               "photo %s %dx%d orientation %d turn %d upright %dx%d\n"
               "window x %.0f y %.0f width %.0f height %.0f\n"
               "crop x %.1f y %.1f width %.1f height %.1f, %.3f photo pixels "
               "per "
               "poster pixel\n",
               plan->photo.reader->name, plan->photo.width, plan->photo.height,
               plan->photo.orientation, plan->turn, width, height, window->x,
               window->y, window->width, window->height, crop->x, crop->y,
               crop->width, crop->height, crop->width / window->width) &&
           explain_focus(plan, text) &&
           explain_sharpness(plan, width, height, text);
}

static bool explain_text(const struct plan *plan,
                         const struct plan_text *planned, struct buffer *text)
{
    const struct typeset *typeset = &planned->typeset;
    bool done = buffer_append_format(
        text,
        "text %s size %.2f lines %zu box x %.1f y %.1f width %.1f height "
        "%.1f\n",
        planned->style->id, typeset->size, typeset->line_count, planned->box.x,
        planned->box.y, planned->box.width, planned->box.height);
    for (size_t i = 0; i < typeset->line_count && done; i++) {
        const struct typeset_line *line = &typeset->lines[i];
        done = buffer_append_format(
            text, "  line \"%s\" x %.1f y %.1f width %.1f\n", line->words,
            line->ink.x, line->baseline, line->ink.width);
    }
    if (done && planned->contrast > 0)
        done = buffer_append_format(text, "  contrast %.1f of %.1f wanted\n",
                                    planned->contrast,
                                    contrast_wanted(plan, planned));
    if (done && *planned->style->shadow)
        done = buffer_append_format(text, "  shadow %d\n",
                                    planned->shadow_strength);
    return done;
}

static bool explain_rect(const char *what, const struct rect *rect,
                         struct buffer *text)
{
    return buffer_append_format(
        text, "%s x %.1f y %.1f width %.1f height %.1f\n", what, rect->x,
        rect->y, rect->width, rect->height);
}

static bool explain_logo(const struct plan_logo *logo, struct buffer *text)
{
    static const char *const kinds[] = {
        [PLAN_LOGO_NOWHERE] = "nowhere: the layout has no place for it",
        [PLAN_LOGO_LEFT_OUT] = "left out: the name does not fit",
        [PLAN_LOGO_NAME] = "name"};
    const bool is_mark = logo->kind == PLAN_LOGO_MARK;
    const char *kind = !is_mark                       ? kinds[logo->kind]
                       : logo->logo->kind == LOGO_SVG ? "svg"
                                                      : "png";
    if (logo->kind < PLAN_LOGO_MARK)
        return buffer_append_format(text, "logo %s\n", kind);
    char ground[32] = "  ground art\n";
    if (logo->has_plate)
        snprintf(ground, sizeof ground, "  ground %s #%06x",
                 logo->is_own ? "own" : "plate", logo->plate.rgb);
    return buffer_append_format(text, "logo %s", kind) &&
           explain_rect(" box", &logo->box, text) &&
           explain_rect("  set", &logo->place, text) &&
           (logo->has_plate ? explain_rect(ground, &logo->plate.rect, text)
                            : buffer_append_text(text, ground));
}

bool plan_explain(const struct plan *plan, struct buffer *text)
{
    bool done = buffer_append_format(
        text, "poster %s %s layout %s theme %s %dx%d px\n", plan->template->id,
        plan->format->id, plan->format->layout, plan->theme->id, plan->width,
        plan->height);
    if (done && plan->has_photo)
        done = explain_photo(plan, text);
    for (size_t i = 0; i < plan->text_count && done; i++)
        done = explain_text(plan, &plan->texts[i], text);
    if (done && plan->logo)
        done = explain_logo(plan->logo, text);
    return done;
}
