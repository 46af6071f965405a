// Batch report: what became of every row, as CSV that a spreadsheet opens, and
// what an earlier report says.
#pragma once

#include "batch_words.h"

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// One poster, or one row of which nothing can be printed. All texts are owned;
// NULL is "".
struct batch_entry {
    long row; // as a spreadsheet shows it
    char *name;
    char *format;
    char *file;            // its name in the output
    enum batch_word state; // BATCH_STATE_...
    char *message;
    char *photo; // the file that was used
    uint64_t
        order; // another number when the poster may look otherwise; 0: none
};

void batch_entry_finish(struct batch_entry *entry);

// Writes UTF-8 with its mark, the lines ended as spreadsheets do, a cell that
// would be a formula behind an apostrophe. False when memory is out.
bool batch_report_write(const struct batch_entry *entries, size_t count,
                        char separator, enum language language,
                        struct buffer *report);

// A poster of an earlier run.
struct batch_earlier {
    char *file;
    size_t stem; // its length without the ending
    char *message;
    uint64_t order;
};

// Finish it with batch_past_finish; a zeroed one has none.
struct batch_past {
    struct batch_earlier *items; // sorted by stem; owned
    size_t count;
};

// Reads an earlier report; what is no report is none, and no error. False when
// memory is out.
bool batch_past_read(struct batch_past *past, const char *path);

void batch_past_finish(struct batch_past *past);

// The earlier poster whose file is called so, whatever its ending; NULL when
// there is none.
const struct batch_earlier *batch_past_find(const struct batch_past *past,
                                            const char *stem);
