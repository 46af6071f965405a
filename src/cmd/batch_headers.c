#include "batch_headers.h"

#include "batch_synonyms.h"
#include "batch_words.h"

#include "press/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_single(const struct batch_column *a,
                      const struct batch_column *b)
{
    if (a->kind != b->kind || a->kind == BATCH_TEXT)
        return true;
    return a->kind == BATCH_PROPERTY && strcmp(a->id, b->id) != 0;
}

static bool fail_twice(const struct batch_headers *headers, size_t a, size_t b,
                       enum language language, struct error *err)
{
    return batch_fail(err, language, BATCH_COLUMN_TWICE,
                      batch_table_header(headers->table, a),
                      batch_table_header(headers->table, b));
}

static bool read_column(struct batch_headers *headers, size_t index,
                        enum language language, struct error *err)
{
    struct batch_column *column = &headers->columns[index];
    column->plain = words_plain(batch_table_header(headers->table, index));
    if (!column->plain)
        return error_set_memory(err);
    headers->count = index + 1;
    const struct batch_synonym *synonym = batch_synonym_find(column->plain);
    if (!synonym)
        synonym = batch_synonym_find(batch_synonym_core(column->plain));
    if (!synonym)
        return true;
    column->kind = synonym->kind;
    column->id = synonym->id;
    for (size_t i = 0; i < index; i++)
        if (!is_single(&headers->columns[i], column))
            return fail_twice(headers, i, index, language, err);
    return true;
}

static int find_kind(const struct batch_headers *headers, enum batch_kind kind)
{
    for (size_t i = 0; i < headers->count; i++)
        if (headers->columns[i].kind == kind)
            return (int)i;
    return BATCH_NO_COLUMN;
}

static void find_names(struct batch_headers *headers)
{
    headers->first_name = find_kind(headers, BATCH_FIRST_NAME);
    headers->last_name = find_kind(headers, BATCH_LAST_NAME);
    headers->name = find_kind(headers, BATCH_NAME);
    // "Naam;Voornaam": the name is the family's.
    if (headers->first_name >= 0 && headers->last_name < 0) {
        headers->last_name = headers->name;
        headers->name = BATCH_NO_COLUMN;
    }
}

bool batch_headers_read(struct batch_headers *headers,
                        const struct batch_table *table, enum language language,
                        struct error *err)
{
    *headers = (struct batch_headers){.table = table};
    for (size_t i = 0; i < table->header.count; i++)
        if (!read_column(headers, i, language, err)) {
            batch_headers_finish(headers);
            return false;
        }
    headers->photo = find_kind(headers, BATCH_PHOTO);
    find_names(headers);
    return true;
}

void batch_headers_finish(struct batch_headers *headers)
{
    for (size_t i = 0; i < headers->count; i++)
        free(headers->columns[i].plain);
    headers->count = 0;
}

// How surely a column is a field's: by its id, its label, or another word.
enum likeness { UNLIKE, BY_SYNONYM, BY_LABEL, BY_ID };

static bool is_label(const struct batch_column *column,
                     const struct field *field)
{
    bool is_like = false;
    for (int i = 0; i < LANGUAGE_COUNT && !is_like; i++) {
        char *plain = field->labels[i] ? words_plain(field->labels[i]) : NULL;
        is_like = plain && (strcmp(plain, column->plain) == 0 ||
                            strcmp(batch_synonym_core(plain),
                                   batch_synonym_core(column->plain)) == 0);
        free(plain);
    }
    return is_like;
}

static enum likeness compare(const struct batch_column *column,
                             const struct field *field)
{
    char *id = words_plain(field->id);
    const bool is_id = id && strcmp(id, column->plain) == 0;
    free(id);
    if (!*column->plain || column->kind == BATCH_PROPERTY ||
        column->kind == BATCH_FORMATS || column->kind == BATCH_FOCUS)
        return UNLIKE;
    if (is_id)
        return BY_ID;
    // A column with photos may be called as a field's label is, and is none.
    if (column->kind != BATCH_PHOTO && is_label(column, field))
        return BY_LABEL;
    return column->id && strcmp(column->id, field->id) == 0 ? BY_SYNONYM
                                                            : UNLIKE;
}

static bool is_name_part(const struct batch_headers *headers, size_t column)
{
    return headers->first_name >= 0 && (int)column == headers->last_name;
}

static bool find_field(const struct batch_headers *headers,
                       const struct field *field, int *found,
                       enum language language, struct error *err)
{
    enum likeness best = UNLIKE;
    size_t rival = 0;
    bool has_rival = false;
    *found = BATCH_NO_COLUMN;
    for (size_t i = 0; i < headers->count; i++) {
        const enum likeness likeness =
            is_name_part(headers, i) ? UNLIKE
                                     : compare(&headers->columns[i], field);
        if (likeness == UNLIKE || likeness < best)
            continue;
        has_rival = likeness == best;
        rival = has_rival ? i : rival;
        *found = has_rival ? *found : (int)i;
        best = likeness;
    }
    if (has_rival)
        return fail_twice(headers, (size_t)*found, rival, language, err);
    if (*found < 0 && strcmp(field->id, "name") == 0 &&
        (headers->first_name >= 0 || headers->last_name >= 0))
        *found = BATCH_FULL_NAME;
    return true;
}

bool batch_headers_fields(struct batch_headers *headers,
                          const struct template *template,
                          struct batch_fields *fields, enum language language,
                          struct error *err)
{
    for (size_t i = 0; i < LIMIT_ORDER_TEXTS; i++)
        fields->columns[i] = BATCH_NO_COLUMN;
    for (size_t i = 0; i < template->field_count && i < LIMIT_ORDER_TEXTS;
         i++) {
        if (!find_field(headers, &template->fields[i], &fields->columns[i],
                        language, err))
            return false;
        if (fields->columns[i] >= 0)
            headers->columns[fields->columns[i]].is_used = true;
    }
    return true;
}

int batch_headers_property(const struct batch_headers *headers, const char *id)
{
    for (size_t i = 0; i < headers->count; i++)
        if (headers->columns[i].kind != BATCH_TEXT && headers->columns[i].id &&
            strcmp(headers->columns[i].id, id) == 0)
            return (int)i;
    return BATCH_NO_COLUMN;
}

bool batch_headers_is_unknown(const struct batch_headers *headers,
                              size_t column)
{
    const struct batch_column *at = &headers->columns[column];
    return at->kind == BATCH_TEXT && !at->is_used && *at->plain;
}

void batch_headers_list(const struct batch_headers *headers, char *list,
                        size_t size)
{
    size_t used = 0;
    list[0] = '\0';
    for (size_t i = 0; i < headers->count; i++) {
        const int more =
            snprintf(list + used, size - used, "%s%s", used > 0 ? ", " : "",
                     batch_table_header(headers->table, i));
        if (more < 0 || (size_t)more >= size - used) {
            list[used] = '\0';
            return;
        }
        used += (size_t)more;
    }
}

static const char *cell(const struct batch_headers *headers, size_t row,
                        int column)
{
    return column < 0 ? ""
                      : batch_table_cell(headers->table, row, (size_t)column);
}

char *batch_headers_name(const struct batch_headers *headers, size_t row)
{
    const char *whole = cell(headers, row, headers->name);
    const char *first = cell(headers, row, headers->first_name);
    const char *last = cell(headers, row, headers->last_name);
    char *name = NULL;
    if (*whole)
        return strdup(whole);
    if (asprintf(&name, "%s%s%s", first, *first && *last ? " " : "", last) < 0)
        return NULL;
    return name;
}
