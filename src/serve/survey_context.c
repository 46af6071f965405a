#include "survey_context.h"

#include "embed_context.h"
#include "pages.h"

#include <stdio.h>
#include <string.h>

static int given_value(const struct survey_answer *given, const char *id)
{
    for (int i = 0; given && i < given->rating_count; i++)
        if (strcmp(given->ratings[i].question_id, id) == 0)
            return given->ratings[i].value;
    return 0;
}

static bool put_end(struct value *one, const char *end)
{
    return end ? value_put_text(one, "end", end)
               : value_put_nothing(one, "end");
}

static bool put_values(struct value *question, const char *lowest,
                       const char *highest, int given)
{
    struct value *list = value_create_list();
    bool done = value_put(question, "values", list);
    for (int i = 1; i <= SURVEY_VALUES && done; i++) {
        struct value *one = value_create_object();
        done = value_put(list, NULL, one) &&
               value_put_number(one, "value", i) &&
               value_put_flag(one, "chosen", i == given) &&
               put_end(one, i == 1               ? lowest
                            : i == SURVEY_VALUES ? highest
                                                 : NULL);
    }
    return done;
}

static bool put_question(struct value *list,
                         const struct survey_question *question,
                         enum language language, int given)
{
    const char *lowest = language_text(question->lowest, language);
    const char *highest = language_text(question->highest, language);
    struct value *one = value_create_object();
    return value_put(list, NULL, one) &&
           value_put_text(one, "id", question->id) &&
           value_put_text(one, "text",
                          language_text(question->texts, language)) &&
           value_put_text(one, "lowest", lowest) &&
           value_put_text(one, "highest", highest) &&
           put_values(one, lowest, highest, given);
}

// Nothing of a survey that is off.
static bool put_survey(struct value *context, const char *name,
                       const struct survey *survey, enum language language,
                       const struct survey_answer *given)
{
    if (survey->count == 0)
        return value_put_nothing(context, name);
    struct value *one = value_create_object();
    struct value *list = value_create_list();
    bool done =
        value_put(context, name, one) && value_put(one, "questions", list) &&
        value_put_text(one, "title", language_text(survey->titles, language)) &&
        value_put_text(one, "remark", language_text(survey->remarks, language));
    for (size_t i = 0; i < survey->count && done; i++)
        done = put_question(list, &survey->questions[i], language,
                            given_value(given, survey->questions[i].id));
    return done;
}

bool survey_context_put_all(struct value *context,
                            const struct survey_list *surveys,
                            const struct config *config, enum language language)
{
    const int days = config->evaluation.keep_remarks_days;
    return put_survey(context, "survey", &surveys->surveys[SURVEY_POSTER],
                      language, NULL) &&
           put_survey(context, "partner_survey",
                      &surveys->surveys[SURVEY_PARTNER], language, NULL) &&
           value_put_number(context, "remark_length", SURVEY_REMARK_LENGTH) &&
           // A sentence that is not kept is not asked for.
           value_put_number(context, "remark_days", days);
}

// The same page in other languages, wherever this one came from.
static bool put_languages(struct value *context, const struct survey_view *view)
{
    const struct value *languages = value_member(view->outer, "languages");
    struct value *list = value_create_list();
    bool done = value_put(context, "languages", list);
    for (size_t i = 0; i < value_count(languages) && done; i++) {
        char digits[VALUE_TEXT_MAX];
        char query[256];
        struct value *one = value_copy(value_item(languages, i));
        const char *tag = value_text(value_member(one, "tag"), digits);
        snprintf(query, sizeof query, "%ssurvey/%s?lang=%s", view->root,
                 view->partner ? view->partner->id : "", tag ? tag : "");
        done =
            value_put(list, NULL, one) && value_put_text(one, "query", query);
    }
    return done;
}

static bool put_wrong(struct value *context, const struct survey_view *view)
{
    if (!view->wrong)
        return value_put_nothing(context, "wrong");
    struct value *one = value_create_object();
    return value_put(context, "wrong", one) &&
           value_put_text(one, "sentence", view->wrong) &&
           value_put_text(one, "field", view->field);
}

bool survey_context_put(struct value *context, const struct survey_view *view)
{
    return value_put_text(context, "root", view->root) &&
           value_put_text(context, "answer", view->id) &&
           value_put_flag(context, "thanks", view->is_thanks) &&
           (view->partner ? value_put(context, "partner",
                                      embed_context_partner(view->partner,
                                                            view->language))
                          : value_put_nothing(context, "partner")) &&
           put_languages(context, view) && put_wrong(context, view) &&
           (!view->given || put_survey(context, "partner_survey", view->survey,
                                       view->language, view->given));
}

bool survey_context_fill(const struct pages *pages,
                         const struct survey_view *view, struct buffer *html,
                         struct error *err)
{
    struct value *inner = value_create_object();
    const bool done =
        inner && survey_context_put(inner, view)
            ? pages_fill(pages, PAGE_SURVEY, inner, view->language, html, err)
            : error_set_memory(err);
    value_destroy(inner);
    return done;
}
