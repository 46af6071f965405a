#include "csv_reader.h"

#include <csv.h>

struct reading {
    const struct csv_taker *taker;
    bool is_stopped;
};

static void take_cell(void *text, size_t size, void *context)
{
    struct reading *reading = context;
    if (!reading->is_stopped)
        reading->is_stopped = !reading->taker->cell(
            reading->taker->context, text ? (const char *)text : "", size);
}

static void take_row_end(int mark, void *context)
{
    struct reading *reading = context;
    (void)mark;
    if (!reading->is_stopped)
        reading->is_stopped = !reading->taker->row_end(reading->taker->context);
}

static enum csv_outcome read_with(struct csv_parser *parser, struct bytes text,
                                  struct reading *reading)
{
    const size_t taken = csv_parse(parser, text.data, text.size, take_cell,
                                   take_row_end, reading);
    if (reading->is_stopped)
        return CSV_STOPPED;
    if (taken < text.size)
        return CSV_NO_MEMORY;
    // Only the end is looked at strictly: libcsv does so when it is told both.
    csv_set_opts(parser, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI);
    if (csv_fini(parser, take_cell, take_row_end, reading) != 0)
        return csv_error(parser) == CSV_ENOMEM ? CSV_NO_MEMORY : CSV_QUOTE_OPEN;
    return reading->is_stopped ? CSV_STOPPED : CSV_READ;
}

enum csv_outcome csv_read(struct bytes text, char separator,
                          const struct csv_taker *taker)
{
    struct csv_parser parser;
    struct reading reading = {.taker = taker};
    // Empty lines count as rows: a spreadsheet numbers them too.
    if (csv_init(&parser, CSV_REPALL_NL) != 0)
        return CSV_NO_MEMORY;
    csv_set_delim(&parser, (unsigned char)separator);
    const enum csv_outcome outcome = read_with(&parser, text, &reading);
    csv_free(&parser);
    return outcome;
}
