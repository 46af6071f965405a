// Batch print: one row's posters, in a process of its own, as records that the
// parent reads.
#pragma once

#include "batch.h"
#include "batch_output.h"
#include "batch_report.h"

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What became of one format of a row. The poster's bytes are behind it.
struct batch_record {
    bool is_made;
    bool is_there; // nothing changed since the earlier run that made it
    bool has_small_photo;
    bool has_weak_words;
    struct error why; // it was not made
    char ending[8];   // of the file: "png"
    uint64_t order;   // as in struct batch_entry
    uint64_t size;    // of the poster's file
};

struct batch_print {
    const struct batch *batch;
    const struct batch_past *past;     // what need not be made again
    const struct batch_output *output; // where it would be
    bool only_plans;
};

// "amina-el-idrissi-a4", to be freed by the caller; NULL when memory is out.
char *batch_stem(const struct batch *batch, size_t row, size_t format);

// Prints every format of a row whose order was made, and writes their records
// to `fd`. False when they cannot be written.
bool batch_print_row(const struct batch_print *print, size_t row,
                     const struct order *order, int fd);

// Takes the next record off *rest; false when there is no whole one.
bool batch_record_read(struct bytes *rest, struct batch_record *record,
                       struct bytes *file);
