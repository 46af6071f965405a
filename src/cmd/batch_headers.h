// Batch headers: what the columns of a table mean. A header is compared without
// case, accents and punctuation, in four languages.
#pragma once

#include "batch_table.h"

#include "press/error.h"
#include "press/limits.h"
#include "press/template.h"

#include <stdbool.h>
#include <stddef.h>

enum batch_kind {
    BATCH_TEXT, // of a field, or nothing that is known
    BATCH_PROPERTY,
    BATCH_FORMATS,
    BATCH_FOCUS,  // "x,y"
    BATCH_SCHOOL, // the order's, unless a field of the template is the school
    BATCH_PHOTO,
    BATCH_FIRST_NAME,
    BATCH_LAST_NAME,
    BATCH_NAME,
};

struct batch_column {
    char *plain; // the header, as words_plain gives it; owned
    enum batch_kind kind;
    const char *id; // of the order's property, or of the field; NULL: neither
    bool is_used;
};

enum { BATCH_NO_COLUMN = -1, BATCH_FULL_NAME = -2 };

struct batch_headers {
    const struct batch_table *table; // borrowed
    struct batch_column columns[BATCH_COLUMNS_MAX];
    size_t count;
    // Each BATCH_NO_COLUMN when it is not there.
    int photo;
    int first_name;
    int last_name; // with a first name, a column "name" alone is the last one
    int name;
};

// For each field of a template the column that it is taken from,
// BATCH_NO_COLUMN, or BATCH_FULL_NAME: first and last name together.
struct batch_fields {
    int columns[LIMIT_ORDER_TEXTS];
};

// Errors (in `language`): two columns that mean the same property. On false
// there is nothing to finish.
bool batch_headers_read(struct batch_headers *headers,
                        const struct batch_table *table, enum language language,
                        struct error *err);

void batch_headers_finish(struct batch_headers *headers);

// Finds the columns of a template's fields: by the field's id, else by its
// label in any language, else by other words for it. Errors: two columns for
// one field, none of them better than the other.
bool batch_headers_fields(struct batch_headers *headers,
                          const struct template *template,
                          struct batch_fields *fields, enum language language,
                          struct error *err);

// The column of a property, or BATCH_NO_COLUMN.
int batch_headers_property(const struct batch_headers *headers, const char *id);

// True for a column that means nothing to any template asked for.
bool batch_headers_is_unknown(const struct batch_headers *headers,
                              size_t column);

// The headers as people wrote them, "naam, foto"; cut where it is full.
void batch_headers_list(const struct batch_headers *headers, char *list,
                        size_t size);

// The name of a row's person, first name first; "" when there is none. To be
// freed by the caller; NULL when memory is out.
char *batch_headers_name(const struct batch_headers *headers, size_t row);
