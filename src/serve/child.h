// Child: one poster, or one photo to be shown, in one process of its own,
// forked from the warm worker, so that a photo that breaks a decoder breaks
// nothing else.
#pragma once

#include "config.h"
#include "counters.h"
#include "press/press.h"
#include "sandbox.h"

#include <stdbool.h>

struct child_limits {
    struct sandbox_limits sandbox;
    int timeout_ms;      // from fork to the last byte
    size_t answer_bytes; // the most that a child may send
    int client_fd; // a connection: when it is gone, so is the child; or -1
};

// How it went, for the log and the counters.
struct child_report {
    bool was_ended; // before it was done, by `end`
    enum child_end end;
    bool was_retried;
    long memory_bytes; // at its peak, what it shares with the worker included
};

struct child_limits child_limits_of(const struct config *config);

// Prepares what children will need while it can still be had.
void child_warm(void);

// Prints the order in a child and waits for it. As press_print, and besides: a
// child that crashes, passes a limit or takes too long gives ERROR_INVALID with
// MESSAGE_POSTER_FAILED, its detail the cause. One that somebody else kills is
// tried once more. When the client is gone, ERROR_GONE. Whatever the child
// sends is checked: it is not trusted. `report`, when not NULL, tells how it
// went, also on false.
bool child_print(struct press *press, const struct order *order,
                 const struct child_limits *limits, struct poster *poster,
                 struct child_report *report, struct error *err);

// The same with the photo of an order, turned by its framing, as
// press_show_photo makes it; nothing else of the order counts.
bool child_show_photo(struct press *press, const struct order *order,
                      const struct child_limits *limits,
                      struct shown_photo *shown, struct child_report *report,
                      struct error *err);
