#include "template_ini.h"

#include "ini.h"
#include "order.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Adds a zeroed item to one of the template's arrays.
#define APPEND(array, count)                                                   \
    append((void **)&(array), &(count), sizeof *(array))

// A section is `[kind id]` or `[kind id @ layout]`.
struct section {
    char kind[16];
    char id[LIMIT_ID_BYTES];
    char layout[LIMIT_ID_BYTES];
};

static void *append(void **array, size_t *count, size_t size)
{
    char *items = realloc(*array, (*count + 1) * size);
    if (!items)
        return NULL;
    *array = items;
    return memset(items + (*count)++ * size, 0, size);
}

static bool read_section(const struct ini_entry *entry, struct section *section,
                         struct error *err)
{
    *section = (struct section){0};
    if (strcmp(entry->section, "template") == 0) {
        strcpy(section->kind, "template");
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
                     "[field ID], [text ID], [text ID @ LAYOUT]");
}

// Reads one of a list of words; `words` is for the message.
static bool read_choice(const struct ini_entry *entry,
                        const char *const choices[], int count,
                        const char *words, int *choice, struct error *err)
{
    for (int i = 0; i < count; i++)
        if (strcmp(entry->value, choices[i]) == 0) {
            *choice = i;
            return true;
        }
    return ini_wrong(entry, err, "\"%.40s\" is none of %s", entry->value,
                     words);
}

static bool read_photo(const struct ini_entry *entry, struct template *template,
                       struct error *err)
{
    static const char *const choices[] = {"required", "optional", "none"};
    int choice = 0;
    if (!read_choice(entry, choices, 3, "required, optional, none", &choice,
                     err))
        return false;
    template->photo = (enum photo_wish)choice;
    return true;
}

static bool take_template(const struct ini_entry *entry,
                          struct template *template, struct error *err)
{
    bool taken;
    if (!ini_take_local(entry, "name", template->names, &taken, err))
        return false;
    if (!taken && !ini_take_local(entry, "description", template->descriptions,
                                  &taken, err))
        return false;
    if (taken)
        return true;
    if (strcmp(entry->key, "order") == 0)
        return ini_read_number(entry, 0, 100000, &template->order, err);
    if (strcmp(entry->key, "photo") == 0)
        return read_photo(entry, template, err);
    if (strcmp(entry->key, "default_theme") == 0)
        return ini_read_id(entry, entry->value, template->default_theme,
                           "theme id", err);
    return ini_wrong(entry, err,
                     "is none of name.LANG, description.LANG, order, photo, "
                     "default_theme");
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
                       const struct section *section, struct error *err)
{
    struct theme *theme = NULL;
    for (size_t i = 0; i < template->theme_count && !theme; i++)
        if (strcmp(template->themes[i].id, section->id) == 0)
            theme = &template->themes[i];
    if (!theme) {
        theme = APPEND(template->themes, template->theme_count);
        if (!theme)
            return error_set_memory(err);
        strcpy(theme->id, section->id);
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
    struct theme_color *color = APPEND(theme->colors, theme->color_count);
    if (!color)
        return error_set_memory(err);
    strcpy(color->name, name);
    color->rgb = rgb;
    return true;
}

static bool take_field(const struct ini_entry *entry, struct template *template,
                       const struct section *section, struct error *err)
{
    struct field *field = NULL;
    for (size_t i = 0; i < template->field_count && !field; i++)
        if (strcmp(template->fields[i].id, section->id) == 0)
            field = &template->fields[i];
    if (!field) {
        if (template->field_count == LIMIT_ORDER_TEXTS)
            return ini_wrong(entry, err, "a template has at most %d fields",
                             LIMIT_ORDER_TEXTS);
        field = APPEND(template->fields, template->field_count);
        if (!field)
            return error_set_memory(err);
        strcpy(field->id, section->id);
    }
    bool taken;
    if (!ini_take_local(entry, "label", field->labels, &taken, err))
        return false;
    if (!taken &&
        !ini_take_local(entry, "example", field->examples, &taken, err))
        return false;
    if (taken)
        return true;
    if (strcmp(entry->key, "max_length") == 0)
        return ini_read_number(entry, 1, 1000, &field->max_length, err);
    if (strcmp(entry->key, "required") == 0) {
        static const char *const choices[] = {"no", "yes"};
        int choice = 0;
        if (!read_choice(entry, choices, 2, "yes, no", &choice, err))
            return false;
        field->required = choice == 1;
        return true;
    }
    return ini_wrong(entry, err,
                     "is none of label.LANG, example.LANG, max_length, "
                     "required");
}

// The style of this section; a section for one layout starts as a copy of the
// general one.
static struct text_style *find_style(const struct ini_entry *entry,
                                     struct template *template,
                                     const struct section *section,
                                     struct error *err)
{
    const struct text_style *general = NULL;
    for (size_t i = 0; i < template->style_count; i++) {
        struct text_style *style = &template->styles[i];
        if (strcmp(style->id, section->id) != 0)
            continue;
        if (strcmp(style->layout, section->layout) == 0)
            return style;
        if (!*style->layout)
            general = style;
    }
    if (*section->layout && !general) {
        ini_wrong(entry, err, "[text %s] must come before", section->id);
        return NULL;
    }
    const size_t from = general ? (size_t)(general - template->styles) : 0;
    struct text_style *style = APPEND(template->styles, template->style_count);
    if (!style) {
        error_set_memory(err);
        return NULL;
    }
    if (*section->layout) {
        *style = template->styles[from];
        memset(style->words, 0, sizeof style->words);
    } else {
        *style = (struct text_style){.lines_min = 1, .lines_max = 1};
    }
    strcpy(style->id, section->id);
    strcpy(style->layout, section->layout);
    return style;
}

static bool read_range(const struct ini_entry *entry, double limit, double *low,
                       double *high, struct error *err)
{
    // strtod would take the first of the two dots for a decimal point.
    char first_text[32];
    const char *dots = strstr(entry->value, "..");
    const size_t length = dots ? (size_t)(dots - entry->value) : 0;
    snprintf(first_text, sizeof first_text, "%.*s", (int)length, entry->value);
    char *first_end;
    char *second_end = NULL;
    const double first = strtod(first_text, &first_end);
    const double second = dots ? strtod(dots + 2, &second_end) : 0;
    if (!dots || length >= sizeof first_text || *first_end || *second_end ||
        !(first > 0 && first <= second && second <= limit))
        return ini_wrong(entry, err, "\"%.40s\" is not a range such as %s",
                         entry->value, limit > 100 ? "40..150" : "1..4");
    *low = first;
    *high = second;
    return true;
}

static bool take_placement(const struct ini_entry *entry,
                           struct text_style *style, bool *taken,
                           struct error *err)
{
    static const char *const aligns[] = {"left", "center", "right"};
    static const char *const valigns[] = {"top", "middle", "bottom"};
    static const char *const cases[] = {"none", "upper"};
    int choice = 0;
    bool done = true;
    *taken = true;
    if (strcmp(entry->key, "align") == 0) {
        done =
            read_choice(entry, aligns, 3, "left, center, right", &choice, err);
        style->align = (enum align)choice;
    } else if (strcmp(entry->key, "valign") == 0) {
        done =
            read_choice(entry, valigns, 3, "top, middle, bottom", &choice, err);
        style->valign = (enum valign)choice;
    } else if (strcmp(entry->key, "case") == 0) {
        done = read_choice(entry, cases, 2, "none, upper", &choice, err);
        style->upper = choice == 1;
    } else {
        *taken = false;
    }
    return done;
}

static bool take_style(const struct ini_entry *entry, struct template *template,
                       const struct section *section, struct error *err)
{
    struct text_style *style = find_style(entry, template, section, err);
    bool taken;
    if (!style || !ini_take_local(entry, "words", style->words, &taken, err))
        return false;
    if (!taken && !take_placement(entry, style, &taken, err))
        return false;
    if (taken)
        return true;
    if (strcmp(entry->key, "font") == 0)
        return ini_read_id(entry, entry->value, style->font, "font role", err);
    if (strcmp(entry->key, "color") == 0)
        return ini_read_id(entry, entry->value, style->color, "colour name",
                           err);
    if (strcmp(entry->key, "size") == 0)
        return read_range(entry, LIMIT_POSTER_SIDE_PX, &style->size_min,
                          &style->size_max, err);
    if (strcmp(entry->key, "lines") == 0) {
        double low = 1;
        double high = 1;
        if (!read_range(entry, 20, &low, &high, err))
            return false;
        if (low != (int)low || high != (int)high)
            return ini_wrong(entry, err, "lines are whole numbers");
        style->lines_min = (int)low;
        style->lines_max = (int)high;
        return true;
    }
    if (strcmp(entry->key, "leading") == 0) {
        char *end;
        const double same = strtod(entry->value, &end);
        if (*end || !(same >= 0.5 && same <= 3))
            return ini_wrong(entry, err,
                             "\"%.40s\" is not a leading from 0.5 to 3",
                             entry->value);
        style->leading = same;
        return true;
    }
    return ini_wrong(entry, err,
                     "is none of font, size, lines, align, valign, color, "
                     "case, leading, words.LANG");
}

static bool take(void *context, const struct ini_entry *entry,
                 struct error *err)
{
    struct template *template = context;
    struct section section;
    if (!read_section(entry, &section, err))
        return false;
    if (strcmp(section.kind, "template") == 0)
        return take_template(entry, template, err);
    if (strcmp(section.kind, "theme") == 0)
        return take_theme(entry, template, &section, err);
    if (strcmp(section.kind, "field") == 0)
        return take_field(entry, template, &section, err);
    return take_style(entry, template, &section, err);
}

static bool wrong(const char *path, struct error *err, const char *section,
                  const char *id, const char *what)
{
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s: [%s%s%s]: %s", path, section, *id ? " " : "",
                            id, what);
}

static bool check_style(const struct template *template,
                        const struct text_style *style, const char *path,
                        struct error *err)
{
    const bool fixed = style->words[LANGUAGE_NL] != NULL;
    if (!*style->font)
        return wrong(path, err, "text", style->id, "font is missing");
    if (!*style->color)
        return wrong(path, err, "text", style->id, "color is missing");
    if (style->size_max <= 0)
        return wrong(path, err, "text", style->id, "size is missing");
    if (!*style->layout && !fixed && !template_field(template, style->id))
        return wrong(path, err, "text", style->id,
                     "there is neither a [field] of this name nor words.nl");
    for (size_t i = 0; i < template->theme_count; i++)
        if (!theme_color(&template->themes[i], style->color))
            return wrong(path, err, "theme", template->themes[i].id,
                         "lacks a colour that a [text] uses");
    return true;
}

// What can only be known when the whole file is read.
static bool check(const struct template *template, const char *path,
                  struct error *err)
{
    if (!template->names[LANGUAGE_NL])
        return wrong(path, err, "template", "", "name.nl is missing");
    if (!template_theme(template, template->default_theme))
        return wrong(path, err, "template", "",
                     "default_theme is missing or names no theme");
    for (size_t i = 0; i < template->theme_count; i++)
        if (!template->themes[i].names[LANGUAGE_NL])
            return wrong(path, err, "theme", template->themes[i].id,
                         "name.nl is missing");
    for (size_t i = 0; i < template->field_count; i++) {
        const struct field *field = &template->fields[i];
        if (order_is_property(field->id) || strcmp(field->id, "photo") == 0)
            return wrong(path, err, "field", field->id,
                         "every order has this name already; take another");
        if (!field->labels[LANGUAGE_NL])
            return wrong(path, err, "field", field->id, "label.nl is missing");
        if (field->max_length == 0)
            return wrong(path, err, "field", field->id,
                         "max_length is missing");
    }
    for (size_t i = 0; i < template->style_count; i++)
        if (!check_style(template, &template->styles[i], path, err))
            return false;
    return true;
}

bool template_ini_read(struct template *template, const char *path,
                       struct error *err)
{
    return ini_read(path, take, template, err) && check(template, path, err);
}
