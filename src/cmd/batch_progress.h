// Batch progress: a bar with the time that is left, on a terminal.
#pragma once

#include "press/messages.h"

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct batch_progress {
    size_t total;
    size_t done;
    enum language language;
    bool is_shown;
    struct timespec began;
};

// `is_shown` false: nothing is ever written.
void batch_progress_begin(struct batch_progress *progress, size_t total,
                          enum language language, bool is_shown);

void batch_progress_step(struct batch_progress *progress);

// Writes the bar to standard error, over the last one.
void batch_progress_show(const struct batch_progress *progress);

// Makes room for a line of something else.
void batch_progress_clear(const struct batch_progress *progress);
