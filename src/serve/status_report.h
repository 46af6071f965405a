// Status report: what the board says, for people and for programs.
#pragma once

#include "board.h"

#include "press/bytes.h"

#include <stdbool.h>

// Each appends to `out`; false when memory is out.
bool status_report_json(const struct board *board, struct buffer *out);
bool status_report_html(const struct board *board, struct buffer *out);
