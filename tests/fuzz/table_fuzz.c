// Any bytes as a list of people: what comes of it is rows within the limits,
// whose cells are UTF-8, and headers that can be read; what is wrong is told.
#include "cmd/batch_headers.h"
#include "cmd/batch_table.h"

#include "press/limits.h"
#include "press/words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

static void look_at_cell(const char *text)
{
    char *clean = NULL;
    struct error err = {0};
    must(strlen(text) <= LIMIT_TEXT_BYTES);
    if (words_clean(text, strlen(text), &clean, "cell", &err))
        free(clean);
    else
        must(err.message != MESSAGE_TEXT_NOT_UTF8);
}

static void look_at(const struct batch_table *table)
{
    long number = 0;
    must(table->header.count > 0 && table->header.count <= BATCH_COLUMNS_MAX);
    must(table->row_count <= BATCH_ROWS_MAX);
    for (size_t i = 0; i < table->row_count; i++) {
        must(table->rows[i].number > number);
        number = table->rows[i].number;
        for (size_t j = 0; j < BATCH_COLUMNS_MAX; j++)
            look_at_cell(batch_table_cell(table, i, j));
        batch_table_overflows(table, i);
    }
}

static void read_headers(const struct batch_table *table)
{
    static struct batch_headers headers;
    char list[64];
    struct error err = {0};
    if (!batch_headers_read(&headers, table, LANGUAGE_NL, &err)) {
        must(*err.detail != '\0');
        return;
    }
    batch_headers_list(&headers, list, sizeof list);
    must(strlen(list) < sizeof list);
    for (size_t i = 0; i < table->row_count; i++)
        free(batch_headers_name(&headers, i));
    batch_headers_finish(&headers);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct batch_table table;
    struct error err = {0};
    if (!batch_table_read(&table, (struct bytes){data, size}, "list",
                          LANGUAGE_NL, &err)) {
        must(err.kind == ERROR_INVALID && strncmp(err.detail, "list", 4) == 0);
        return 0;
    }
    look_at(&table);
    read_headers(&table);
    batch_table_finish(&table);
    return 0;
}
