// Plan: where everything on one poster goes, worked out before a pixel is
// touched: the art, the part of the photo, the words in their boxes.
#pragma once

#include "art.h"
#include "bytes.h"
#include "error.h"
#include "fonts.h"
#include "geometry.h"
#include "hyphens.h"
#include "order.h"
#include "partner.h"
#include "photo.h"
#include "plate.h"
#include "shape.h"
#include "template.h"
#include "typeset.h"

#include <stdbool.h>
#include <stddef.h>

// What a plan is made from; all borrowed, and outliving the plan.
struct plan_request {
    const struct order *order;     // checked
    const struct partner *partner; // of the order; NULL: none
    const struct template *template;
    const struct format *format;
    const struct theme *theme;
    const struct fonts *fonts;
    struct shaper *shaper;
    struct hyphens *hyphens;
    const struct photo_limits *photo_limits;
    const struct format_list *formats;
    bool art_only; // no words are planned, and no photo is looked at
};

// The school's sign: what is set in the box "logo".
enum plan_logo_kind {
    PLAN_LOGO_NOWHERE,  // the layout has no place for it
    PLAN_LOGO_LEFT_OUT, // the partner's name is too long for this place
    PLAN_LOGO_MARK,     // the partner's logo
    PLAN_LOGO_NAME,     // a name, which is also the last of the plan's texts
};

struct plan_logo {
    enum plan_logo_kind kind;
    struct rect box;          // px
    struct rect place;        // px: what its ink covers
    bool has_plate;           // lies on a ground:
    bool is_own;              // which is the colour that the logo came on
    struct plate plate;       // px
    const struct logo *logo;  // of a mark; borrowed
    struct rect ink;          // of a mark, see mark.h
    struct text_style *style; // of a name; owned
};

struct plan_text {
    const struct text_style *style;
    struct rect box; // px
    unsigned rgb;    // 0xRRGGBB
    struct typeset typeset;
    unsigned shadow_rgb; // 0xRRGGBB, where the style has one
    int shadow_strength; // times the halo of its letters
    unsigned outline_rgb;
    double contrast; // with what is behind them, once painted; 0: not known
};

enum { PLAN_TEXTS_MAX = 2 * LIMIT_ORDER_TEXTS };

struct plan {
    const struct template *template;
    const struct partner *partner; // NULL: none
    const struct format *format;
    const struct theme *theme;
    const struct format_list *formats; // all there are
    const struct layout *layout;
    int width; // px
    int height;
    int full_width; // what the width is when the poster is not scaled down
    struct mapping mapping; // viewBox to px
    unsigned long given;    // a bit for each field with words, in the order of
                            // the template; the last for a photo
    bool has_window;        // the layout has a place for a photo:
    struct rect window;     // px, whole numbers, inside the canvas
    struct point anchor;    // where in the window the focus goes, 0..1
    bool has_photo;         // and the order has one:
    struct photo photo;
    struct framing framing;
    int turn;
    bool has_face;    // an automatic focus found somebody's
    struct rect crop; // px of the upright, turned photo
    struct plan_text texts[PLAN_TEXTS_MAX];
    size_t text_count;
    struct plan_logo *logo; // owned; NULL: the order has no school
    // Only what is behind the words is painted, to know it: of a PDF.
    bool is_probe;
};

// On false there is nothing to finish.
bool plan_make(struct plan *plan, const struct plan_request *request,
               struct error *err);

// Opens the art of a plan in the colours of its theme; the caller destroys it.
bool plan_open_art(const struct plan *plan, struct art **art,
                   struct error *err);

// Whether any of `count` rows from `top` on is painted: of a probe, those of
// texts with their surroundings (see halo.h).
bool plan_paints(const struct plan *plan, int top, int count);

// The rows of the photo window that lie behind words: from *top on, *count of
// them, in px of the plan; none: 0.
void plan_rows_behind_words(const struct plan *plan, int *top, int *count);

// Takes a zeroed plan.
void plan_finish(struct plan *plan);

// Takes a focus and a zoom that were found for the photo; the focus is 0..1 of
// its upright picture.
void plan_set_framing(struct plan *plan, struct point focus, double zoom);

// Checks what can be known of a layout without an order: that its SVG can be
// read and holds the objects that the template needs. Notes its photo window.
bool plan_prepare_layout(const struct template *template, struct layout *layout,
                         struct error *err);

// Writes the plan as text, one fact a line; see postertool(1), --explain.
bool plan_explain(const struct plan *plan, struct buffer *text);
