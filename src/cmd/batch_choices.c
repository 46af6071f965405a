// What a cell chooses: formats, a template, a theme; by id, or by the name that
// people see.
#include "batch.h"

#include "press/words.h"

#include <stdlib.h>
#include <string.h>

static bool is_plainly(const char *text, const char *plain)
{
    char *own = text ? words_plain(text) : NULL;
    const bool is_same = own && *own && strcmp(own, plain) == 0;
    free(own);
    return is_same;
}

static bool is_called(const char *id, char *const names[LANGUAGE_COUNT],
                      const char *plain)
{
    bool is_same = is_plainly(id, plain);
    for (int i = 0; i < LANGUAGE_COUNT && !is_same; i++)
        is_same = is_plainly(names[i], plain);
    return is_same;
}

const char *batch_template_id(const struct press *press, const char *text)
{
    const struct template_list *list = press_templates(press);
    char *plain = words_plain(text);
    const char *id = text;
    for (size_t i = 0; i < list->count && plain && id == text; i++)
        if (is_called(list->items[i].id, list->items[i].names, plain))
            id = list->items[i].id;
    free(plain);
    return id;
}

const char *batch_theme_id(const struct template *template, const char *text)
{
    char *plain = words_plain(text);
    const char *id = text;
    for (size_t i = 0; i < template->theme_count && plain && id == text; i++)
        if (is_called(template->themes[i].id, template->themes[i].names, plain))
            id = template->themes[i].id;
    free(plain);
    return id;
}

const struct partner *batch_partner(const struct press *press, const char *text)
{
    const struct partner_list *list = press_partners(press);
    const struct partner *found = partner_find(list, text);
    char *plain = found ? NULL : words_plain(text);
    for (size_t i = 0; i < list->count && plain && !found; i++)
        if (is_called(list->items[i].id, list->items[i].names, plain))
            found = &list->items[i];
    free(plain);
    return found;
}

static bool find_format(const struct press *press, const char *text,
                        size_t size, size_t *index)
{
    const struct format_list *list = press_formats(press);
    char *word = strndup(text, size);
    char *plain = word ? words_plain(word) : NULL;
    bool is_found = false;
    for (*index = 0; plain && *index < list->count; (*index)++) {
        const struct format *format = &list->items[*index];
        if ((is_found = is_called(format->id, format->names, plain)))
            break;
    }
    free(plain);
    free(word);
    return is_found;
}

static bool offers(const struct press *press, const struct batch_row *row,
                   size_t index)
{
    return template_layout(row->template,
                           press_formats(press)->items[index].layout) != NULL;
}

static bool is_allowed(const struct press *press, const struct batch_row *row,
                       size_t index)
{
    const char *id = press_formats(press)->items[index].id;
    return !row->partner || partner_allows_format(row->partner, id);
}

static void add_format(struct batch_row *row, size_t index)
{
    for (size_t i = 0; i < row->format_count; i++)
        if (row->formats[i] == index)
            return;
    row->formats[row->format_count++] = index;
}

static void add_all(const struct press *press, struct batch_row *row)
{
    for (size_t i = 0; i < press_formats(press)->count; i++)
        if (offers(press, row, i) && is_allowed(press, row, i))
            add_format(row, i);
}

// A word that can be no format is not repeated.
static bool refuse_unknown(const char *word, size_t size, struct error *err)
{
    char id[LIMIT_ID_BYTES] = "";
    if (size < sizeof id)
        memcpy(id, word, size);
    return order_is_name(id)
               ? error_set_id(err, ERROR_INVALID, MESSAGE_KIT_FORMAT_UNKNOWN,
                              "format", id)
               : error_set(err, ERROR_INVALID, MESSAGE_FORMAT_UNKNOWN,
                           "format");
}

static bool add_listed(const struct press *press, const char *list,
                       struct batch_row *row, struct error *err)
{
    static const char marks[] = ",;|\n";
    for (const char *at = list + strspn(list, ",;|\n "); *at;
         at += strspn(at, ",;|\n ")) {
        const size_t size = strcspn(at, marks);
        size_t index;
        if (!find_format(press, at, size, &index))
            return refuse_unknown(at, size, err);
        if (!offers(press, row, index))
            return error_set_id(err, ERROR_INVALID,
                                MESSAGE_KIT_FORMAT_NOT_OFFERED, "format",
                                press_formats(press)->items[index].id);
        if (!is_allowed(press, row, index))
            return error_set(err, ERROR_INVALID, MESSAGE_PARTNER_FORMAT,
                             "format");
        add_format(row, index);
        at += size;
    }
    return true;
}

bool batch_formats_read(const struct press *press, const char *list,
                        struct batch_row *row, struct error *err)
{
    const struct format_list *formats = press_formats(press);
    row->formats = calloc(formats->count + 1, sizeof *row->formats);
    row->format_count = 0;
    if (!row->formats)
        return error_set_memory(err);
    if (strcasecmp(list, "all") == 0)
        add_all(press, row);
    else if (!add_listed(press, list, row, err))
        return false;
    if (row->format_count == 0) {
        const struct format *first =
            press_partner_format(press, row->partner, row->template);
        if (!first)
            return error_set(err, ERROR_INVALID, MESSAGE_FORMAT_NOT_OFFERED,
                             "format");
        add_format(row, (size_t)(first - formats->items));
    }
    return true;
}
