// Multipart: parses multipart/form-data (RFC 7578) as it comes in, in pieces of
// any size, within bounds. Pure: bytes in, events out; knows no request, no
// form and no order.
#pragma once

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    MULTIPART_BOUNDARY_MAX = 70, // RFC 2046, section 5.1.1
    MULTIPART_NAME_MAX = 64,
    MULTIPART_HEADER_MAX = 4096, // all header lines of one part
    MULTIPART_PARTS_MAX = 32,
};

struct multipart_part {
    char name[MULTIPART_NAME_MAX];
    bool has_filename; // the part is a file input
    bool names_a_file; // and its filename is not empty
};

// What the parser tells. Each may refuse: false, with *err filled, ends the
// parsing.
struct multipart_events {
    bool (*begin)(void *context, const struct multipart_part *part,
                  struct error *err);
    bool (*data)(void *context, struct bytes data, struct error *err);
    bool (*end)(void *context, struct error *err);
    void *context;
};

enum multipart_state {
    MULTIPART_PREAMBLE,
    MULTIPART_BOUNDARY, // behind a boundary, before what tells its kind
    MULTIPART_BOUNDARY_DASH,
    MULTIPART_BOUNDARY_PADDING,
    MULTIPART_BOUNDARY_CR,
    MULTIPART_HEADER,
    MULTIPART_DATA,
    MULTIPART_EPILOGUE,
};

struct multipart {
    struct multipart_events events;
    enum multipart_state state;
    char delimiter[MULTIPART_BOUNDARY_MAX + 5]; // CR LF - - boundary
    size_t delimiter_size;
    size_t matched; // bytes of the delimiter that were just seen
    char header[MULTIPART_HEADER_MAX];
    size_t header_size;
    int parts;
};

// Takes the boundary from a Content-Type. Errors: it is not
// multipart/form-data (ERROR_UNSUPPORTED), or its boundary is missing or wrong.
bool multipart_init(struct multipart *multipart, const char *content_type,
                    const struct multipart_events *events, struct error *err);

// Takes the next bytes of the body.
bool multipart_feed(struct multipart *multipart, struct bytes bytes,
                    struct error *err);

// The body is over: an error unless the last boundary was there.
bool multipart_finish(const struct multipart *multipart, struct error *err);
