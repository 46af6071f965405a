#include "plan_parts.h"

#include "framing.h"
#include "mapping.h"
#include "plan_logo.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has_words(const struct order *order, const char *field)
{
    return *order_words(order, field) != '\0';
}

// Which fields were given, and whether there is a photo, as the bits of a
// plan. An order of NULL has everything.
static unsigned long find_given(const struct template *template,
                                const struct order *order)
{
    unsigned long given = 0;
    for (size_t i = 0; i < template->field_count; i++)
        if (!order || has_words(order, template->fields[i].id))
            given |= 1UL << i;
    if (!order || order->photo.data ||
        (order->layer != ORDER_POSTER && template->photo != PHOTO_NONE))
        given |= 1UL << template->field_count;
    return given;
}

// The class `with-NAME` shows only when there is something, `without-NAME`
// only when there is not. What a class says is important: drawing programs
// write style attributes, which would win.
static bool write_switch(struct buffer *css, const char *name, bool there)
{
    return buffer_append_format(css, ".%s-%s{display:none!important}\n",
                                there ? "without" : "with", name);
}

// The theme and what was given, as a style sheet.
static bool write_css(const struct template *template,
                      const struct theme *theme, unsigned long given,
                      struct buffer *css)
{
    bool done = true;
    for (size_t i = 0; i < theme->color_count && done; i++) {
        const struct theme_color *color = &theme->colors[i];
        done = buffer_append_format(css,
                                    ".fill-%s{fill:#%06x!important}\n"
                                    ".stroke-%s{stroke:#%06x!important}\n"
                                    ".stop-%s{stop-color:#%06x!important}\n",
                                    color->name, color->rgb, color->name,
                                    color->rgb, color->name, color->rgb);
    }
    for (size_t i = 0; i < template->field_count && done; i++)
        done = write_switch(css, template->fields[i].id, given >> i & 1);
    return done &&
           write_switch(css, "photo", given >> template->field_count & 1) &&
           buffer_append(css, "", 1);
}

static bool open_art(struct art **art, const struct template *template,
                     const struct layout *layout, const struct theme *theme,
                     unsigned long given, struct error *err)
{
    struct buffer css = {0};
    const bool done =
        write_css(template, theme, given, &css)
            ? art_create(art, buffer_view(&layout->svg), (const char *)css.data,
                         layout->path, err)
            : error_set_memory(err);
    buffer_finish(&css);
    return done;
}

// The format with the bleed that is asked for.
static struct format sized_format(const struct plan *plan,
                                  const struct order *order)
{
    struct format format = *plan->format;
    if (order->bleed_mm != ORDER_BLEED_OWN && format.trim_mm[0] > 0)
        format_set_bleed(&format, order->bleed_mm);
    return format;
}

static void set_size(struct plan *plan, const struct format *format,
                     int width_px)
{
    plan->width = format->width_px;
    plan->height = format->height_px;
    plan->full_width = format->width_px;
    if (width_px == 0 || width_px >= plan->width)
        return;
    plan->height =
        (int)fmax(1, round((double)plan->height * width_px / plan->width));
    plan->width = width_px;
}

// Where in the window the photo's focus goes, 0..1.
static struct point find_anchor(const struct plan *plan)
{
    struct rect focus;
    if (!layout_box(plan->layout, "focus", &focus))
        return (struct point){0.5, 0.5};
    focus = mapping_to_px(&plan->mapping, focus);
    const struct rect *window = &plan->window;
    return (struct point){
        (focus.x + focus.width / 2 - window->x) / window->width,
        (focus.y + focus.height / 2 - window->y) / window->height};
}

// The whole pixels that the window touches, inside the canvas.
static void place_window(struct plan *plan)
{
    plan->has_window =
        plan->layout->has_window &&
        mapping_to_pixels(&plan->mapping, plan->layout->window, plan->width,
                          plan->height, &plan->window);
    if (plan->has_window)
        plan->anchor = find_anchor(plan);
}

static void set_crop(struct plan *plan)
{
    int width;
    int height;
    photo_upright_size(&plan->photo, plan->turn, &width, &height);
    plan->crop = framing_crop(&plan->framing, width, height, plan->window.width,
                              plan->window.height, plan->anchor);
}

void plan_set_framing(struct plan *plan, struct point focus, double zoom)
{
    plan->framing.zoom = zoom;
    plan->framing.focus_x = focus.x;
    plan->framing.focus_y = focus.y;
    set_crop(plan);
}

static bool plan_photo(struct plan *plan, const struct plan_request *request,
                       struct error *err)
{
    const struct order *order = request->order;
    plan->has_photo =
        order->layer == ORDER_POSTER && order->photo.data && plan->has_window;
    if (!plan->has_photo)
        return true;
    if (!photo_inspect_within(&plan->photo, order->photo, request->photo_limits,
                              err))
        return false;
    plan->framing = order->framing;
    plan->turn = order->framing.turn;
    set_crop(plan);
    return true;
}

bool plan_make(struct plan *plan, const struct plan_request *request,
               struct error *err)
{
    *plan = (struct plan){.template = request->template,
                          .partner = request->partner,
                          .format = request->format,
                          .theme = request->theme,
                          .formats = request->formats,
                          .is_probe = request->order->type == POSTER_PDF &&
                                      !request->art_only};
    plan->layout = template_layout(plan->template, plan->format->layout);
    const struct format format = sized_format(plan, request->order);
    set_size(plan, &format, request->order->width_px);
    plan->given = find_given(plan->template, request->order);
    plan->mapping =
        mapping_make(&format, format_family(plan->formats, format.layout),
                     plan->layout->view_box, plan->width, plan->height);
    place_window(plan);
    if (request->art_only)
        return true;
    const bool shows_words = request->order->layer != ORDER_FRAME;
    if (plan_photo(plan, request, err) &&
        (!shows_words ||
         (plan_words(plan, request, err) && plan_logo(plan, request, err))))
        return true;
    plan_finish(plan);
    return false;
}

bool plan_open_art(const struct plan *plan, struct art **art, struct error *err)
{
    return open_art(art, plan->template, plan->layout, plan->theme, plan->given,
                    err);
}

// In ems: a halo of a sixteenth of an em a pixel is blurred over five of them.
static const double surroundings = 0.5;

static bool text_touches(const struct typeset *typeset, int top, int count)
{
    const double room = surroundings * typeset->size + 1;
    for (size_t i = 0; i < typeset->line_count; i++) {
        const struct rect *ink = &typeset->lines[i].ink;
        if (ink->y - room < top + count && ink->y + ink->height + room > top)
            return true;
    }
    return false;
}

bool plan_paints(const struct plan *plan, int top, int count)
{
    bool paints = !plan->is_probe;
    for (size_t i = 0; i < plan->text_count && !paints; i++)
        paints = text_touches(&plan->texts[i].typeset, top, count);
    return paints;
}

void plan_rows_behind_words(const struct plan *plan, int *top, int *count)
{
    const struct rect *window = &plan->window;
    double first = window->y + window->height;
    double end = window->y;
    for (size_t i = 0; i < plan->text_count; i++) {
        const struct typeset *typeset = &plan->texts[i].typeset;
        const double room = surroundings * typeset->size + 1;
        for (size_t line = 0; line < typeset->line_count; line++) {
            const struct rect *ink = &typeset->lines[line].ink;
            if (ink->x - room >= window->x + window->width ||
                ink->x + ink->width + room <= window->x)
                continue;
            first = fmin(first, fmax(window->y, floor(ink->y - room)));
            end = fmax(end, fmin(window->y + window->height,
                                 ceil(ink->y + ink->height + room)));
        }
    }
    *top = (int)first;
    *count = end > first ? (int)(end - first) : 0;
}

void plan_finish(struct plan *plan)
{
    for (size_t i = 0; i < plan->text_count; i++)
        typeset_finish(&plan->texts[i].typeset);
    plan_logo_finish(plan->logo);
    *plan = (struct plan){0};
}

// A text may be left out of a layout, but not by mistake.
static bool is_hidden(const struct template *template,
                      const struct layout *layout, const char *id)
{
    const struct text_style *style;
    for (size_t i = 0; (style = template_style(template, layout->id, i)); i++)
        if (strcmp(style->id, id) == 0)
            return style->hidden;
    return false;
}

static bool check_objects(const struct template *template,
                          const struct layout *layout, const struct art *art,
                          struct error *err)
{
    for (size_t i = 0; i < template->field_count; i++) {
        const struct field *field = &template->fields[i];
        if (field->required && !art_has(art, field->id) &&
            !is_hidden(template, layout, field->id))
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                    "%s: has no object with the id \"%s\"",
                                    layout->path, field->id);
    }
    return true;
}

static void note_box(struct layout *layout, const struct art *art,
                     const char *id)
{
    struct box *box = &layout->boxes[layout->box_count];
    if (layout_box(layout, id, &box->rect) || !art_box(art, id, &box->rect))
        return;
    strcpy(box->id, id);
    layout->box_count++;
}

// What is asked of a drawing for every poster is asked once.
static bool note_boxes(const struct template *template, struct layout *layout,
                       const struct art *art, struct error *err)
{
    layout->view_box = art_view_box(art);
    layout->has_window = art_box(art, "photo", &layout->window);
    layout->boxes = calloc(template->style_count + 2, sizeof *layout->boxes);
    if (!layout->boxes)
        return error_set_memory(err);
    note_box(layout, art, "focus");
    note_box(layout, art, "logo");
    for (size_t i = 0; i < template->style_count; i++)
        note_box(layout, art, template->styles[i].id);
    return true;
}

bool plan_prepare_layout(const struct template *template, struct layout *layout,
                         struct error *err)
{
    struct art *art = NULL;
    if (!open_art(&art, template, layout,
                  template_theme(template, template->default_theme),
                  find_given(template, NULL), err))
        return false;
    const bool done = check_objects(template, layout, art, err) &&
                      note_boxes(template, layout, art, err);
    art_destroy(art);
    return done;
}
