// Batch run: prints the rows of a batch and keeps account of them.
#pragma once

#include "batch.h"
#include "batch_jobs.h"
#include "batch_output.h"
#include "batch_report.h"

#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>

struct batch_plan {
    const struct batch *batch;
    const struct batch_past *past;
    struct batch_output *output; // NULL: a dry run
    const char *report;          // where it goes; NULL: nowhere
    int processes;
    bool shows_progress; // on standard error
};

struct batch_result {
    struct batch_entry *entries; // in the order of the rows; owned
    size_t count;
    size_t states[BATCH_WORDS]; // how many are in each state
    bool has_report;            // one that holds all of this was written
};

// Runs every row. Tells each row that is refused on standard error, and writes
// the report now and then and at the end, also of what was stopped. The result
// is to be finished whatever the end.
enum batch_end batch_run(const struct batch_plan *plan,
                         struct batch_result *result, struct error *err);

void batch_result_finish(struct batch_result *result);
