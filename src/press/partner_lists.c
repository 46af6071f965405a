#include "partner_lists.h"

#include "partner_values.h"
#include "template_text.h"

#include <stdlib.h>
#include <string.h>

// A word of a list, without the blanks around it.
typedef bool take_word(const struct partner_reading *reading,
                       const struct ini_entry *entry, const char *word,
                       struct error *err);

// Words parted by commas.
static bool take_list(const struct partner_reading *reading,
                      const struct ini_entry *entry, take_word *take,
                      struct error *err)
{
    const char *at = entry->value;
    for (;;) {
        char word[256];
        at += strspn(at, " \t");
        const size_t part = strcspn(at, ",");
        size_t length = part;
        while (length > 0 && (at[length - 1] == ' ' || at[length - 1] == '\t'))
            length--;
        if (length == 0)
            return ini_wrong(entry, err, "a part between two commas is empty");
        if (length >= sizeof word)
            return ini_wrong(entry, err, "a part is longer than %zu bytes",
                             sizeof word - 1);
        memcpy(word, at, length);
        word[length] = '\0';
        if (!take(reading, entry, word, err))
            return false;
        if (!at[part])
            return true;
        at += part + 1;
    }
}

static bool add_id(const struct ini_entry *entry, struct partner_ids *ids,
                   const char *id, struct error *err)
{
    for (size_t i = 0; i < ids->count; i++)
        if (strcmp(ids->ids[i], id) == 0)
            return ini_wrong(entry, err, "\"%s\" is there twice", id);
    if (ids->count == LIMIT_PARTNER_IDS)
        return ini_wrong(entry, err, "has more than %d", LIMIT_PARTNER_IDS);
    if (!TEMPLATE_APPEND(ids->ids, ids->count))
        return error_set_memory(err);
    strcpy(ids->ids[ids->count - 1], id);
    return true;
}

// A template that is left out for now is known too: its partners stay.
static bool is_template(const struct partner_reading *reading, const char *id)
{
    const struct template_list *templates = reading->known->templates;
    return template_find(templates, id) || template_refusal(templates, id);
}

bool partner_read_template(const struct partner_reading *reading,
                           const struct ini_entry *entry, const char *word,
                           char id[LIMIT_ID_BYTES], struct error *err)
{
    if (!ini_read_id(entry, word, id, "template id", err))
        return false;
    return is_template(reading, id) ||
           ini_wrong(entry, err, "there is no template \"%s\"", id);
}

static bool add_template(const struct partner_reading *reading,
                         const struct ini_entry *entry, const char *word,
                         struct error *err)
{
    char id[LIMIT_ID_BYTES];
    return partner_read_template(reading, entry, word, id, err) &&
           add_id(entry, &reading->partner->templates, id, err);
}

// THEME or TEMPLATE/THEME.
static bool add_theme(const struct partner_reading *reading,
                      const struct ini_entry *entry, const char *word,
                      struct error *err)
{
    char template_id[256] = "";
    char id[LIMIT_ID_BYTES];
    const char *slash = strchr(word, '/');
    if (slash) {
        memcpy(template_id, word, (size_t)(slash - word));
        template_id[slash - word] = '\0';
        if (!partner_read_template(reading, entry, template_id, id, err))
            return false;
    }
    return ini_read_id(entry, slash ? slash + 1 : word, id, "theme id", err) &&
           add_id(entry, &reading->partner->themes, word, err);
}

static bool add_format(const struct partner_reading *reading,
                       const struct ini_entry *entry, const char *word,
                       struct error *err)
{
    char id[LIMIT_ID_BYTES];
    if (!ini_read_id(entry, word, id, "format id", err))
        return false;
    if (!format_find(reading->known->formats, id))
        return ini_wrong(entry, err, "there is no format \"%s\"", id);
    return add_id(entry, &reading->partner->formats, id, err);
}

static bool add_language(const struct partner_reading *reading,
                         const struct ini_entry *entry, const char *word,
                         struct error *err)
{
    unsigned *languages = &reading->partner->languages;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (strcmp(word, language_tag((enum language)i)) != 0)
            continue;
        if (*languages >> i & 1)
            return ini_wrong(entry, err, "\"%s\" is there twice", word);
        *languages |= 1U << i;
        return true;
    }
    return ini_wrong(entry, err,
                     "\"%.40s\" is none of nl, fr, en, de; several are parted "
                     "by commas",
                     word);
}

static bool add_origin(const struct partner_reading *reading,
                       const struct ini_entry *entry, const char *word,
                       struct error *err)
{
    struct partner *partner = reading->partner;
    if (!partner_is_origin(word))
        return ini_wrong(entry, err,
                         "\"%.80s\" is no site such as https://www.school.be "
                         "or https://*.school.be: small letters, nothing "
                         "behind the name but a port",
                         word);
    for (size_t i = 0; i < partner->origin_count; i++)
        if (strcmp(partner->origins[i], word) == 0)
            return ini_wrong(entry, err, "\"%s\" is there twice", word);
    if (partner->origin_count == LIMIT_PARTNER_ORIGINS)
        return ini_wrong(entry, err, "has more than %d sites",
                         LIMIT_PARTNER_ORIGINS);
    char *copy = strdup(word);
    char **origin = TEMPLATE_APPEND(partner->origins, partner->origin_count);
    if (origin)
        *origin = copy;
    else
        free(copy);
    return origin && copy ? true : error_set_memory(err);
}

bool partner_take_templates(const struct partner_reading *reading,
                            const struct ini_entry *entry, struct error *err)
{
    reading->lines->templates = entry->line;
    return take_list(reading, entry, add_template, err);
}

bool partner_take_themes(const struct partner_reading *reading,
                         const struct ini_entry *entry, struct error *err)
{
    reading->lines->themes = entry->line;
    return take_list(reading, entry, add_theme, err);
}

bool partner_take_formats(const struct partner_reading *reading,
                          const struct ini_entry *entry, struct error *err)
{
    reading->lines->formats = entry->line;
    return take_list(reading, entry, add_format, err);
}

bool partner_take_languages(const struct partner_reading *reading,
                            const struct ini_entry *entry, struct error *err)
{
    return take_list(reading, entry, add_language, err);
}

bool partner_take_origins(const struct partner_reading *reading,
                          const struct ini_entry *entry, struct error *err)
{
    return take_list(reading, entry, add_origin, err);
}
