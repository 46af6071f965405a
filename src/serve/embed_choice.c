#include "embed_choice.h"

#include "page_context.h"
#include "request.h"

#include <string.h>

static const struct template *find_template(const struct embed_choice *choice,
                                            const struct press *press,
                                            const char *query)
{
    char id[LIMIT_ID_BYTES];
    if (request_find(query, "template", id, sizeof id) != QUERY_FOUND)
        return NULL;
    const struct template *template = template_find(press_templates(press), id);
    return template && embed_choice_offers(choice, press, template) ? template
                                                                    : NULL;
}

static const struct theme *find_theme(const struct embed_choice *choice,
                                      const struct press *press,
                                      const char *query)
{
    char id[LIMIT_ID_BYTES];
    const struct template *template = embed_choice_template(choice, press);
    if (!template || request_find(query, "theme", id, sizeof id) != QUERY_FOUND)
        return NULL;
    const struct theme *theme = template_theme(template, id);
    return theme && (!choice->partner ||
                     partner_allows_theme(choice->partner, template->id, id))
               ? theme
               : NULL;
}

static const struct format *find_format(const struct embed_choice *choice,
                                        const struct press *press,
                                        const char *query)
{
    char id[LIMIT_ID_BYTES];
    const struct template *template = choice->template;
    if (request_find(query, "format", id, sizeof id) != QUERY_FOUND)
        return NULL;
    const struct format *format = format_find(press_formats(press), id);
    return format && (!template || template_layout(template, format->layout)) &&
                   (!choice->partner ||
                    partner_allows_format(choice->partner, id))
               ? format
               : NULL;
}

void embed_choice_read(struct embed_choice *choice, const struct press *press,
                       const char *partner_id, const char *query)
{
    char tag[16];
    *choice = (struct embed_choice){0};
    if (*partner_id) {
        choice->partner = partner_find(press_partners(press), partner_id);
        choice->is_unknown = !choice->partner;
    }
    choice->template = find_template(choice, press, query);
    choice->theme = find_theme(choice, press, query);
    choice->format = find_format(choice, press, query);
    if (request_find(query, "lang", tag, sizeof tag) != QUERY_FOUND)
        return;
    choice->language = language_from_tag(tag);
    choice->has_language =
        choice->language != LANGUAGE_COUNT &&
        (!choice->partner ||
         partner_allows_language(choice->partner, choice->language));
}

enum language embed_choice_language(const struct embed_choice *choice,
                                    enum language wanted)
{
    if (choice->has_language)
        return choice->language;
    if (!choice->partner || partner_allows_language(choice->partner, wanted))
        return wanted;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (partner_allows_language(choice->partner, (enum language)i))
            return (enum language)i;
    return wanted;
}

void embed_choice_write_query(const struct embed_choice *choice,
                              char query[EMBED_QUERY_MAX])
{
    struct fixed_text text = fixed_text_in(query, EMBED_QUERY_MAX);
    const char *const values[][2] = {
        {"template", choice->template ? choice->template->id : NULL},
        {"theme", choice->theme ? choice->theme->id : NULL},
        {"format", choice->format ? choice->format->id : NULL},
        {"lang", choice->has_language ? language_tag(choice->language) : NULL},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i][1])
            fixed_text_add(&text, "%c%s=%s", text.used > 0 ? '&' : '?',
                           values[i][0], values[i][1]);
}

void embed_choice_write_path(const struct embed_choice *choice,
                             char path[EMBED_PATH_MAX])
{
    char query[EMBED_QUERY_MAX];
    struct fixed_text text = fixed_text_in(path, EMBED_PATH_MAX);
    embed_choice_write_query(choice, query);
    fixed_text_add(&text, "embed/%s%s",
                   choice->partner ? choice->partner->id : "", query);
}

bool embed_choice_offers(const struct embed_choice *choice,
                         const struct press *press,
                         const struct template *template)
{
    const struct partner *partner = choice->partner;
    return press_partner_format(press, partner, template) &&
           (!partner || (partner_allows_template(partner, template->id) &&
                         partner_theme(partner, template)));
}

const struct template *embed_choice_template(const struct embed_choice *choice,
                                             const struct press *press)
{
    const struct template_list *templates = press_templates(press);
    if (choice->template)
        return choice->template;
    if (choice->partner && *choice->partner->template_id) {
        const struct template *own =
            template_find(templates, choice->partner->template_id);
        if (own && embed_choice_offers(choice, press, own))
            return own;
    }
    for (size_t i = 0; i < templates->count; i++)
        if (embed_choice_offers(choice, press, &templates->items[i]))
            return &templates->items[i];
    return NULL;
}

const struct format *embed_choice_format(const struct embed_choice *choice,
                                         const struct press *press)
{
    const struct template *first = embed_choice_template(choice, press);
    const struct format *usual = format_find(press_formats(press), PAGE_FORMAT);
    if (choice->format || !first)
        return choice->format;
    if (usual && template_layout(first, usual->layout) &&
        (!choice->partner || partner_allows_format(choice->partner, usual->id)))
        return usual;
    return press_partner_format(press, choice->partner, first);
}
