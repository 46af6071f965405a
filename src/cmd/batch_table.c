#include "batch_table.h"

#include "batch_decode.h"
#include "batch_words.h"
#include "csv_reader.h"

#include "press/limits.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

// A file on its way to a table.
struct reading {
    struct batch_table *table;
    size_t row_capacity;
    size_t cell_capacity;
    long number; // of the row that is being read
    size_t row_first;
    enum batch_word fault; // what stopped it
};

static bool stop(struct reading *reading, enum batch_word fault)
{
    reading->fault = fault;
    return false;
}

// Makes room for one more item.
static bool grow(void **items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    const size_t wanted = *capacity > 0 ? 2 * *capacity : 64;
    void *more = realloc(*items, wanted * size);
    if (!more)
        return false;
    *items = more;
    *capacity = wanted;
    return true;
}

static bool take_cell(void *context, const char *text, size_t size)
{
    struct reading *reading = context;
    struct batch_table *table = reading->table;
    if (size > LIMIT_TEXT_BYTES)
        return stop(reading, BATCH_CELL_TOO_LONG);
    if (table->cell_count - reading->row_first == BATCH_COLUMNS_MAX)
        return stop(reading, BATCH_TOO_MANY_COLUMNS);
    void *cells = table->cells;
    if (!grow(&cells, table->cell_count, &reading->cell_capacity,
              sizeof *table->cells))
        return stop(reading, BATCH_NO_MEMORY);
    table->cells = cells;
    table->cells[table->cell_count] = table->text.size;
    if (!buffer_append(&table->text, text, size) ||
        !buffer_append(&table->text, "", 1))
        return stop(reading, BATCH_NO_MEMORY);
    table->cell_count++;
    return true;
}

static bool is_empty(const struct batch_table *table, size_t first)
{
    for (size_t i = first; i < table->cell_count; i++)
        if (table->text.data[table->cells[i]] != '\0')
            return false;
    return true;
}

static bool take_row(struct reading *reading, struct batch_table_row row)
{
    struct batch_table *table = reading->table;
    void *rows = table->rows;
    if (table->header.count == 0) {
        table->header = row;
        return true;
    }
    if (table->row_count == BATCH_ROWS_MAX)
        return stop(reading, BATCH_TOO_MANY_ROWS);
    if (!grow(&rows, table->row_count, &reading->row_capacity,
              sizeof *table->rows))
        return stop(reading, BATCH_NO_MEMORY);
    table->rows = rows;
    table->rows[table->row_count++] = row;
    return true;
}

static bool take_row_end(void *context)
{
    struct reading *reading = context;
    struct batch_table *table = reading->table;
    const struct batch_table_row row = {.number = reading->number++,
                                        .first = reading->row_first,
                                        .count = table->cell_count -
                                                 reading->row_first};
    if (is_empty(table, row.first))
        table->cell_count = row.first;
    else if (!take_row(reading, row))
        return false;
    reading->row_first = table->cell_count;
    return true;
}

// Excel's own first line, "sep=;", which it does not show. Gives the bytes that
// the line takes.
static size_t read_wish(const struct buffer *text, char *separator)
{
    static const char wish[] = "sep=";
    const size_t at = sizeof wish - 1;
    const char *data = (const char *)text->data;
    if (text->size < at + 1 || strncmp(data, wish, at) != 0 ||
        !strchr(",;\t", data[at]) ||
        (text->size > at + 1 && data[at + 1] != '\n'))
        return 0;
    *separator = data[at];
    return text->size > at + 1 ? at + 2 : at + 1;
}

// The one of the three that the first line with words has most of.
static char find_separator(struct bytes text)
{
    static const char separators[] = ";,\t";
    size_t counts[sizeof separators - 1] = {0};
    bool is_quoted = false;
    bool has_words = false;
    for (size_t i = 0; i < text.size; i++) {
        const char c = (char)text.data[i];
        const char *at = c ? strchr(separators, c) : NULL;
        if (c == '"')
            is_quoted = !is_quoted;
        if (c == '\n' && !is_quoted && has_words)
            break;
        has_words |= c != '\n' && !at;
        if (at && !is_quoted)
            counts[at - separators]++;
    }
    size_t best = 0;
    for (size_t i = 1; i < sizeof counts / sizeof *counts; i++)
        best = counts[i] > counts[best] ? i : best;
    return separators[best];
}

static void read_text(struct reading *reading, const struct buffer *text)
{
    struct batch_table *table = reading->table;
    const struct csv_taker taker = {
        .cell = take_cell, .row_end = take_row_end, .context = reading};
    const size_t skipped = read_wish(text, &table->separator);
    const struct bytes rest = {text->data + skipped, text->size - skipped};
    if (!table->separator)
        table->separator = find_separator(rest);
    switch (csv_read(rest, table->separator, &taker)) {
    case CSV_QUOTE_OPEN:
        reading->fault = BATCH_QUOTE_OPEN;
        break;
    case CSV_NO_MEMORY:
        reading->fault = BATCH_NO_MEMORY;
        break;
    default:
        break;
    }
    if (!reading->fault && table->header.count == 0)
        reading->fault = BATCH_EMPTY;
}

static enum batch_word read_file(struct reading *reading, struct bytes file)
{
    struct buffer text = {0};
    switch (batch_decode(file, &text)) {
    case BATCH_DECODED:
        if (text.size > 0)
            read_text(reading, &text);
        else
            reading->fault = BATCH_EMPTY;
        break;
    case BATCH_WORKBOOK:
        reading->fault = BATCH_IS_WORKBOOK;
        break;
    case BATCH_NOT_TEXT:
        reading->fault = BATCH_IS_NO_TEXT;
        break;
    case BATCH_DECODE_NO_MEMORY:
        reading->fault = BATCH_NO_MEMORY;
        break;
    }
    buffer_finish(&text);
    return reading->fault;
}

bool batch_table_read(struct batch_table *table, struct bytes file,
                      const char *name, enum language language,
                      struct error *err)
{
    struct reading reading = {.table = table, .number = 1};
    *table = (struct batch_table){0};
    if (!read_file(&reading, file))
        return true;
    batch_table_finish(table);
    return reading.fault == BATCH_NO_MEMORY
               ? error_set_memory(err)
               : batch_fail(err, language, reading.fault, name,
                            batch_number(reading.number).text);
}

bool batch_table_read_file(struct batch_table *table, const char *path,
                           enum language language, struct error *err)
{
    struct buffer file = {0};
    bool done = buffer_append_file(&file, path, BATCH_FILE_BYTES_MAX);
    if (done)
        done = batch_table_read(table, buffer_view(&file), path, language, err);
    else if (errno == EFBIG)
        batch_fail(err, language, BATCH_FILE_TOO_LARGE, path, "");
    else
        batch_fail(err, language, BATCH_FILE_UNREADABLE, path, strerror(errno));
    buffer_finish(&file);
    return done;
}

void batch_table_finish(struct batch_table *table)
{
    buffer_finish(&table->text);
    free(table->cells);
    free(table->rows);
    *table = (struct batch_table){0};
}

static const char *cell(const struct batch_table *table,
                        const struct batch_table_row *row, size_t column)
{
    return column < row->count ? (const char *)table->text.data +
                                     table->cells[row->first + column]
                               : "";
}

const char *batch_table_header(const struct batch_table *table, size_t column)
{
    return cell(table, &table->header, column);
}

const char *batch_table_cell(const struct batch_table *table, size_t row,
                             size_t column)
{
    return cell(table, &table->rows[row], column);
}

bool batch_table_overflows(const struct batch_table *table, size_t row)
{
    for (size_t i = table->header.count; i < table->rows[row].count; i++)
        if (*cell(table, &table->rows[row], i))
            return true;
    return false;
}
