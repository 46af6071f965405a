#include "template_ini.h"

#include "ini.h"
#include "template_caption.h"
#include "template_rules.h"
#include "template_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_section(const struct ini_entry *entry,
                         struct template_section *section, struct error *err)
{
    *section = (struct template_section){0};
    if (strcmp(entry->section, "template") == 0) {
        strcpy(section->kind, "template");
        return true;
    }
    if (template_is_caption(entry)) {
        strcpy(section->kind, "caption");
        return true;
    }
    static const char *const kinds[] = {"theme", "field", "text"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const size_t length = strlen(kinds[i]);
        if (strncmp(entry->section, kinds[i], length) != 0 ||
            entry->section[length] != ' ')
            continue;
        strcpy(section->kind, kinds[i]);
        char rest[256];
        snprintf(rest, sizeof rest, "%s", entry->section + length + 1);
        char *at = strstr(rest, " @ ");
        if (at)
            *at = '\0';
        return ini_read_id(entry, rest, section->id, "id", err) &&
               (!at ||
                ini_read_id(entry, at + 3, section->layout, "layout id", err));
    }
    return ini_wrong(entry, err,
                     "the section is none of [template], [theme ID], "
                     "[field ID], [text ID], [text ID @ LAYOUT], [caption], "
                     "[caption NETWORK]");
}

static bool read_photo(const struct ini_entry *entry, struct template *template,
                       struct error *err)
{
    static const char *const choices[] = {"required", "optional", "none"};
    int choice = 0;
    if (!template_read_choice(entry, choices, 3, "required, optional, none",
                              &choice, err))
        return false;
    template->photo = (enum photo_wish)choice;
    return true;
}

// One word of the list, of which `length` bytes count.
static bool read_use(const struct ini_entry *entry, const char *word,
                     size_t length, struct template *template,
                     struct error *err)
{
    for (int i = 0; i < TEMPLATE_USES; i++) {
        const char *name = template_use_name((enum template_use)i);
        if (strlen(name) != length || strncmp(word, name, length) != 0)
            continue;
        if (template->uses >> i & 1)
            return ini_wrong(entry, err, "\"%s\" is there twice", name);
        template->uses |= 1U << i;
        return true;
    }
    return ini_wrong(entry, err,
                     "\"%.*s\" is none of self, team, thanks, join, event; "
                     "several are parted by commas",
                     (int)(length < 40 ? length : 40), word);
}

static bool read_uses(const struct ini_entry *entry, struct template *template,
                      struct error *err)
{
    const char *at = entry->value;
    for (;;) {
        at += strspn(at, " ");
        const size_t part = strcspn(at, ",");
        size_t length = part;
        while (length > 0 && at[length - 1] == ' ')
            length--;
        if (!read_use(entry, at, length, template, err))
            return false;
        if (!at[part])
            return true;
        at += part + 1;
    }
}

static bool take_template(const struct ini_entry *entry,
                          struct template *template, struct error *err)
{
    bool taken;
    if (template->line == 0)
        template->line = entry->line;
    if (!ini_take_local(entry, "name", template->names, &taken, err))
        return false;
    if (!taken && !ini_take_local(entry, "description", template->descriptions,
                                  &taken, err))
        return false;
    if (!taken && !ini_take_local(entry, "alt", template->alts, &taken, err))
        return false;
    if (taken)
        return true;
    if (strcmp(entry->key, "order") == 0)
        return ini_read_number(entry, 0, 100000, &template->order, err);
    if (strcmp(entry->key, "photo") == 0)
        return read_photo(entry, template, err);
    if (strcmp(entry->key, "uses") == 0)
        return read_uses(entry, template, err);
    if (strcmp(entry->key, "default_theme") == 0)
        return ini_read_id(entry, entry->value, template->default_theme,
                           "theme id", err);
    if (strcmp(entry->key, "sample") == 0)
        return ini_read_id(entry, entry->value, template->sample, "sample id",
                           err);
    return ini_wrong(entry, err,
                     "is none of name.LANG, description.LANG, alt.LANG, order, "
                     "photo, uses, default_theme, sample");
}

static bool read_color(const struct ini_entry *entry, unsigned *rgb,
                       struct error *err)
{
    const char *value = entry->value;
    if (value[0] != '#' || strlen(value) != 7 ||
        strspn(value + 1, "0123456789abcdefABCDEF") != 6)
        return ini_wrong(entry, err,
                         "\"%.40s\" is not a colour such as #ffd400", value);
    *rgb = (unsigned)strtoul(value + 1, NULL, 16);
    return true;
}

static bool take_theme(const struct ini_entry *entry, struct template *template,
                       const struct template_section *section,
                       struct error *err)
{
    struct theme *theme = NULL;
    for (size_t i = 0; i < template->theme_count && !theme; i++)
        if (strcmp(template->themes[i].id, section->id) == 0)
            theme = &template->themes[i];
    if (!theme) {
        theme = TEMPLATE_APPEND(template->themes, template->theme_count);
        if (!theme)
            return error_set_memory(err);
        strcpy(theme->id, section->id);
        theme->line = entry->line;
    }
    bool taken;
    if (!ini_take_local(entry, "name", theme->names, &taken, err) || taken)
        return taken;
    char name[LIMIT_ID_BYTES];
    unsigned rgb = 0;
    if (!ini_read_id(entry, entry->key, name, "colour name", err) ||
        !read_color(entry, &rgb, err))
        return false;
    if (theme_color(theme, name))
        return ini_wrong(entry, err, "the colour is there twice");
    struct theme_color *color =
        TEMPLATE_APPEND(theme->colors, theme->color_count);
    if (!color)
        return error_set_memory(err);
    strcpy(color->name, name);
    color->rgb = rgb;
    return true;
}

// `starter.nl` may come many times.
static bool take_starter(const struct ini_entry *entry, struct field *field,
                         bool *taken, struct error *err)
{
    char *texts[LANGUAGE_COUNT] = {0};
    if (!ini_take_local(entry, "starter", texts, taken, err) || !*taken)
        return !*taken;
    struct starter *starter =
        TEMPLATE_APPEND(field->starters, field->starter_count);
    for (int i = 0; i < LANGUAGE_COUNT && starter; i++)
        if (texts[i])
            *starter = (struct starter){(enum language)i, texts[i]};
    if (starter)
        return true;
    ini_finish_local(texts);
    return error_set_memory(err);
}

static bool take_field(const struct ini_entry *entry, struct template *template,
                       const struct template_section *section,
                       struct error *err)
{
    struct field *field = NULL;
    for (size_t i = 0; i < template->field_count && !field; i++)
        if (strcmp(template->fields[i].id, section->id) == 0)
            field = &template->fields[i];
    if (!field) {
        if (template->field_count == LIMIT_ORDER_TEXTS)
            return ini_wrong(entry, err, "a template has at most %d fields",
                             LIMIT_ORDER_TEXTS);
        field = TEMPLATE_APPEND(template->fields, template->field_count);
        if (!field)
            return error_set_memory(err);
        strcpy(field->id, section->id);
        field->line = entry->line;
    }
    bool taken;
    if (!ini_take_local(entry, "label", field->labels, &taken, err))
        return false;
    if (!taken &&
        !ini_take_local(entry, "example", field->examples, &taken, err))
        return false;
    if (!taken && !take_starter(entry, field, &taken, err))
        return false;
    if (taken)
        return true;
    if (strcmp(entry->key, "max_length") == 0)
        return ini_read_number(entry, 1, 1000, &field->max_length, err);
    if (strcmp(entry->key, "required") == 0) {
        static const char *const choices[] = {"no", "yes"};
        int choice = 0;
        if (!template_read_choice(entry, choices, 2, "yes, no", &choice, err))
            return false;
        field->required = choice == 1;
        return true;
    }
    return ini_wrong(entry, err,
                     "is none of label.LANG, example.LANG, starter.LANG, "
                     "max_length, required");
}

struct reading {
    struct template *template;
    struct findings *findings; // NULL: the first mistake is an error
};

static bool take_entry(const struct ini_entry *entry, struct template *template,
                       struct error *err)
{
    struct template_section section;
    if (!read_section(entry, &section, err))
        return false;
    if (strcmp(section.kind, "template") == 0)
        return take_template(entry, template, err);
    if (strcmp(section.kind, "theme") == 0)
        return take_theme(entry, template, &section, err);
    if (strcmp(section.kind, "field") == 0)
        return take_field(entry, template, &section, err);
    if (strcmp(section.kind, "caption") == 0)
        return template_take_caption(entry, &template->captions,
                                     &template->caption_count, err);
    return template_take_text(entry, template, &section, err);
}

static bool take(void *context, const struct ini_entry *entry,
                 struct error *err)
{
    struct reading *reading = context;
    if (take_entry(entry, reading->template, err))
        return true;
    if (!reading->findings || error_is_memory(err))
        return false;
    findings_add_error(reading->findings, err);
    return true;
}

bool template_ini_read(struct template *template, const char *path,
                       struct findings *findings, struct error *err)
{
    struct reading reading = {template, findings};
    template->ini_path = strdup(path);
    if (!template->ini_path)
        return error_set_memory(err);
    if (!ini_read(path, take, &reading, err))
        return false;
    if (findings) {
        template_rules_check(template, findings);
        return true;
    }
    struct findings own = {0};
    template_rules_check(template, &own);
    const bool done = findings_take_first(&own, err);
    findings_finish(&own);
    return done;
}
