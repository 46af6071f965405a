// Response: what goes back to the client. The one place where the kind of an
// error becomes an HTTP status.
#pragma once

#include "fcgi.h"
#include "pages.h"
#include "press/error.h"
#include "press/kit.h"
#include "press/press.h"
#include "request.h"

#include <stdbool.h>

// What was sent, for the log.
struct sent {
    int status;
    size_t bytes; // of the body
};

struct content {
    const char *media_type;
    const char *cache_control;
    struct bytes body;
    uint64_t version; // another one when the body may be another; 0: its hash
    // Of a page that may stand in others': its Content-Security-Policy. NULL:
    // the web server's own, and no frame but ours.
    const char *policy;
    const char
        *disposition; // such as "attachment; filename=\"x.csv\""; or NULL
    bool is_unlisted; // search engines leave it out
    int status;       // of what answers a POST; 0: 200
};

// Sends a text or picture, with an ETag unless it answers a POST; 304 without a
// body when the client has it already.
struct sent response_content(struct fcgi *fcgi, const struct request *request,
                             const struct content *content);

// Says that it is done, with no body.
struct sent response_done(struct fcgi *fcgi);

// True when the client names the version of a content that is not made yet: it
// is then sent a 304. False, with nothing sent, when the content is wanted (or
// when the client has any version at all: then it must first be made, for what
// cannot be made has none).
bool response_is_known(struct fcgi *fcgi, const struct content *content,
                       struct sent *sent);

// Answers what a browser asks before a page of another origin may send
// something of its own kind (the Fetch standard's preflight): the methods that
// `allow` names, and any header.
struct sent response_preflight(struct fcgi *fcgi, const char *allow);

// Sends a poster to be saved, or to be shown when `shows_inline`.
struct sent response_poster(struct fcgi *fcgi, const struct poster *poster,
                            bool shows_inline);

// Sends a photo that a browser can show, with the size of the whole one.
struct sent response_photo(struct fcgi *fcgi, const struct shown_photo *shown);

// Sends the head of a kit, whose body goes by fcgi_send. False when the client
// is gone.
bool response_begin_kit(struct fcgi *fcgi, const struct kit_head *kit,
                        int patience_s);

// Sends an error in `language`: application/problem+json (RFC 9457), or one of
// `pages` (may be NULL) when the client prefers a page. `label` is what people
// call the field at fault, `allow` the value of Allow; NULL for none.
struct sent response_error(struct fcgi *fcgi, const struct request *request,
                           const struct pages *pages, const struct error *error,
                           enum language language, const char *label,
                           const char *allow);

// The HTTP status of a kind.
int response_status(enum error_kind kind);
