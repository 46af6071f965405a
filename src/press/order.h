// Order: one user's wish as typed plain data. Turns the strings that a form or
// a command line gives into typed values, and checks them against a template.
// Does not read photos and knows no HTTP.
#pragma once

#include "bytes.h"
#include "error.h"
#include "limits.h"
#include "messages.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct template;
struct layout;

// Where the faces of a portrait usually are: the focus when none is given.
#define ORDER_FOCUS_X 0.5
#define ORDER_FOCUS_Y 0.33

enum { ORDER_WIDTH_MIN_PX = 16, ORDER_BLEED_OWN = -1 };

enum poster_type {
    POSTER_PNG,
    POSTER_WEBP, // lossy, for the gallery: no form and no option asks for it
    POSTER_JPEG,
    POSTER_PDF,
    POSTER_TYPES
};

// How hard a file is packed.
enum poster_effort {
    EFFORT_FAST,
    EFFORT_SMALL, // takes longer
};

// What of a poster is printed. Only a whole poster must have its photo and the
// words that its template requires.
enum order_layer {
    ORDER_POSTER,
    ORDER_FRAME, // the art on transparent, open where the photo shows
    ORDER_WORDS, // the words on transparent, in their places
};

// How the photo sits in its window; the same for every format.
struct framing {
    bool has_focus; // false: the press chooses
    double focus_x; // 0..1 of the upright, turned photo, from the left
    double focus_y; // 0..1, from the top
    bool has_zoom;  // false: the press chooses, when it chooses the focus
    double zoom;    // 1..8; 1 just covers the window
    int turn;       // 0, 90, 180 or 270 degrees clockwise
};

struct order_text {
    char field[LIMIT_ID_BYTES];
    char *words; // UTF-8, owned
};

// A new field goes into order_hash too.
struct order {
    char template_id[LIMIT_ID_BYTES];
    char format_id[LIMIT_ID_BYTES];          // "": the template's first
    char theme_id[LIMIT_ID_BYTES];           // "": the template's default
    char partner_id[LIMIT_PARTNER_ID_BYTES]; // "": none
    char *school; // its name as typed, UTF-8, owned; NULL: none
    enum poster_type type;
    bool has_type;  // false: another one where the format may not weigh so much
    bool is_sample; // of the gallery: of any size, and without a text in it
    enum poster_effort effort;
    enum order_layer layer;
    enum language language;
    bool has_language; // false: the partner's where it does not allow this one
    int width_px;      // 0: the format's own; else a poster scaled down to it
    int bleed_mm;      // of a paper format; ORDER_BLEED_OWN: the format's own
    bool has_marks;    // of a PDF of paper: where to cut
    bool in_sheets;    // a PDF of several A4 sheets, to be glued together
    struct framing framing;
    struct order_text texts[LIMIT_ORDER_TEXTS];
    size_t text_count;
    struct bytes photo; // borrowed; {NULL, 0}: none given
};

// A valid empty order: zoom 1, no turn, Dutch. Finish it with order_finish.
void order_init(struct order *order);

// Frees the words and the school. Takes a zeroed order.
void order_finish(struct order *order);

// Gives the value `value` (`size` bytes, not NUL-terminated, any bytes at all)
// to `name`. The names `template`, `format`, `theme`, `type`, `effort`, `lang`,
// `width`, `bleed`, `marks`, `tiles`, `focus_x`, `focus_y`, `zoom`, `turn`,
// `partner` and `school` are the order's own; an empty value for one of them
// (but `template`) means "not given". A school is words, cleaned like those of
// a field, on one line and at most LIMIT_SCHOOL_LENGTH characters. Every other
// name is taken as a field of the template and is checked by order_check. A
// field given twice is an error. On false the order is unchanged.
bool order_set(struct order *order, const char *name, const char *value,
               size_t size, struct error *err);

// True for the order's own names, which no field can have.
bool order_is_property(const char *name);

// True for a name that a field could have: lower-case letters, digits, `-` and
// `_`. No other name is ever repeated in an answer.
bool order_is_name(const char *name);

// The words of a field; "" when the order has none.
const char *order_words(const struct order *order, const char *field);

// A hash of everything that the order says of its poster, its photo included,
// that goes on from `seed` (see bytes_hash). What a new field of struct order
// says belongs in it: two orders with one hash are taken for the same.
uint64_t order_hash(const struct order *order, uint64_t seed);

// Checks the order against its template and the format's layout: fields known,
// required ones there, lengths within their limits, the photo there or not as
// the template wants. A layout without a photo window needs none.
bool order_check(const struct order *order, const struct template *template,
                 const struct layout *layout, struct error *err);
