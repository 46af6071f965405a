#include "schools_context.h"

#include "page_context.h"

#include <string.h>

static bool put_found(struct value *context, const struct embed_view *view,
                      const struct schools_search *search)
{
    struct value *list = value_create_list();
    bool done = value_put(context, "found", list);
    for (size_t i = 0; i < search->count && done; i++) {
        const struct partner *partner = search->found[i];
        struct value *one = embed_context_partner(partner, view->language);
        done = value_put(list, NULL, one) &&
               value_put_flag(one, "chosen", partner == view->choice->partner);
    }
    return done;
}

static bool put_languages(struct value *context, const struct embed_view *view)
{
    const struct embed_choice *choice = view->choice;
    struct value *list = value_create_list();
    bool done = value_put(context, "embed_languages", list);
    for (int i = 0; i < LANGUAGE_COUNT && done; i++) {
        const enum language language = (enum language)i;
        if (choice->partner &&
            !partner_allows_language(choice->partner, language))
            continue;
        struct value *one = value_create_object();
        done = value_put(list, NULL, one) &&
               value_put_text(one, "tag", language_tag(language)) &&
               value_put_text(one, "name", page_context_language(language)) &&
               value_put_flag(one, "chosen",
                              choice->has_language &&
                                  choice->language == language);
    }
    return done;
}

static bool has_id(const struct value *value, const char *id)
{
    char digits[VALUE_TEXT_MAX];
    const char *text = value_text(value_member(value, "id"), digits);
    return text && strcmp(text, id) == 0;
}

// The themes that the chosen template has here; without one there are none.
static const struct value *find_themes(const struct value *context,
                                       const struct embed_choice *choice)
{
    const struct value *all = value_member(context, "templates");
    for (size_t i = 0; choice->template && i < value_count(all); i++)
        if (has_id(value_item(all, i), choice->template->id))
            return value_member(value_item(all, i), "themes");
    return NULL;
}

static bool put_themes(struct value *context, const struct embed_view *view)
{
    const struct value *all = find_themes(context, view->choice);
    const struct theme *chosen = view->choice->theme;
    const size_t count = all ? value_count(all) : 0;
    struct value *list = value_create_list();
    bool done = value_put(context, "embed_themes", list) &&
                value_put_flag(context, "has_theme_choice", count > 1);
    for (size_t i = 0; i < count && done; i++) {
        struct value *one = value_copy(value_item(all, i));
        done = value_put(list, NULL, one) &&
               value_put_flag(one, "chosen", chosen && has_id(one, chosen->id));
    }
    return done;
}

bool schools_context_put(struct value *context, const struct embed_view *view,
                         const struct schools_search *search)
{
    return value_put_text(context, "root", "") &&
           // What is no UTF-8 is not repeated.
           (value_put_text(context, "q", search->text) ||
            value_put_text(context, "q", "")) &&
           value_put_flag(context, "none_found",
                          *search->text && search->count == 0) &&
           put_found(context, view, search) && put_languages(context, view) &&
           put_themes(context, view) &&
           // The page itself is in any language, whoever's embed it makes.
           value_put_shared(context, "languages",
                            value_member(view->outer, "languages"));
}
