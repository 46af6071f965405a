#include "schools_context.h"

#include "page_context.h"

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

// The colours of the template that is chosen; none while none is.
static bool put_themes(struct value *context, const struct embed_view *view)
{
    const struct embed_choice *choice = view->choice;
    const struct template *template = choice->template;
    struct value *list = value_create_list();
    bool done = value_put(context, "embed_themes", list);
    for (size_t i = 0; template && i < template->theme_count && done; i++) {
        const struct theme *theme = &template->themes[i];
        if (choice->partner &&
            !partner_allows_theme(choice->partner, template->id, theme->id))
            continue;
        struct value *one = value_create_object();
        done = value_put(list, NULL, one) &&
               value_put_text(one, "id", theme->id) &&
               value_put_text(one, "name",
                              language_text(theme->names, view->language)) &&
               value_put_flag(one, "chosen", theme == choice->theme);
    }
    return done &&
           value_put_flag(context, "has_theme_choice", value_count(list) > 1);
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
           put_found(context, view, search) && put_themes(context, view) &&
           put_languages(context, view) &&
           // The page itself is in any language, whoever's embed it makes.
           value_put_shared(context, "languages",
                            value_member(view->outer, "languages"));
}
