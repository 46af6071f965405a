// Printing: has a child do the work of one request, and notes for the log and
// the counters how it went.
#pragma once

#include "routes.h"

#include "press/kit.h"

// As child_print, for this request: a finished poster is counted.
bool printing_print(struct exchange *exchange, const struct order *order,
                    struct poster *poster, struct error *err);

// As child_show_photo, for this request.
bool printing_show_photo(struct exchange *exchange, const struct order *order,
                         struct shown_photo *shown, struct error *err);

// As child_draw_logo, for this request.
bool printing_draw_logo(struct exchange *exchange,
                        const struct partner *partner, int width_px,
                        struct buffer *png, struct error *err);

// As child_print_kit, for this request: each finished poster is counted. The
// sink need not hear of them.
bool printing_print_kit(struct exchange *exchange, const struct order *order,
                        const struct kit_wish *wish,
                        const struct kit_sink *sink, struct error *err);
