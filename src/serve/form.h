// Form: the parts of a request's body become an order. Behind this room nobody
// sees a string from outside that has no typed meaning yet.
#pragma once

#include "multipart.h"
#include "press/bytes.h"
#include "press/error.h"
#include "press/kit.h"
#include "press/order.h"

#include <stdbool.h>

// What a form is for, which decides what fields it may have.
enum form_kind {
    FORM_POSTER,
    FORM_WORDS, // the only one with a width: a poster from the web has the size
                // of its format
    FORM_PHOTO, // a photo, its turn, and the language of the answer
    FORM_KIT,   // a poster's fields, and the formats
};

struct form {
    enum form_kind kind; // FORM_POSTER, until somebody says otherwise
    size_t photo_bytes_max;
    struct order order;             // its photo is borrowed from `photo`
    struct buffer photo;            // the bytes of the file
    struct kit_wish wish;           // of FORM_KIT
    bool shows_inline;              // `disposition=inline`: shown, not saved
    char theme[2 * LIMIT_ID_BYTES]; // as "template/theme"; "": not given so
    struct multipart multipart;
    // The part that is being read.
    struct multipart_part part;
    struct buffer text;
    bool has_photo;
};

// A form that speaks `language` until its field `lang` says otherwise. Errors:
// the content type is not that of a form with files.
bool form_init(struct form *form, size_t photo_bytes_max,
               const char *content_type, enum language language,
               struct error *err);

// Takes the next bytes of the body.
bool form_feed(struct form *form, struct bytes bytes, struct error *err);

// The body is over: the order is complete, though not yet checked against its
// template.
bool form_complete(struct form *form, struct error *err);

// Frees everything; takes a zeroed form.
void form_finish(struct form *form);
