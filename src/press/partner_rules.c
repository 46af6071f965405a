#include "partner_ini.h"

#include "template_caption.h"

#include <stdio.h>
#include <string.h>

struct rules {
    const struct partner *partner;
    const struct partner_known *known;
    const struct partner_lines *lines;
    struct findings *findings;
};

static void add(const struct rules *rules, int line, const char *key,
                const char *what)
{
    findings_add(rules->findings, FINDING_ERROR, rules->partner->ini_path, line,
                 "[partner] %s: %s", key, what);
}

static void add_id(const struct rules *rules, int line, const char *key,
                   const char *id, const char *what)
{
    findings_add(rules->findings, FINDING_ERROR, rules->partner->ini_path, line,
                 "[partner] %s: \"%s\" %s", key, id, what);
}

static bool has_theme(const struct template *template,
                      const struct partner *partner)
{
    for (size_t i = 0; i < template->theme_count; i++)
        if (partner_allows_theme(partner, template->id, template->themes[i].id))
            return true;
    return false;
}

static bool has_format(const struct template *template,
                       const struct partner *partner,
                       const struct format_list *formats)
{
    for (size_t i = 0; i < formats->count; i++)
        if (partner_allows_format(partner, formats->items[i].id) &&
            template_layout(template, formats->items[i].layout))
            return true;
    return false;
}

// A template that the partner names must leave something to choose.
static void check_template(const struct rules *rules, int line, const char *key,
                           const char *id)
{
    const struct partner *partner = rules->partner;
    const struct template *template =
        template_find(rules->known->templates, id);
    if (!template)
        return;
    if (!has_theme(template, partner))
        add_id(rules, line, key, id, "has none of the themes that are allowed");
    if (!has_format(template, partner, rules->known->formats))
        add_id(rules, line, key, id,
               "has none of the formats that are allowed");
}

static void check_default(const struct rules *rules)
{
    const struct partner *partner = rules->partner;
    const struct partner_lines *lines = rules->lines;
    const char *id = partner->template_id;
    const struct template *template =
        template_find(rules->known->templates, id);
    if (*id && !partner_allows_template(partner, id))
        add_id(rules, lines->template, "template", id,
               "is not among the templates that are allowed");
    else if (*id && partner->templates.count == 0)
        check_template(rules, lines->template, "template", id);
    if (!*partner->theme_id)
        return;
    if (!*id)
        add(rules, lines->theme, "theme", "stands beside a template only");
    else if (template && !template_theme(template, partner->theme_id))
        add_id(rules, lines->theme, "theme", partner->theme_id,
               "is no theme of the template: see postertool list templates");
    else if (!partner_allows_theme(partner, id, partner->theme_id))
        add_id(rules, lines->theme, "theme", partner->theme_id,
               "is not among the themes that are allowed");
}

// Whether any template of the partner has the theme, or might have it.
static bool is_theme(const struct rules *rules, const char *name)
{
    const struct template_list *templates = rules->known->templates;
    const char *slash = strchr(name, '/');
    bool is_one = templates->refusal_count > 0;
    for (size_t i = 0; i < templates->count && !is_one; i++) {
        const struct template *template = &templates->items[i];
        const size_t size = slash ? (size_t)(slash - name) : 0;
        if (slash && (strlen(template->id) != size ||
                      strncmp(template->id, name, size) != 0))
            continue;
        is_one = partner_allows_template(rules->partner, template->id) &&
                 template_theme(template, slash ? slash + 1 : name);
    }
    return is_one;
}

static void check_lists(const struct rules *rules)
{
    const struct partner *partner = rules->partner;
    const struct partner_lines *lines = rules->lines;
    for (size_t i = 0; i < partner->templates.count; i++)
        check_template(rules, lines->templates, "templates",
                       partner->templates.ids[i]);
    for (size_t i = 0; i < partner->themes.count; i++)
        if (!is_theme(rules, partner->themes.ids[i]))
            add_id(rules, lines->themes, "themes", partner->themes.ids[i],
                   "is no theme of a template that is allowed");
}

// A blank of a caption is filled always when every template that the caption
// may go with asks for it. The school is at least the partner's name.
static enum blank_words find_blank(const void *context, const char *name)
{
    const struct rules *rules = context;
    const struct template_list *templates = rules->known->templates;
    bool is_known = templates->refusal_count > 0;
    bool is_required = templates->refusal_count == 0;
    if (strcmp(name, "school") == 0)
        return BLANK_FILLED;
    for (size_t i = 0; i < templates->count; i++) {
        const struct template *template = &templates->items[i];
        if (!partner_allows_template(rules->partner, template->id))
            continue;
        const struct field *field = template_field(template, name);
        is_known |= field != NULL;
        is_required &= field && field->required;
    }
    if (!is_known)
        return BLANK_UNKNOWN;
    return is_required ? BLANK_FILLED : BLANK_MAYBE;
}

void partner_rules_check(const struct partner *partner,
                         const struct partner_known *known,
                         const struct partner_lines *lines,
                         struct findings *findings)
{
    const struct rules rules = {partner, known, lines, findings};
    const struct template_blanks blanks = {
        .path = partner->ini_path, .find = find_blank, .context = &rules};
    if (!partner->names[LANGUAGE_NL])
        add(&rules, partner->line, "name.nl", "is missing");
    check_default(&rules);
    check_lists(&rules);
    if (partner->from != 0 && partner->to != 0 && partner->from > partner->to)
        add(&rules, lines->to, "to", "is before from");
    template_check_captions(partner->captions, partner->caption_count, &blanks,
                            findings);
}
