// Plan: where everything on one poster goes, worked out before a pixel is
// touched: the art, the part of the photo, the words in their boxes.
#pragma once

#include "art.h"
#include "bytes.h"
#include "error.h"
#include "fonts.h"
#include "geometry.h"
#include "order.h"
#include "photo.h"
#include "shape.h"
#include "template.h"
#include "typeset.h"

#include <stdbool.h>
#include <stddef.h>

// What a plan is made from; all borrowed, and outliving the plan.
struct plan_request {
    const struct order *order; // checked
    const struct template *template;
    const struct format *format;
    const struct theme *theme;
    const struct fonts *fonts;
    struct shaper *shaper;
};

struct plan_text {
    const struct text_style *style;
    struct rect box; // px
    unsigned rgb;    // 0xRRGGBB
    struct typeset typeset;
};

enum { PLAN_TEXTS_MAX = 2 * LIMIT_ORDER_TEXTS };

struct plan {
    const struct template *template;
    const struct format *format;
    const struct theme *theme;
    struct art *art;
    int width; // px
    int height;
    struct mapping mapping; // viewBox to px
    bool has_photo;
    struct photo photo;
    int turn;
    struct rect window; // px, whole numbers, inside the canvas
    struct rect crop;   // px of the upright, turned photo
    struct plan_text texts[PLAN_TEXTS_MAX];
    size_t text_count;
};

// On false there is nothing to finish.
bool plan_make(struct plan *plan, const struct plan_request *request,
               struct error *err);

// Takes a zeroed plan.
void plan_finish(struct plan *plan);

// Checks what can be known of a layout without an order: that its SVG can be
// read and holds the objects that the template needs.
bool plan_check_layout(const struct template *template,
                       const struct layout *layout, struct error *err);

// Writes the plan as text, one fact a line; see postertool(1), --explain.
bool plan_explain(const struct plan *plan, struct buffer *text);
