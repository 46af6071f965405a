#include "partner_ini.h"

#include "partner_lists.h"
#include "partner_values.h"
#include "template_caption.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

static bool take_template(const struct partner_reading *reading,
                          const struct ini_entry *entry, struct error *err)
{
    reading->lines->template = entry->line;
    return partner_read_template(reading, entry, entry->value,
                                 reading->partner->template_id, err);
}

static bool take_theme(const struct partner_reading *reading,
                       const struct ini_entry *entry, struct error *err)
{
    reading->lines->theme = entry->line;
    return ini_read_id(entry, entry->value, reading->partner->theme_id,
                       "theme id", err);
}

static bool take_text(char **text, const struct ini_entry *entry,
                      struct error *err)
{
    if (*text)
        return ini_wrong(entry, err, "is given twice");
    *text = strdup(entry->value);
    return *text ? true : error_set_memory(err);
}

static bool take_contact(const struct partner_reading *reading,
                         const struct ini_entry *entry, struct error *err)
{
    if (!partner_is_email(entry->value))
        return ini_wrong(entry, err,
                         "\"%.80s\" is no e-mail address such as "
                         "info@school.be",
                         entry->value);
    return take_text(&reading->partner->contact, entry, err);
}

static bool take_link(const struct partner_reading *reading,
                      const struct ini_entry *entry, struct error *err)
{
    if (!partner_is_link(entry->value))
        return ini_wrong(entry, err,
                         "\"%.80s\" is no address such as "
                         "https://www.school.be: https, a name in small "
                         "letters, no blanks or quotes",
                         entry->value);
    return take_text(&reading->partner->link, entry, err);
}

static bool take_day(int *day, int *line, const struct ini_entry *entry,
                     struct error *err)
{
    *line = entry->line;
    return partner_read_day(entry->value, day) ||
           ini_wrong(entry, err, "\"%.40s\" is no day such as 2026-09-01",
                     entry->value);
}

static bool take_from(const struct partner_reading *reading,
                      const struct ini_entry *entry, struct error *err)
{
    return take_day(&reading->partner->from, &reading->lines->from, entry, err);
}

static bool take_to(const struct partner_reading *reading,
                    const struct ini_entry *entry, struct error *err)
{
    return take_day(&reading->partner->to, &reading->lines->to, entry, err);
}

// A file of the folder itself: no path, nothing hidden.
static bool take_logo(const struct partner_reading *reading,
                      const struct ini_entry *entry, struct error *err)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789._-";
    const char *name = entry->value;
    const size_t length = strlen(name);
    reading->lines->logo = entry->line;
    if (length <= 4 || length >= sizeof reading->lines->logo_file ||
        *name == '.' || strspn(name, signs) != length ||
        (strcmp(name + length - 4, ".svg") != 0 &&
         strcmp(name + length - 4, ".png") != 0))
        return ini_wrong(entry, err,
                         "\"%.60s\" is no file of this folder such as "
                         "logo.svg or logo.png",
                         name);
    strcpy(reading->lines->logo_file, name);
    return true;
}

static bool check_name(const struct ini_entry *entry, const char *name,
                       struct error *err)
{
    if (!*name)
        return ini_wrong(entry, err, "is empty");
    const size_t count = words_count(name);
    return count <= LIMIT_SCHOOL_LENGTH ||
           ini_wrong(entry, err, "has %zu characters, at most %d are allowed",
                     count, LIMIT_SCHOOL_LENGTH);
}

static bool take_names(const struct ini_entry *entry, const char *key,
                       char *names[LANGUAGE_COUNT], bool *taken,
                       struct error *err)
{
    if (!ini_take_local(entry, key, names, taken, err))
        return false;
    if (!*taken)
        return true;
    const char *tag = entry->key + strlen(key) + 1;
    return check_name(entry, names[language_from_tag(tag)], err);
}

static bool take_place(const struct partner_reading *reading,
                       const struct ini_entry *entry, struct error *err)
{
    struct partner *partner = reading->partner;
    if (partner->place)
        return ini_wrong(entry, err, "is given twice");
    if (words_clean(entry->value, strlen(entry->value), &partner->place, NULL,
                    err))
        return check_name(entry, partner->place, err);
    return error_is_memory(err)
               ? false
               : ini_wrong(entry, err, "is not clean text in UTF-8");
}

static const struct {
    const char *name;
    bool is_list; // may come many times: a line of an INI is short
    bool (*take)(const struct partner_reading *reading,
                 const struct ini_entry *entry, struct error *err);
} keys[] = {
    {"place", false, take_place},
    {"logo", false, take_logo},
    {"template", false, take_template},
    {"theme", false, take_theme},
    {"templates", true, partner_take_templates},
    {"themes", true, partner_take_themes},
    {"formats", true, partner_take_formats},
    {"languages", true, partner_take_languages},
    {"origins", true, partner_take_origins},
    {"contact", false, take_contact},
    {"link", false, take_link},
    {"from", false, take_from},
    {"to", false, take_to},
};

// Whether a key that may come once did so before.
static bool is_second(const struct partner_reading *reading, const char *key)
{
    const struct partner_lines *lines = reading->lines;
    const struct {
        const char *key;
        int line;
    } seen[] = {{"logo", lines->logo},
                {"template", lines->template},
                {"theme", lines->theme},
                {"from", lines->from},
                {"to", lines->to}};
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        if (strcmp(seen[i].key, key) == 0)
            return seen[i].line != 0;
    return false;
}

static bool take_partner(const struct partner_reading *reading,
                         const struct ini_entry *entry, struct error *err)
{
    struct partner *partner = reading->partner;
    bool taken;
    if (partner->line == 0)
        partner->line = entry->line;
    if (!take_names(entry, "name", partner->names, &taken, err))
        return false;
    if (!taken &&
        !take_names(entry, "short_name", partner->short_names, &taken, err))
        return false;
    if (taken)
        return true;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(entry->key, keys[i].name) != 0)
            continue;
        if (!keys[i].is_list && is_second(reading, entry->key))
            return ini_wrong(entry, err, "is given twice");
        return keys[i].take(reading, entry, err);
    }
    return ini_wrong(entry, err,
                     "is none of name.LANG, short_name.LANG, place, logo, "
                     "template, theme, templates, themes, formats, languages, "
                     "origins, contact, link, from, to");
}

static bool take_entry(const struct partner_reading *reading,
                       const struct ini_entry *entry, struct error *err)
{
    struct partner *partner = reading->partner;
    if (strcmp(entry->section, "partner") == 0)
        return take_partner(reading, entry, err);
    if (template_is_caption(entry))
        return template_take_caption(entry, &partner->captions,
                                     &partner->caption_count, err);
    return ini_wrong(entry, err,
                     "the section is none of [partner], [caption], [caption "
                     "NETWORK]");
}

static bool take(void *context, const struct ini_entry *entry,
                 struct error *err)
{
    const struct partner_reading *reading = context;
    if (take_entry(reading, entry, err))
        return true;
    if (!reading->findings || error_is_memory(err))
        return false;
    findings_add_error(reading->findings, err);
    return true;
}

bool partner_ini_read(struct partner *partner, struct bytes text,
                      const char *path, const struct partner_known *known,
                      struct partner_lines *lines, struct findings *findings,
                      struct error *err)
{
    struct partner_reading reading = {partner, known, lines, findings};
    *lines = (struct partner_lines){0};
    partner->ini_path = strdup(path);
    if (!partner->ini_path)
        return error_set_memory(err);
    if (!ini_read_bytes(text, path, take, &reading, err))
        return false;
    if (findings) {
        partner_rules_check(partner, known, lines, findings);
        return true;
    }
    struct findings own = {0};
    partner_rules_check(partner, known, lines, &own);
    const bool done = findings_take_first(&own, err);
    findings_finish(&own);
    return done;
}
