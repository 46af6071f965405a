#include "batch.h"

#include "batch_words.h"

#include "press/words.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Of a file's name; with a format and an ending it stays below what the file
// systems of phones take.
enum { SLUG_MAX = 60 };

long batch_row_number(const struct batch *batch, size_t row)
{
    return batch->table.rows[row].number;
}

static const char *cell(const struct batch *batch, size_t row, int column)
{
    return column < 0 ? ""
                      : batch_table_cell(&batch->table, row, (size_t)column);
}

static struct batch_template *columns_of(const struct batch *batch,
                                         const struct template *template)
{
    return &batch->templates[template - press_templates(batch->press)->items];
}

// Many rows, one after the other, name the same partner.
static void settle_partner(struct batch *batch, size_t index)
{
    struct batch_row *row = &batch->rows[index];
    const int column = batch_headers_property(&batch->headers, "partner");
    const char *own = cell(batch, index, column);
    const char *text = *own ? own : batch->wishes.defaults->partner_id;
    const bool is_known =
        *own && index > 0 && strcmp(own, cell(batch, index - 1, column)) == 0;
    if (is_known)
        row->partner = row[-1].partner;
    else
        row->partner = *text ? batch_partner(batch->press, text) : NULL;
    if (*text && !row->partner)
        error_set(&row->fault, ERROR_INVALID, MESSAGE_PARTNER_UNKNOWN,
                  "partner");
}

// What is chosen where the row names no template.
static const char *default_template(const struct batch *batch,
                                    const struct partner *partner)
{
    const char *given = batch->wishes.defaults->template_id;
    return *given || !partner ? given : partner_default_template(partner);
}

// Which template the row has; what is said of the columns needs to know.
static void settle_template(struct batch *batch, size_t index)
{
    struct batch_row *row = &batch->rows[index];
    const char *own =
        cell(batch, index, batch_headers_property(&batch->headers, "template"));
    const char *id = *own ? batch_template_id(batch->press, own)
                          : default_template(batch, row->partner);
    if (row->fault.kind != ERROR_NONE)
        return;
    row->template = template_find(press_templates(batch->press), id);
    if (!row->template)
        error_set(&row->fault, ERROR_INVALID,
                  *id ? MESSAGE_TEMPLATE_UNKNOWN : MESSAGE_TEMPLATE_MISSING,
                  "template");
}

static bool fail_missing(const struct batch *batch, const char *what,
                         struct error *err)
{
    char list[ERROR_DETAIL_MAX / 2];
    batch_headers_list(&batch->headers, list, sizeof list);
    return batch_fail(err, batch->wishes.language, BATCH_COLUMN_MISSING, what,
                      list);
}

static bool check_fields(const struct batch *batch,
                         const struct template *template,
                         const struct batch_fields *fields, struct error *err)
{
    for (size_t i = 0; i < template->field_count && i < LIMIT_ORDER_TEXTS;
         i++) {
        const struct field *field = &template->fields[i];
        const char *label = field->labels[batch->wishes.language];
        char what[128];
        if (!field->required || fields->columns[i] != BATCH_NO_COLUMN ||
            *order_words(batch->wishes.defaults, field->id))
            continue;
        snprintf(what, sizeof what, "%s (%s)", field->id, label ? label : "");
        return fail_missing(batch, what, err);
    }
    return true;
}

static bool check_photos(const struct batch *batch,
                         const struct template *template,
                         const struct batch_fields *fields, struct error *err)
{
    const struct batch_headers *headers = &batch->headers;
    bool has_name = headers->name >= 0 || headers->first_name >= 0 ||
                    headers->last_name >= 0;
    for (size_t i = 0; i < template->field_count && i < LIMIT_ORDER_TEXTS; i++)
        has_name |= strcmp(template->fields[i].id, "name") == 0 &&
                    fields->columns[i] >= 0;
    if (template->photo != PHOTO_REQUIRED)
        return true;
    if (!batch->wishes.photos)
        return batch_fail(err, batch->wishes.language, BATCH_PHOTOS_MISSING, "",
                          "");
    return headers->photo >= 0 || has_name || fail_missing(batch, "photo", err);
}

// The columns of a template that a row has, once.
static bool settle_columns(struct batch *batch, const struct template *template,
                           struct error *err)
{
    struct batch_template *columns = columns_of(batch, template);
    if (columns->is_known)
        return true;
    columns->is_known = true;
    return batch_headers_fields(&batch->headers, template, &columns->fields,
                                batch->wishes.language, err) &&
           check_fields(batch, template, &columns->fields, err) &&
           check_photos(batch, template, &columns->fields, err);
}

static bool settle_templates(struct batch *batch, struct error *err)
{
    const char *given = batch->wishes.defaults->template_id;
    if (!*given && !*batch->wishes.defaults->partner_id &&
        batch_headers_property(&batch->headers, "template") < 0 &&
        batch_headers_property(&batch->headers, "partner") < 0)
        return fail_missing(batch, "template", err);
    if (*given && !template_find(press_templates(batch->press), given))
        return error_set(err, ERROR_INVALID, MESSAGE_TEMPLATE_UNKNOWN,
                         "template");
    for (size_t i = 0; i < batch->table.row_count; i++) {
        settle_partner(batch, i);
        settle_template(batch, i);
        if (batch->rows[i].template &&
            !settle_columns(batch, batch->rows[i].template, err))
            return false;
    }
    return true;
}

// The person's, else what stands in the template's field of that id.
static char *find_name(const struct batch *batch, size_t index)
{
    const struct template *template = batch->rows[index].template;
    char *name = batch_headers_name(&batch->headers, index);
    if (!template || !name || *name)
        return name;
    for (size_t i = 0; i < template->field_count && i < LIMIT_ORDER_TEXTS; i++)
        if (strcmp(template->fields[i].id, "name") == 0) {
            free(name);
            return strdup(cell(batch, index,
                               columns_of(batch, template)->fields.columns[i]));
        }
    return name;
}

static bool settle_row(struct batch *batch, size_t index, struct error *err)
{
    struct batch_row *row = &batch->rows[index];
    const char *own =
        cell(batch, index, batch_headers_property(&batch->headers, "format"));
    row->name = find_name(batch, index);
    if (!row->name)
        return error_set_memory(err);
    if (!row->template)
        return true;
    if (batch_table_overflows(&batch->table, index))
        batch_fail(&row->fault, batch->wishes.language, BATCH_ROW_OVERFLOWS, "",
                   "");
    else
        batch_formats_read(batch->press, *own ? own : batch->wishes.formats,
                           row, &row->fault);
    return !error_is_memory(&row->fault) || error_set_memory(err);
}

static bool match_photos(struct batch *batch, struct error *err)
{
    const size_t count = batch->table.row_count;
    struct batch_wish *wishes = calloc(count + 1, sizeof *wishes);
    struct batch_match *matches = calloc(count + 1, sizeof *matches);
    bool done = wishes && matches;
    for (size_t i = 0; i < count && done; i++)
        wishes[i] =
            (struct batch_wish){.cell = cell(batch, i, batch->headers.photo),
                                .name = batch->rows[i].name};
    done = done && batch_photos_match(&batch->photos, wishes, count, matches);
    for (size_t i = 0; i < count && done; i++)
        batch->rows[i].photo = matches[i];
    free(wishes);
    free(matches);
    return done || error_set_memory(err);
}

// Small letters of ASCII, digits and hyphens.
static void write_slug(char slug[SLUG_MAX + 1], const char *text)
{
    char *plain = words_plain(text);
    size_t used = 0;
    for (const char *at = plain ? plain : ""; *at && used < SLUG_MAX; at++) {
        const bool is_letter =
            (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
        if (is_letter)
            slug[used++] = *at;
        else if (*at == ' ' && used > 0 && slug[used - 1] != '-')
            slug[used++] = '-';
    }
    while (used > 0 && slug[used - 1] == '-')
        used--;
    slug[used] = '\0';
    free(plain);
}

static int compare_slugs(const void *a, const void *b)
{
    return strcmp(a, b);
}

// The slug, or the first of slug-2, slug-3 ... that no earlier row has.
static char *make_own(const char *slug, void **taken)
{
    char *own = strdup(slug);
    for (long i = 2; own && tfind(own, taken, compare_slugs); i++) {
        free(own);
        if (asprintf(&own, "%s-%ld", slug, i) < 0)
            own = NULL;
    }
    if (own && !tsearch(own, taken, compare_slugs)) {
        free(own);
        own = NULL;
    }
    return own;
}

static size_t find_namesake(const struct batch *batch, const char *slug,
                            void *const *taken)
{
    char *const *same = tfind(slug, taken, compare_slugs);
    for (size_t i = 0; same && i < batch->table.row_count; i++)
        if (batch->rows[i].slug == *same)
            return i + 1;
    return 0;
}

static bool name_files(struct batch *batch, void **taken)
{
    for (size_t i = 0; i < batch->table.row_count; i++) {
        struct batch_row *row = &batch->rows[i];
        const bool has_photo = row->photo.found == BATCH_FOUND ||
                               row->photo.found == BATCH_FOUND_LIKE;
        char slug[SLUG_MAX + 1];
        write_slug(slug, row->name);
        row->namesake = *slug ? find_namesake(batch, slug, taken) : 0;
        if (!*slug && has_photo)
            write_slug(slug, batch->photos.items[row->photo.photo].plain);
        if (!*slug)
            snprintf(slug, sizeof slug, "row-%ld", batch_row_number(batch, i));
        row->slug = make_own(slug, taken);
        if (!row->slug)
            return false;
    }
    return true;
}

static void keep(void *slug)
{
    (void)slug; // it is the row's
}

static bool settle(struct batch *batch, struct error *err)
{
    void *taken = NULL;
    const size_t count = batch->table.row_count;
    batch->rows = calloc(count + 1, sizeof *batch->rows);
    batch->templates = calloc(press_templates(batch->press)->count + 1,
                              sizeof *batch->templates);
    if (!batch->rows || !batch->templates)
        return error_set_memory(err);
    if (!settle_templates(batch, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!settle_row(batch, i, err))
            return false;
    if (!match_photos(batch, err))
        return false;
    const bool done = name_files(batch, &taken);
    tdestroy(taken, keep);
    return done || error_set_memory(err);
}

bool batch_read(struct batch *batch, struct press *press,
                const struct batch_wishes *wishes, const char *path,
                struct error *err)
{
    *batch = (struct batch){.press = press, .wishes = *wishes};
    const bool done =
        batch_table_read_file(&batch->table, path, wishes->language, err) &&
        batch_headers_read(&batch->headers, &batch->table, wishes->language,
                           err) &&
        (!wishes->photos || batch_photos_read(&batch->photos, wishes->photos,
                                              wishes->language, err)) &&
        settle(batch, err) &&
        (batch->table.row_count > 0 ||
         batch_fail(err, wishes->language, BATCH_NO_ROWS, path, ""));
    if (!done)
        batch_finish(batch);
    return done;
}

void batch_finish(struct batch *batch)
{
    for (size_t i = 0; i < batch->table.row_count && batch->rows; i++) {
        free(batch->rows[i].name);
        free(batch->rows[i].slug);
        free(batch->rows[i].formats);
    }
    free(batch->rows);
    free(batch->templates);
    batch_photos_finish(&batch->photos);
    batch_headers_finish(&batch->headers);
    batch_table_finish(&batch->table);
    *batch = (struct batch){0};
}
