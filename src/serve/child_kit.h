// Child kit: a kit in one process of its own, which sends the ZIP while it is
// made.
#pragma once

#include "child_process.h"
#include "config.h"
#include "press/kit.h"
#include "press/press.h"

#include <stdbool.h>

struct child_limits child_kit_limits_of(const struct config *config);

// As kit_open and kit_write, in a child: `sink` hears of the kit in the calling
// process, while the child goes on. Errors besides: those of
// child_process_run. Once the sink has been told to begin, nothing is tried
// again. Whatever the child sends is checked, but for the bytes of the ZIP.
bool child_print_kit(struct press *press, const struct order *order,
                     const struct kit_wish *wish,
                     const struct child_limits *limits,
                     const struct kit_sink *sink, struct child_report *report,
                     struct error *err);
