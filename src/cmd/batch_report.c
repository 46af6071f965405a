#include "batch_report.h"

#include "batch_table.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_COLUMN = 3, MESSAGE_COLUMN = 5, ORDER_COLUMN = 7, COLUMNS = 8 };

void batch_entry_finish(struct batch_entry *entry)
{
    free(entry->name);
    free(entry->format);
    free(entry->file);
    free(entry->message);
    free(entry->photo);
    *entry = (struct batch_entry){0};
}

// What a spreadsheet would take for a formula is text behind an apostrophe.
static bool append_cell(struct buffer *report, const char *text, char separator)
{
    const char ends[] = {separator, '"', '\n', '\r', '\0'};
    bool done = true;
    if (!text)
        return true;
    const bool is_formula = *text && strchr("=+-@\t\r", *text);
    if (!is_formula && !text[strcspn(text, ends)])
        return buffer_append_text(report, text);
    done = buffer_append_text(report, is_formula ? "\"'" : "\"");
    for (; *text && done; text++)
        done = buffer_append(report, *text == '"' ? "\"\"" : text,
                             *text == '"' ? 2 : 1);
    return done && buffer_append_text(report, "\"");
}

static bool append_row(struct buffer *report, const char *const cells[COLUMNS],
                       char separator)
{
    bool done = true;
    for (int i = 0; i < COLUMNS && done; i++)
        done = (i == 0 || buffer_append(report, &separator, 1)) &&
               append_cell(report, cells[i], separator);
    return done && buffer_append_text(report, "\r\n");
}

static bool append_head(struct buffer *report, char separator,
                        enum language language)
{
    char words[COLUMNS][32];
    const char *cells[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        batch_say((enum batch_word)(BATCH_HEAD_ROW + i), language, "", "",
                  words[i], sizeof words[i]);
        cells[i] = words[i];
    }
    return append_row(report, cells, separator);
}

static bool append_entry(struct buffer *report, const struct batch_entry *entry,
                         char separator, enum language language)
{
    char state[32];
    char order[24] = "";
    const struct batch_number row = batch_number(entry->row);
    batch_say(entry->state, language, "", "", state, sizeof state);
    // Begins with a letter: a spreadsheet would round a number.
    if (entry->order != 0)
        snprintf(order, sizeof order, "o%016" PRIx64, entry->order);
    const char *const cells[COLUMNS] = {
        row.text, entry->name,    entry->format, entry->file,
        state,    entry->message, entry->photo,  order};
    return append_row(report, cells, separator);
}

bool batch_report_write(const struct batch_entry *entries, size_t count,
                        char separator, enum language language,
                        struct buffer *report)
{
    bool done = buffer_append_text(report, "\xef\xbb\xbf") &&
                append_head(report, separator, language);
    for (size_t i = 0; i < count && done; i++)
        done = append_entry(report, &entries[i], separator, language);
    return done;
}

static size_t stem_of(const char *file)
{
    const char *point = strrchr(file, '.');
    return point ? (size_t)(point - file) : strlen(file);
}

static int compare_stems(const char *a, size_t a_size, const char *b,
                         size_t b_size)
{
    const int order = memcmp(a, b, a_size < b_size ? a_size : b_size);
    return order != 0 ? order : (a_size > b_size) - (a_size < b_size);
}

static int compare_earlier(const void *a, const void *b)
{
    const struct batch_earlier *first = a;
    const struct batch_earlier *second = b;
    return compare_stems(first->file, first->stem, second->file, second->stem);
}

static bool read_order(const char *text, uint64_t *order)
{
    char *end;
    if (text[0] != 'o' || strlen(text) != 17)
        return false;
    *order = strtoull(text + 1, &end, 16);
    return *end == '\0' && *order != 0;
}

static bool read_row(const struct batch_table *table, size_t row,
                     struct batch_past *past)
{
    struct batch_earlier *earlier = &past->items[past->count];
    const char *file = batch_table_cell(table, row, FILE_COLUMN);
    *earlier = (struct batch_earlier){.stem = stem_of(file)};
    if (!*file || !read_order(batch_table_cell(table, row, ORDER_COLUMN),
                              &earlier->order))
        return true;
    earlier->file = strdup(file);
    earlier->message = strdup(batch_table_cell(table, row, MESSAGE_COLUMN));
    past->count++;
    return earlier->file && earlier->message;
}

bool batch_past_read(struct batch_past *past, const char *path)
{
    struct batch_table table;
    struct error err = {0};
    *past = (struct batch_past){0};
    if (!batch_table_read_file(&table, path, LANGUAGE_EN, &err))
        return !error_is_memory(&err);
    const size_t rows = table.header.count == COLUMNS ? table.row_count : 0;
    past->items = calloc(rows + 1, sizeof *past->items);
    bool done = past->items != NULL;
    for (size_t i = 0; i < rows && done; i++)
        done = read_row(&table, i, past);
    batch_table_finish(&table);
    if (done)
        qsort(past->items, past->count, sizeof *past->items, compare_earlier);
    else
        batch_past_finish(past);
    return done;
}

void batch_past_finish(struct batch_past *past)
{
    for (size_t i = 0; past->items && i < past->count; i++) {
        free(past->items[i].file);
        free(past->items[i].message);
    }
    free(past->items);
    *past = (struct batch_past){0};
}

const struct batch_earlier *batch_past_find(const struct batch_past *past,
                                            const char *stem)
{
    const size_t size = strlen(stem);
    size_t low = 0;
    size_t high = past->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct batch_earlier *item = &past->items[middle];
        const int order = compare_stems(stem, size, item->file, item->stem);
        if (order == 0)
            return item;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
