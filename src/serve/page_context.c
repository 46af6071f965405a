#include "page_context.h"

#include "counting_context.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// So many pictures of the gallery are loaded at once; the rest when they are
// scrolled to.
enum { EAGER = 4 };

static const char *const groups[] = {"social", "screen", "print", "banner"};

static const char *const language_names[LANGUAGE_COUNT] = {
    [LANGUAGE_NL] = "Nederlands",
    [LANGUAGE_FR] = "Français",
    [LANGUAGE_EN] = "English",
    [LANGUAGE_DE] = "Deutsch",
};

static const char *text_of(const struct value *value, const char *name)
{
    char digits[VALUE_TEXT_MAX];
    const char *text = value_text(value_member(value, name), digits);
    return text ? text : "";
}

static bool is(const struct value *value, const char *name, const char *text)
{
    return strcmp(text_of(value, name), text) == 0;
}

static struct value *find(const struct value *list, const char *id)
{
    for (size_t i = 0; i < value_count(list); i++)
        if (is(value_item(list, i), "id", id))
            return value_item(list, i);
    return NULL;
}

// What a form without JavaScript needs to know of each theme: whose it is.
static bool mark_themes(struct value *template)
{
    const struct value *themes = value_member(template, "themes");
    for (size_t i = 0; i < value_count(themes); i++)
        if (!value_put_text(value_item(themes, i), "template",
                            text_of(template, "id")))
            return false;
    return true;
}

static bool join_uses(struct value *template)
{
    char joined[256] = "";
    char digits[VALUE_TEXT_MAX];
    const struct value *uses = value_member(template, "uses");
    for (size_t i = 0; i < value_count(uses); i++) {
        const char *use = value_text(value_item(uses, i), digits);
        const size_t used = strlen(joined);
        snprintf(joined + used, sizeof joined - used, "%s%s", i > 0 ? " " : "",
                 use ? use : "");
    }
    return value_put_text(template, "uses", joined);
}

static bool mark_templates(const struct value *templates)
{
    char digits[VALUE_TEXT_MAX];
    for (size_t i = 0; i < value_count(templates); i++) {
        struct value *one = value_item(templates, i);
        const struct value *first = value_item(value_member(one, "fields"), 0);
        const char *format =
            value_text(value_item(value_member(one, "formats"), 0), digits);
        if (!mark_themes(one) || !join_uses(one) ||
            !value_put_text(one, "example", text_of(first, "example")) ||
            !value_put_text(one, "first_format", format ? format : "") ||
            !value_put_flag(one, "eager", i < EAGER) ||
            !value_put_flag(one, "default", i == 0))
            return false;
    }
    return true;
}

static bool has_digits_only(const char *text)
{
    return *text && strspn(text, "0123456789") == strlen(text);
}

static bool is_needed_by_all(const struct value *templates, const char *id)
{
    for (size_t i = 0; i < value_count(templates); i++) {
        const struct value *field =
            find(value_member(value_item(templates, i), "fields"), id);
        if (!field || !value_is_something(value_member(field, "required")))
            return false;
    }
    return true;
}

static long largest_length(const struct value *templates, const char *id)
{
    long most = 0;
    for (size_t i = 0; i < value_count(templates); i++) {
        const long length = strtol(
            text_of(find(value_member(value_item(templates, i), "fields"), id),
                    "max_length"),
            NULL, 10);
        most = length > most ? length : most;
    }
    return most;
}

static bool add_field(struct value *fields, const struct value *templates,
                      const struct value *field)
{
    const char *id = text_of(field, "id");
    if (find(fields, id))
        return true;
    struct value *one = value_create_object();
    return value_put_text(one, "id", id) &&
           value_put_text(one, "label", text_of(field, "label")) &&
           value_put_text(one, "example", text_of(field, "example")) &&
           value_put_number(one, "max_length", largest_length(templates, id)) &&
           value_put_flag(one, "required", is_needed_by_all(templates, id)) &&
           value_put_flag(one, "numeric",
                          has_digits_only(text_of(field, "example"))) &&
           value_put(fields, NULL, one);
}

// The fields of all templates, each once.
static bool put_fields(struct value *context, const struct value *templates)
{
    struct value *fields = value_create_list();
    bool done = fields != NULL;
    for (size_t i = 0; i < value_count(templates) && done; i++) {
        const struct value *own =
            value_member(value_item(templates, i), "fields");
        for (size_t j = 0; j < value_count(own) && done; j++)
            done = add_field(fields, templates, value_item(own, j));
    }
    if (done)
        return value_put(context, "fields", fields);
    value_destroy(fields);
    return false;
}

// The fields that a template has not: the page hides them.
static bool put_lacks(const struct value *context,
                      const struct value *templates)
{
    const struct value *fields = value_member(context, "fields");
    for (size_t i = 0; i < value_count(templates); i++) {
        struct value *one = value_item(templates, i);
        struct value *lacks = value_create_list();
        bool done = lacks != NULL;
        for (size_t j = 0; j < value_count(fields) && done; j++) {
            const char *id = text_of(value_item(fields, j), "id");
            if (!find(value_member(one, "fields"), id))
                done = value_put_text(lacks, NULL, id);
        }
        if (!done) {
            value_destroy(lacks);
            return false;
        }
        if (!value_put(one, "lacks", lacks))
            return false;
    }
    return true;
}

static bool put_group(struct value *list, const char *id, const char *name,
                      const struct value *formats, const char *default_id)
{
    struct value *group = value_create_object();
    struct value *own = value_create_list();
    bool done = group && own && value_put_text(group, "id", id) &&
                value_put_text(group, "name", name);
    for (size_t i = 0; i < value_count(formats) && done; i++) {
        struct value *format = value_item(formats, i);
        if (is(format, "group", id))
            done = value_put_flag(format, "default",
                                  is(format, "id", default_id)) &&
                   value_put_shared(own, NULL, format);
    }
    if (!done) {
        value_destroy(own);
        value_destroy(group);
        return false;
    }
    const bool is_empty = value_count(own) == 0;
    done = value_put(group, "formats", own);
    if (done && !is_empty)
        return value_put(list, NULL, group);
    value_destroy(group);
    return done;
}

static bool put_groups(struct value *context, const struct value *texts,
                       const char *default_id)
{
    const struct value *formats = value_member(context, "formats");
    const struct value *names = value_member(texts, "groups");
    struct value *list = value_create_list();
    bool done = list != NULL;
    for (size_t i = 0; i < sizeof groups / sizeof *groups && done; i++)
        done = put_group(list, groups[i], text_of(names, groups[i]), formats,
                         default_id);
    if (done)
        return value_put(context, "groups", list);
    value_destroy(list);
    return false;
}

static bool put_languages(struct value *context, enum language language)
{
    struct value *list = value_create_list();
    bool done = value_put(context, "languages", list);
    for (int i = 0; i < LANGUAGE_COUNT && done; i++) {
        struct value *one = value_create_object();
        done = value_put(list, NULL, one) &&
               value_put_text(one, "tag", language_tag((enum language)i)) &&
               value_put_text(one, "name", language_names[i]) &&
               value_put_nothing(one, "query") &&
               value_put_flag(one, "current", i == (int)language);
    }
    return done;
}

static const char *in_language(char texts[LANGUAGE_COUNT][CONFIG_LINE_MAX],
                               enum language language)
{
    return *texts[language] ? texts[language] : texts[LANGUAGE_NL];
}

static bool put_site(struct value *context, const struct config *config,
                     enum language language)
{
    struct config_page page = config->page;
    struct value *site = value_create_object();
    struct value *links = value_create_list();
    bool done =
        value_put(context, "site", site) && value_put(site, "links", links) &&
        value_put_text(site, "name", in_language(page.names, language)) &&
        value_put_text(site, "contact", page.contact) &&
        value_put_text(site, "color", page.color) &&
        value_put_text(site, "ink", page.ink) &&
        value_put_text(site, "footer", in_language(page.footers, language)) &&
        value_put_flag(site, "has_more", page.link_count > 0 || *page.contact);
    for (size_t i = 0; i < page.link_count && done; i++) {
        struct value *one = value_create_object();
        done =
            value_put(links, NULL, one) &&
            value_put_text(one, "id", page.links[i].id) &&
            value_put_flag(one, "is_conversion", page.links[i].is_conversion) &&
            value_put_text(one, "url", page.links[i].url) &&
            value_put_text(one, "label",
                           in_language(page.links[i].labels, language));
    }
    return done;
}

static bool put_facts(struct value *context, const struct config *config,
                      const struct value *texts, enum language language)
{
    char *script = value_script(value_member(texts, "script"));
    const bool done =
        script && value_put_text(context, "script_texts", script) &&
        value_put_text(context, "lang", language_tag(language)) &&
        value_put_text(context, "root", "") &&
        // Of embeds alone; the page shares its form with them.
        value_put_nothing(context, "script_embed") &&
        value_put_nothing(context, "partner") &&
        value_put_number(context, "photo_mb",
                         (long)(config->photo.bytes / 1000000)) &&
        value_put_number(context, "photo_seconds",
                         config->kit_timeout_s > config->poster_timeout_s
                             ? config->kit_timeout_s
                             : config->poster_timeout_s);
    free(script);
    return done;
}

bool page_context_put_choice(struct value *context, const struct value *texts,
                             const char *default_id)
{
    const struct value *templates = value_member(context, "templates");
    return put_fields(context, templates) && put_lacks(context, templates) &&
           put_groups(context, texts, default_id);
}

const char *page_context_language(enum language language)
{
    return language_names[language];
}

bool page_context_create(struct value **context, const struct press *press,
                         const struct config *config, const struct value *texts,
                         enum language language, struct error *err)
{
    char *listing = press_list_json(press, PRESS_LIST_ALL, language);
    *context = NULL;
    if (!listing)
        return error_set_memory(err);
    const bool read = value_read(context, "the listing", listing, err);
    free(listing);
    if (!read)
        return false;
    const struct value *templates = value_member(*context, "templates");
    if (value_put_shared(*context, "t", texts) &&
        put_facts(*context, config, texts, language) &&
        put_languages(*context, language) &&
        counting_context_put(*context, config, texts, language) &&
        put_site(*context, config, language) && mark_templates(templates) &&
        page_context_put_choice(*context, texts, PAGE_FORMAT))
        return true;
    value_destroy(*context);
    *context = NULL;
    return error_set_memory(err);
}
