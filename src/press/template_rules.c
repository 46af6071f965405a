#include "template_rules.h"

#include "order.h"
#include "template_blanks.h"
#include "template_caption.h"

#include <string.h>

struct rules {
    const struct template *template;
    struct findings *findings;
};

static void add(const struct rules *rules, int line, const char *section,
                const char *id, const char *what)
{
    findings_add(rules->findings, FINDING_ERROR, rules->template->ini_path,
                 line, "[%s%s%s]: %s", section, *id ? " " : "", id, what);
}

static bool every_theme_has(const struct template *template, const char *color)
{
    for (size_t i = 0; i < template->theme_count && *color; i++)
        if (!theme_color(&template->themes[i], color))
            return false;
    return true;
}

static void check_style(const struct rules *rules,
                        const struct text_style *style)
{
    const struct template *template = rules->template;
    const char *what = NULL;
    if (!*style->font)
        what = "font is missing";
    else if (!*style->color)
        what = "color is missing";
    else if (style->size_max <= 0)
        what = "size is missing";
    else if (!*style->layout && !style->words[LANGUAGE_NL] &&
             !template_field(template, style->id))
        what = "there is neither a [field] of this name nor words.nl";
    else if (!every_theme_has(template, style->color))
        what = "a theme lacks its color";
    else if (!every_theme_has(template, style->shadow))
        what = "a theme lacks the colour of its shadow";
    else if (!every_theme_has(template, style->outline))
        what = "a theme lacks the colour of its outline";
    if (what)
        add(rules, style->line, "text", style->id, what);
}

static void check_field(const struct rules *rules, const struct field *field)
{
    if (order_is_property(field->id) || strcmp(field->id, "photo") == 0)
        add(rules, field->line, "field", field->id,
            "every order has this name already; take another");
    if (!field->labels[LANGUAGE_NL])
        add(rules, field->line, "field", field->id, "label.nl is missing");
    if (field->max_length == 0)
        add(rules, field->line, "field", field->id, "max_length is missing");
}

// The blanks of a caption.
static enum blank_words find_blank(const void *context, const char *name)
{
    const struct template *template = context;
    const struct field *field = template_field(template, name);
    if (strcmp(name, "school") == 0)
        return BLANK_MAYBE;
    if (!field)
        return BLANK_UNKNOWN;
    return field->required ? BLANK_FILLED : BLANK_MAYBE;
}

// Alt texts know two more, which alt_text.c fills.
static enum blank_words find_alt_blank(const void *context, const char *name)
{
    const struct template *template = context;
    if (strcmp(name, "template") == 0)
        return BLANK_FILLED;
    if (strcmp(name, "photo") == 0)
        return template->photo == PHOTO_REQUIRED ? BLANK_FILLED : BLANK_MAYBE;
    return find_blank(context, name);
}

static void check_alts(const struct rules *rules)
{
    const struct template *template = rules->template;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        const struct template_blanks blanks = {.text = template->alts[i],
                                               .path = template->ini_path,
                                               .section = "template",
                                               .key = "alt",
                                               .language = (enum language)i,
                                               .line = template->line,
                                               .find = find_alt_blank,
                                               .context = template};
        if (blanks.text)
            template_check_blanks(&blanks, rules->findings);
    }
}

static void check_captions(const struct rules *rules)
{
    const struct template *template = rules->template;
    const struct template_blanks blanks = {
        .path = template->ini_path, .find = find_blank, .context = template};
    template_check_captions(template->captions, template->caption_count,
                            &blanks, rules->findings);
}

void template_rules_check(const struct template *template,
                          struct findings *findings)
{
    const struct rules rules = {template, findings};
    if (!template->names[LANGUAGE_NL])
        add(&rules, template->line, "template", "", "name.nl is missing");
    if (!template_theme(template, template->default_theme))
        add(&rules, template->line, "template", "",
            "default_theme is missing or names no theme");
    check_alts(&rules);
    for (size_t i = 0; i < template->theme_count; i++)
        if (!template->themes[i].names[LANGUAGE_NL])
            add(&rules, template->themes[i].line, "theme",
                template->themes[i].id, "name.nl is missing");
    for (size_t i = 0; i < template->field_count; i++)
        check_field(&rules, &template->fields[i]);
    for (size_t i = 0; i < template->style_count; i++)
        check_style(&rules, &template->styles[i]);
    check_captions(&rules);
}
