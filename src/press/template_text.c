#include "template_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *template_append(void **array, size_t *count, size_t size)
{
    char *items = realloc(*array, (*count + 1) * size);
    if (!items)
        return NULL;
    *array = items;
    return memset(items + (*count)++ * size, 0, size);
}

// Reads one of a list of words; `words` is for the message.
bool template_read_choice(const struct ini_entry *entry,
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

// The style of this section; a section for one layout starts as a copy of the
// general one.
static struct text_style *find_style(const struct ini_entry *entry,
                                     struct template *template,
                                     const struct template_section *section,
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
    struct text_style *style =
        TEMPLATE_APPEND(template->styles, template->style_count);
    if (!style) {
        error_set_memory(err);
        return NULL;
    }
    if (*section->layout) {
        *style = template->styles[from];
        memset(style->words, 0, sizeof style->words);
    } else {
        *style = (struct text_style){
            .lines_min = 1, .lines_max = 1, .hyphens = true};
    }
    strcpy(style->id, section->id);
    style->line = entry->line;
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
    static const char *const switches[] = {"no", "yes"};
    int choice = 0;
    bool done = true;
    *taken = true;
    if (strcmp(entry->key, "align") == 0) {
        done = template_read_choice(entry, aligns, 3, "left, center, right",
                                    &choice, err);
        style->align = (enum align)choice;
    } else if (strcmp(entry->key, "valign") == 0) {
        done = template_read_choice(entry, valigns, 3, "top, middle, bottom",
                                    &choice, err);
        style->valign = (enum valign)choice;
    } else if (strcmp(entry->key, "case") == 0) {
        done =
            template_read_choice(entry, cases, 2, "none, upper", &choice, err);
        style->upper = choice == 1;
    } else if (strcmp(entry->key, "hyphens") == 0) {
        done =
            template_read_choice(entry, switches, 2, "no, yes", &choice, err);
        style->hyphens = choice == 1;
    } else if (strcmp(entry->key, "hidden") == 0) {
        done =
            template_read_choice(entry, switches, 2, "no, yes", &choice, err);
        style->hidden = choice == 1;
    } else {
        *taken = false;
    }
    return done;
}

// "ink 0.05": a colour and a width in ems.
static bool read_outline(const struct ini_entry *entry,
                         struct text_style *style, struct error *err)
{
    char name[2 * LIMIT_ID_BYTES] = "";
    const char *blank = strchr(entry->value, ' ');
    char *end = NULL;
    const double width = blank ? strtod(blank + 1, &end) : 0;
    const size_t length = blank ? (size_t)(blank - entry->value) : 0;
    if (!blank || *end || length >= sizeof name ||
        !(width >= 0.01 && width <= 0.15))
        return ini_wrong(entry, err,
                         "\"%.40s\" is not a colour and a width in ems from "
                         "0.01 to 0.15, such as \"ink 0.05\"",
                         entry->value);
    memcpy(name, entry->value, length);
    style->outline_em = width;
    return ini_read_id(entry, name, style->outline, "colour name", err);
}

bool template_take_text(const struct ini_entry *entry,
                        struct template *template,
                        const struct template_section *section,
                        struct error *err)
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
    if (strcmp(entry->key, "shadow") == 0)
        return ini_read_id(entry, entry->value, style->shadow, "colour name",
                           err);
    if (strcmp(entry->key, "outline") == 0)
        return read_outline(entry, style, err);
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
    return ini_wrong(
        entry, err,
        "is none of font, size, lines, align, valign, color, "
        "case, hyphens, hidden, leading, shadow, outline, words.LANG");
}
