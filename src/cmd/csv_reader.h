// CSV reader: text with separators to cells. Knows quotes and where a row ends,
// not what the cells mean. The only room that includes libcsv.
#pragma once

#include "press/bytes.h"

#include <stdbool.h>
#include <stddef.h>

// Who takes the cells, in their order. Each returns false to have no more.
struct csv_taker {
    // Not ended by a NUL, without the blanks around it; valid for the call.
    bool (*cell)(void *context, const char *text, size_t size);
    bool (*row_end)(void *context); // of an empty line too
    void *context;
};

enum csv_outcome {
    CSV_READ,       // to the end
    CSV_STOPPED,    // the taker wanted no more
    CSV_QUOTE_OPEN, // the last cell begins with a quote and never ends
    CSV_NO_MEMORY,
};

// Reads text whose lines end with "\n" alone. What is not quite right in quotes
// (a"b, "a"b) is read as spreadsheets do.
enum csv_outcome csv_read(struct bytes text, char separator,
                          const struct csv_taker *taker);
