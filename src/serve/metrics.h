// Metrics: what the board says, in the text format of Prometheus (version
// 0.0.4), its names by the conventions of that.
#pragma once

#include "board.h"

#include "press/bytes.h"

#include <stdbool.h>

// False when memory is out; `out` then holds a part.
bool metrics_write(const struct board *board, struct buffer *out);
