#include "embed_context.h"

#include "page_context.h"

#include <stdlib.h>
#include <string.h>

static const char *text_of(const struct value *value, const char *name)
{
    char digits[VALUE_TEXT_MAX];
    const char *text = value_text(value_member(value, name), digits);
    return text ? text : "";
}

static bool put_text(struct value *value, const char *name, const char *text)
{
    return value_put_text(value, name, text ? text : "");
}

// A town that stands in the name is not told once more.
static const char *place_beside(const struct partner *partner, const char *name)
{
    return partner->place && !strstr(name, partner->place) ? partner->place
                                                           : "";
}

struct value *embed_context_partner(const struct partner *partner,
                                    enum language language)
{
    const char *name = partner_name(partner, language);
    struct value *one = value_create_object();
    if (one && value_put_text(one, "id", partner->id) &&
        value_put_text(one, "name", name) &&
        value_put_text(one, "short_name",
                       partner_short_name(partner, language)) &&
        value_put_text(one, "place", place_beside(partner, name)) &&
        value_put_flag(one, "has_logo", partner->logo.kind != LOGO_NONE) &&
        put_text(one, "link", partner->link))
        return one;
    value_destroy(one);
    return NULL;
}

static bool put_partner(struct value *context, const struct embed_view *view)
{
    const struct partner *partner = view->choice->partner;
    if (!partner)
        return value_put_nothing(context, "partner");
    struct value *one = embed_context_partner(partner, view->language);
    return value_put(context, "partner", one) &&
           put_text(one, "contact", partner->contact);
}

// For programs: what is allowed, by ids.

static bool allows_theme(const struct embed_choice *choice,
                         const char *template_id, const char *theme_id)
{
    return !choice->partner ||
           partner_allows_theme(choice->partner, template_id, theme_id);
}

static bool allows_format(const struct embed_choice *choice, const char *id)
{
    return !choice->partner || partner_allows_format(choice->partner, id);
}

static bool allows_language(const struct embed_choice *choice, int language)
{
    return !choice->partner ||
           partner_allows_language(choice->partner, (enum language)language);
}

// The list of that name in an object, made empty.
static struct value *put_list(struct value *object, const char *name)
{
    struct value *list = value_create_list();
    return value_put(object, name, list) ? list : NULL;
}

static bool put_formats(struct value *object, const struct press *press,
                        const struct embed_choice *choice,
                        const struct template *template)
{
    const struct format_list *formats = press_formats(press);
    struct value *list = put_list(object, "formats");
    bool done = list != NULL;
    for (size_t i = 0; i < formats->count && done; i++) {
        const struct format *format = &formats->items[i];
        if (allows_format(choice, format->id) &&
            (!template || template_layout(template, format->layout)))
            done = value_put_text(list, NULL, format->id);
    }
    return done;
}

static bool put_template(struct value *list, const struct press *press,
                         const struct embed_choice *choice,
                         const struct template *template)
{
    struct value *one = value_create_object();
    bool done =
        value_put(list, NULL, one) && value_put_text(one, "id", template->id);
    struct value *themes = done ? put_list(one, "themes") : NULL;
    done = themes != NULL;
    for (size_t i = 0; i < template->theme_count && done; i++)
        if (allows_theme(choice, template->id, template->themes[i].id))
            done = value_put_text(themes, NULL, template->themes[i].id);
    return done && put_formats(one, press, choice, template);
}

bool embed_context_put_allowed(struct value *object, const struct press *press,
                               const struct embed_choice *choice)
{
    const struct template_list *templates = press_templates(press);
    struct value *list = put_list(object, "templates");
    bool done = list != NULL;
    for (size_t i = 0; i < templates->count && done; i++)
        if (embed_choice_offers(choice, press, &templates->items[i]))
            done = put_template(list, press, choice, &templates->items[i]);
    done = done && put_formats(object, press, choice, NULL);
    struct value *languages = done ? put_list(object, "languages") : NULL;
    done = languages != NULL;
    for (int i = 0; i < LANGUAGE_COUNT && done; i++)
        if (allows_language(choice, i))
            done =
                value_put_text(languages, NULL, language_tag((enum language)i));
    return done;
}

// The first `count` words of a text, parted by blanks.
static bool put_words(struct value *object, const char *name, const char *text,
                      size_t count)
{
    struct value *list = put_list(object, name);
    bool done = list != NULL;
    while (done && text && *(text += strspn(text, " ")) && count-- > 0) {
        const size_t length = strcspn(text, " ");
        char *word = strndup(text, length);
        done = word && value_put_text(list, NULL, word);
        free(word);
        text += length;
    }
    return done;
}

bool embed_context_put_captions(struct value *object,
                                const struct partner *partner,
                                enum language language)
{
    struct value *list = put_list(object, "captions");
    struct press_caption caption;
    bool done = list != NULL;
    for (size_t i = 0; done && partner &&
                       press_partner_caption(partner, i, language, &caption);
         i++) {
        struct value *one = value_create_object();
        done =
            value_put(list, NULL, one) &&
            value_put_text(one, "network", caption.network) &&
            put_text(one, "text", caption.text) &&
            put_words(one, "hashtags", caption.hashtags, caption.hashtag_count);
    }
    return done;
}

// What was chosen, or what the partner chooses first.
static bool put_chosen(struct value *object, const struct embed_view *view)
{
    const struct embed_choice *choice = view->choice;
    const struct template *template = choice->template;
    const struct theme *theme = choice->theme;
    if (!template && choice->partner)
        template = embed_choice_template(choice, view->press);
    if (!theme && choice->partner && template)
        theme = partner_theme(choice->partner, template);
    struct value *chosen = value_create_object();
    return value_put(object, "chosen", chosen) &&
           put_text(chosen, "template", template ? template->id : NULL) &&
           put_text(chosen, "theme", theme ? theme->id : NULL) &&
           put_text(chosen, "format",
                    choice->format ? choice->format->id : NULL);
}

static bool put_addresses(struct value *context, const struct embed_view *view)
{
    char query[EMBED_QUERY_MAX];
    char path[EMBED_PATH_MAX];
    char whole[ADDRESS_MAX + EMBED_PATH_MAX];
    struct fixed_text text = fixed_text_in(whole, sizeof whole);
    embed_choice_write_query(view->choice, query);
    embed_choice_write_path(view->choice, path);
    fixed_text_add(&text, "%s%s", view->address, path);
    return value_put_text(context, "embed_query", query) &&
           value_put_text(context, "embed_path", path) &&
           value_put_text(context, "embed_address", whole);
}

static bool put_script(struct value *context, const struct embed_view *view)
{
    struct value *all = value_create_object();
    const struct value *partner = value_member(context, "partner");
    char *script = NULL;
    const bool done =
        all && value_put_shared(all, "partner", partner) &&
        value_put_shared(all, "chosen", value_member(context, "chosen")) &&
        value_put_text(all, "lang", language_tag(view->language)) &&
        value_put_text(all, "address", view->address) &&
        value_put_text(all, "embed", text_of(context, "embed_address")) &&
        embed_context_put_allowed(all, view->press, view->choice) &&
        embed_context_put_captions(all, view->choice->partner,
                                   view->language) &&
        (script = value_script(all)) != NULL &&
        value_put_text(context, "script_embed", script);
    free(script);
    value_destroy(all);
    return done;
}

// For the page: what is allowed, with all that is known of it.

static bool put_themes(struct value *one, const struct value *from,
                       const struct embed_view *view)
{
    const char *template_id = text_of(from, "id");
    const struct value *all = value_member(from, "themes");
    struct value *list = put_list(one, "themes");
    bool done = list != NULL;
    for (size_t i = 0; i < value_count(all) && done; i++)
        if (allows_theme(view->choice, template_id,
                         text_of(value_item(all, i), "id")))
            done = value_put_shared(list, NULL, value_item(all, i));
    return done;
}

// The formats of a template are ids, those of all are objects.
static bool put_format_ids(struct value *one, const struct value *from,
                           const struct embed_view *view)
{
    char digits[VALUE_TEXT_MAX];
    const struct value *all = value_member(from, "formats");
    struct value *list = put_list(one, "formats");
    bool done = list != NULL;
    for (size_t i = 0; i < value_count(all) && done; i++) {
        const char *id = value_text(value_item(all, i), digits);
        if (!id || !allows_format(view->choice, id))
            continue;
        done = (value_count(list) > 0 ||
                value_put_text(one, "first_format", id)) &&
               value_put_text(list, NULL, id);
    }
    return done;
}

static bool put_templates(struct value *context, const struct embed_view *view)
{
    const struct value *all = value_member(view->outer, "templates");
    const struct template_list *known = press_templates(view->press);
    const struct template *first =
        embed_choice_template(view->choice, view->press);
    struct value *list = put_list(context, "templates");
    bool done = list != NULL;
    for (size_t i = 0; i < value_count(all) && done; i++) {
        const struct value *from = value_item(all, i);
        const struct template *template =
            template_find(known, text_of(from, "id"));
        if (!template ||
            !embed_choice_offers(view->choice, view->press, template))
            continue;
        struct value *one = value_copy(from);
        done =
            value_put(list, NULL, one) &&
            value_put_flag(one, "default", template == first) &&
            value_put_flag(one, "chosen", template == view->choice->template) &&
            put_themes(one, from, view) && put_format_ids(one, from, view);
    }
    return done;
}

static bool put_all_formats(struct value *context,
                            const struct embed_view *view)
{
    const struct value *all = value_member(view->outer, "formats");
    struct value *list = put_list(context, "formats");
    bool done = list != NULL;
    for (size_t i = 0; i < value_count(all) && done; i++) {
        const struct value *from = value_item(all, i);
        const char *id = text_of(from, "id");
        const struct format *chosen = view->choice->format;
        if (!allows_format(view->choice, id))
            continue;
        struct value *one = value_copy(from);
        done = value_put(list, NULL, one) &&
               value_put_flag(one, "chosen",
                              chosen && strcmp(chosen->id, id) == 0);
    }
    return done;
}

static bool put_languages(struct value *context, const struct embed_view *view)
{
    struct value *list = put_list(context, "languages");
    bool done = list != NULL;
    for (int i = 0; i < LANGUAGE_COUNT && done; i++) {
        if (!allows_language(view->choice, i))
            continue;
        char query[EMBED_QUERY_MAX];
        struct embed_choice other = *view->choice;
        other.has_language = true;
        other.language = (enum language)i;
        embed_choice_write_query(&other, query);
        struct value *one = value_create_object();
        done = value_put(list, NULL, one) &&
               value_put_text(one, "tag", language_tag((enum language)i)) &&
               value_put_text(one, "name",
                              page_context_language((enum language)i)) &&
               value_put_text(one, "query", query) &&
               value_put_flag(one, "current", i == (int)view->language) &&
               value_put_flag(one, "chosen",
                              view->choice->has_language &&
                                  i == (int)view->choice->language);
    }
    return done && value_put_flag(context, "has_language_choice",
                                  value_count(list) > 1);
}

static bool put_discovery(struct value *context, const char *address,
                          const char *path)
{
    static const char *const forms[][2] = {{"oembed_json", "json"},
                                           {"oembed_xml", "xml"}};
    bool done = value_put_text(context, "address", address);
    for (size_t i = 0; i < 2 && done; i++) {
        char whole[2 * ADDRESS_MAX + 3 * EMBED_PATH_MAX];
        struct fixed_text text = fixed_text_in(whole, sizeof whole);
        if (*address)
            fixed_text_add(&text, "%soembed?format=%s&url=", address,
                           forms[i][1]);
        const char *const parts[] = {address, path};
        for (size_t part = 0; part < 2 && *address; part++)
            for (const char *at = parts[part]; *at; at++)
                fixed_text_add(&text, strchr(":/?&=", *at) ? "%%%02X" : "%c",
                               (unsigned)(unsigned char)*at);
        done = value_put_text(context, forms[i][0], whole);
    }
    return done;
}

bool embed_context_create_index(struct value **context, const char *address)
{
    *context = value_create_object();
    if (*context && put_discovery(*context, address, ""))
        return true;
    value_destroy(*context);
    *context = NULL;
    return false;
}

bool embed_context_create(struct value **context, const struct embed_view *view)
{
    struct value *made = value_create_object();
    const struct format *format =
        embed_choice_format(view->choice, view->press);
    char path[EMBED_PATH_MAX];
    embed_choice_write_path(view->choice, path);
    const bool done =
        made && value_put_text(made, "root", "../") &&
        put_partner(made, view) &&
        value_put_flag(made, "note", view->choice->is_unknown) &&
        put_chosen(made, view) && put_addresses(made, view) &&
        put_discovery(made, view->address, path) && put_script(made, view) &&
        put_templates(made, view) && put_all_formats(made, view) &&
        put_languages(made, view) &&
        page_context_put_choice(made, view->texts, format ? format->id : "");
    if (!done)
        value_destroy(made);
    *context = done ? made : NULL;
    return done;
}
