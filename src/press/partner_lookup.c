#include "partner.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static int compare(const void *key, const void *item)
{
    const struct partner *partner = item;
    return strcmp(key, partner->id);
}

bool partner_is_id(const char *text)
{
    const size_t length = strlen(text);
    return length > 0 && length < LIMIT_PARTNER_ID_BYTES && *text != '-' &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

const struct partner *partner_find(const struct partner_list *list,
                                   const char *id)
{
    if (list->count == 0)
        return NULL;
    return bsearch(id, list->items, list->count, sizeof *list->items, compare);
}

const char *partner_refusal(const struct partner_list *list, const char *id)
{
    for (size_t i = 0; i < list->refusal_count; i++)
        if (strcmp(list->refusals[i].id, id) == 0)
            return list->refusals[i].why;
    return NULL;
}

const char *partner_name(const struct partner *partner, enum language language)
{
    return language_text(partner->names, language);
}

const char *partner_short_name(const struct partner *partner,
                               enum language language)
{
    const char *name = language_text(partner->short_names, language);
    return *name ? name : partner_name(partner, language);
}

const char *partner_school(const struct partner *partner, const char *typed,
                           enum language language)
{
    if (typed)
        return typed;
    return partner ? partner_name(partner, language) : "";
}

bool partner_is_on(const struct partner *partner, int day)
{
    return (partner->from == 0 || day >= partner->from) &&
           (partner->to == 0 || day <= partner->to);
}

// Of the two only localtime_r leaves the file of the time zone alone once it
// is read: in the sandbox no file opens.
int partner_today(void)
{
    struct tm now;
    const time_t seconds = time(NULL);
    if (!localtime_r(&seconds, &now))
        return 0;
    return (now.tm_year + 1900) * 10000 + (now.tm_mon + 1) * 100 + now.tm_mday;
}

static bool holds(const struct partner_ids *ids, const char *id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (strcmp(ids->ids[i], id) == 0)
            return true;
    return ids->count == 0;
}

bool partner_allows_template(const struct partner *partner, const char *id)
{
    return holds(&partner->templates, id);
}

bool partner_allows_theme(const struct partner *partner,
                          const char *template_id, const char *theme_id)
{
    const struct partner_ids *ids = &partner->themes;
    const size_t size = strlen(template_id);
    for (size_t i = 0; i < ids->count; i++) {
        const char *id = ids->ids[i];
        const bool is_its = strncmp(id, template_id, size) == 0 &&
                            id[size] == '/' &&
                            strcmp(id + size + 1, theme_id) == 0;
        if (is_its || strcmp(id, theme_id) == 0)
            return true;
    }
    return ids->count == 0;
}

bool partner_allows_format(const struct partner *partner, const char *id)
{
    return holds(&partner->formats, id);
}

bool partner_allows_language(const struct partner *partner,
                             enum language language)
{
    return partner->languages == 0 || (partner->languages >> language & 1) != 0;
}

const char *partner_default_template(const struct partner *partner)
{
    return !*partner->template_id && partner->templates.count == 1
               ? partner->templates.ids[0]
               : partner->template_id;
}

const struct theme *partner_theme(const struct partner *partner,
                                  const struct template *template)
{
    const char *wish = template->default_theme;
    if (*partner->theme_id && strcmp(partner->template_id, template->id) == 0)
        wish = partner->theme_id;
    const struct theme *theme = template_theme(template, wish);
    if (theme && partner_allows_theme(partner, template->id, wish))
        return theme;
    for (size_t i = 0; i < template->theme_count; i++)
        if (partner_allows_theme(partner, template->id, template->themes[i].id))
            return &template->themes[i];
    return NULL;
}
