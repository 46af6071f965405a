// Child: one poster, or one photo to be shown, in one process of its own,
// forked from the warm worker, so that a photo that breaks a decoder breaks
// nothing else.
#pragma once

#include "config.h"
#include "press/press.h"
#include "sandbox.h"

#include <stdbool.h>

struct child_limits {
    struct sandbox_limits sandbox;
    int timeout_ms;      // from fork to the last byte
    size_t answer_bytes; // the most that a child may send
};

struct child_limits child_limits_of(const struct config *config);

// Prints the order in a child and waits for it. As press_print, and besides: a
// child that crashes, passes a limit or takes too long gives ERROR_INVALID with
// MESSAGE_POSTER_FAILED, its detail the cause. Whatever the child sends is
// checked: it is not trusted.
bool child_print(struct press *press, const struct order *order,
                 const struct child_limits *limits, struct poster *poster,
                 struct error *err);

// The same with the photo of an order, turned by its framing, as
// press_show_photo makes it; nothing else of the order counts.
bool child_show_photo(struct press *press, const struct order *order,
                      const struct child_limits *limits,
                      struct shown_photo *shown, struct error *err);
