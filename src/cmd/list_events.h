// List events: the table of what is counted, for `postertool list events`.
#pragma once

#include "press/messages.h"

#include <stdbool.h>

void list_events_text(enum language language);

// False when memory is out; then nothing was printed.
bool list_events_json(enum language language);
