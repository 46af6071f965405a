// Events text: what a page tells of a visit, from JSON to keys of counts. All
// that is in it must be of closed lists: nothing of a visitor can come through.
#pragma once

#include "config.h"

#include "evaluation/event.h"
#include "press/bytes.h"
#include "press/press.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    EVENTS_MAX = 20,         // at a time
    EVENTS_BYTES_MAX = 8192, // of the JSON
    EVENTS_BATCH_BYTES = 65, // of a batch's number in hex, and a NUL
};

// What one letter of a page holds.
struct events_text {
    char batch[EVENTS_BATCH_BYTES]; // made up at random by the page, so that
                                    // the same letter counts once
    struct count_key keys[EVENTS_MAX];
    size_t count;
};

// {"batch": "...", "events": [{"event": "photo-chosen", "partner": "...",
// "template", "format", "type", "language", "detail"}, ...]}, where all but the
// event may be missing. Errors: no JSON of this form (ERROR_MALFORMED), or a
// value that is none of ours (ERROR_INVALID, its name as the field).
bool events_text_read(struct events_text *events, struct bytes text,
                      const struct press *press, const struct config_page *page,
                      struct error *err);
