// Batch table: a CSV file as rows of texts under a row of headers. Knows no
// templates.
#pragma once

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    // 10000 rows of a name and a slogan are about 1 MB.
    BATCH_FILE_BYTES_MAX = 10 * 1000 * 1000,
    BATCH_ROWS_MAX = 10000,
    BATCH_COLUMNS_MAX = 64,
};

struct batch_table_row {
    long number;  // as a spreadsheet shows it: the first row of the file is 1
    size_t first; // of its cells
    size_t count;
};

// Finish it with batch_table_finish; a zeroed one is empty.
struct batch_table {
    char separator;
    struct buffer text;            // the cells, each ended by a NUL
    size_t *cells;                 // where each begins in the text; owned
    size_t cell_count;             //
    struct batch_table_row header; // its count is that of the columns
    struct batch_table_row *rows;  // those that are not empty; owned
    size_t row_count;
};

// Reads the bytes of a file; `name` is what errors call it, and `language` the
// language of their detail. On false there is nothing to finish.
bool batch_table_read(struct batch_table *table, struct bytes file,
                      const char *name, enum language language,
                      struct error *err);

bool batch_table_read_file(struct batch_table *table, const char *path,
                           enum language language, struct error *err);

void batch_table_finish(struct batch_table *table);

// The text of a cell; "" where the row is shorter. Valid as long as the table.
const char *batch_table_header(const struct batch_table *table, size_t column);
const char *batch_table_cell(const struct batch_table *table, size_t row,
                             size_t column);

// True for a row with words beyond the last column: a separator in a text that
// stands in no quotes.
bool batch_table_overflows(const struct batch_table *table, size_t row);
