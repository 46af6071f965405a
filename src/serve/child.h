// Child: one poster, or one photo to be shown, in one process of its own.
#pragma once

#include "child_process.h"
#include "config.h"
#include "press/press.h"

#include <stdbool.h>

struct child_limits child_limits_of(const struct config *config);

// Prints the order in a child and waits for it. As press_print, and besides: a
// child that crashes, passes a limit or takes too long gives ERROR_INVALID with
// MESSAGE_POSTER_FAILED, its detail the cause. One that somebody else kills is
// tried once more. When the client is gone, ERROR_GONE. Whatever the child
// sends is checked: it is not trusted. `report`, when not NULL, tells how it
// went, also on false.
bool child_print(struct press *press, const struct order *order,
                 const struct child_limits *limits, struct poster *poster,
                 struct child_report *report, struct error *err);

// The same for the logo of a partner, as press_draw_logo draws it; the caller
// finishes `png`, also on false.
bool child_draw_logo(struct press *press, const struct partner *partner,
                     int width_px, const struct child_limits *limits,
                     struct buffer *png, struct child_report *report,
                     struct error *err);

// The same with the photo of an order, turned by its framing, as
// press_show_photo makes it; nothing else of the order counts.
bool child_show_photo(struct press *press, const struct order *order,
                      const struct child_limits *limits,
                      struct shown_photo *shown, struct child_report *report,
                      struct error *err);
