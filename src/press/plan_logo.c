#include "plan_logo.h"

#include "backdrop.h"
#include "logo_box.h"
#include "mapping.h"
#include "mark.h"
#include "plan_parts.h"
#include "school_name.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// A name this near to the smallest size gives way to the short one.
static const double comfort = 1.25;

// The corners of a plate: those of the campaign's bubbles and cards.
static const double radius_of_room = 1.2;

// What a sign is planned in, in viewBox units.
struct place {
    struct plan *plan;
    const struct plan_request *request;
    struct plan_logo *logo;
    struct logo_box box;
    struct backdrop backdrop;
};

static void set_plate(const struct place *place, const struct rect *ink,
                      unsigned rgb)
{
    struct plan_logo *logo = place->logo;
    const struct mapping *mapping = &place->plan->mapping;
    logo->has_plate = true;
    logo->plate = (struct plate){
        .rect = mapping_to_px(mapping, logo_box_plate(&place->box, ink)),
        .radius = radius_of_room * place->box.room * mapping->scale,
        .rgb = rgb};
}

static void set_mark(const struct place *place, const struct mark *mark)
{
    struct plan_logo *logo = place->logo;
    struct rect ink = logo_box_place(&place->box, mark->proportion,
                                     mark->coverage, mark->has_ground);
    logo->kind = PLAN_LOGO_MARK;
    logo->logo = &place->request->partner->logo;
    logo->ink = mark->ink;
    logo->is_own = mark->has_ground;
    if (mark->has_ground) {
        set_plate(place, &ink, mark->ground_rgb);
    } else if (!plate_can_miss(&place->backdrop, mark, &ink)) {
        ink =
            logo_box_place(&place->box, mark->proportion, mark->coverage, true);
        set_plate(place, &ink, plate_color(place->plan->theme, mark));
    }
    logo->place = mapping_to_px(&place->plan->mapping, ink);
}

// What all lines of a text cover, px.
static struct rect ink_of(const struct typeset *typeset)
{
    struct rect all = typeset->lines[0].ink;
    for (size_t i = 1; i < typeset->line_count; i++) {
        const struct rect *ink = &typeset->lines[i].ink;
        const double right = fmax(all.x + all.width, ink->x + ink->width);
        const double bottom = fmax(all.y + all.height, ink->y + ink->height);
        all.x = fmin(all.x, ink->x);
        all.y = fmin(all.y, ink->y);
        all.width = right - all.x;
        all.height = bottom - all.y;
    }
    return all;
}

static struct rect to_units(const struct mapping *mapping,
                            const struct rect *px)
{
    return (struct rect){(px->x - mapping->offset_x) / mapping->scale,
                         (px->y - mapping->offset_y) / mapping->scale,
                         px->width / mapping->scale,
                         px->height / mapping->scale};
}

static bool set_words(const struct place *place, const char *words,
                      bool on_plate, struct plan_text *text, struct error *err)
{
    const struct rect box =
        on_plate ? logo_box_inside(&place->box) : place->box.rect;
    *text = (struct plan_text){.style = place->logo->style,
                               .box = mapping_to_px(&place->plan->mapping, box),
                               .shadow_strength = 1};
    return plan_set_words(place->plan, place->request, words, text, err);
}

// Sets the words as the last text of the plan, where they can be read.
static bool set_name(const struct place *place, const char *words,
                     struct error *err)
{
    struct plan *plan = place->plan;
    struct plan_logo *logo = place->logo;
    struct plan_text *text = &plan->texts[plan->text_count];
    unsigned plate = 0;
    if (!set_words(place, words, false, text, err))
        return false;
    logo->place = ink_of(&text->typeset);
    struct rect ink = to_units(&plan->mapping, &logo->place);
    if (!school_name_color(plan, logo->style, &place->backdrop, &ink,
                           &text->rgb)) {
        typeset_finish(&text->typeset);
        if (!set_words(place, words, true, text, err))
            return false;
        logo->place = ink_of(&text->typeset);
        ink = to_units(&plan->mapping, &logo->place);
        school_name_plate(plan, logo->style, &plate, &text->rgb);
        set_plate(place, &ink, plate);
    }
    logo->kind = PLAN_LOGO_NAME;
    plan->text_count++;
    return true;
}

static bool is_small(const struct place *place)
{
    const struct plan *plan = place->plan;
    return plan->texts[plan->text_count - 1].typeset.size <
           comfort * place->logo->style->size_min * plan->mapping.scale;
}

static void take_back(const struct place *place)
{
    struct plan *plan = place->plan;
    typeset_finish(&plan->texts[--plan->text_count].typeset);
    place->logo->has_plate = false;
}

// The partner's name, or its short one where that is larger. Nobody who makes
// a poster can mend either: one that does not fit is left out.
static bool set_partner_name(const struct place *place, struct error *err)
{
    const struct partner *partner = place->request->partner;
    const enum language language = place->request->order->language;
    const char *name = partner_name(partner, language);
    const char *shorter = partner_short_name(partner, language);
    const bool has_shorter = strcmp(name, shorter) != 0;
    struct error why = {0};
    bool done = set_name(place, name, &why);
    if (done && (!has_shorter || !is_small(place)))
        return true;
    if (done)
        take_back(place);
    if ((has_shorter && set_name(place, shorter, &why)) ||
        (done && set_name(place, name, &why)))
        return true;
    place->logo->kind = PLAN_LOGO_LEFT_OUT;
    if (error_is_memory(&why))
        *err = why;
    return !error_is_memory(&why);
}

static bool plan_name(const struct place *place, struct error *err)
{
    struct plan *plan = place->plan;
    const struct order *order = place->request->order;
    if (!school_name_style(plan, place->request, &place->logo->style))
        return error_set_memory(err);
    place->logo->style->align = place->box.align;
    place->logo->style->valign = VALIGN_MIDDLE;
    if (plan->text_count == PLAN_TEXTS_MAX)
        return true;
    return order->school && *order->school ? set_name(place, order->school, err)
                                           : set_partner_name(place, err);
}

static bool plan_sign(const struct place *place, struct error *err)
{
    const struct partner *partner = place->request->partner;
    struct mark mark;
    struct error why = {0};
    if (!partner || partner->logo.kind == LOGO_NONE)
        return plan_name(place, err);
    if (mark_measure(&mark, &partner->logo, &why)) {
        set_mark(place, &mark);
        mark_finish(&mark);
        return true;
    }
    if (!error_is_memory(&why))
        return plan_name(place, err);
    *err = why;
    return false;
}

static bool plan_in_box(struct plan *plan, const struct plan_request *request,
                        const struct rect *box, struct error *err)
{
    struct place place = {.plan = plan,
                          .request = request,
                          .logo = plan->logo,
                          .box = logo_box_make(box, &plan->layout->view_box)};
    plan->logo->box = mapping_to_px(&plan->mapping, *box);
    if (!backdrop_draw(&place.backdrop, plan, box, err))
        return false;
    const bool done = plan_sign(&place, err);
    backdrop_finish(&place.backdrop);
    return done;
}

bool plan_logo(struct plan *plan, const struct plan_request *request,
               struct error *err)
{
    const char *school = request->order->school;
    struct rect box;
    if (!request->partner && (!school || !*school))
        return true;
    plan->logo = calloc(1, sizeof *plan->logo);
    if (!plan->logo)
        return error_set_memory(err);
    return !layout_box(plan->layout, "logo", &box) ||
           plan_in_box(plan, request, &box, err);
}

void plan_logo_finish(struct plan_logo *logo)
{
    if (logo)
        free(logo->style);
    free(logo);
}
