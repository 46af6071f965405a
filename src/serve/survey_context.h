// Survey context: what the marks of pages can name of the surveys.
// docs/page.md lists it.
#pragma once

#include "config.h"
#include "values.h"

#include "evaluation/survey.h"
#include "press/press.h"

// Puts the questions into what all pages have: `survey` (after a download) and
// `partner_survey`, each nothing when it is off. False when memory is out.
bool survey_context_put_all(struct value *context,
                            const struct survey_list *surveys,
                            const struct config *config,
                            enum language language);

// What survey.html is made from; all borrowed.
struct survey_view {
    const struct partner *partner; // NULL: none
    const struct value *outer;     // of all pages, in the page's language
    enum language language;
    const char *root; // the path back to "/", such as "../"
    const char *id;   // of the answer that is to come
    bool is_thanks;
    // What was wrong with an answer; NULL: nothing.
    const char *wrong;
    const char *field; // "" for none
    // What it had of ratings, to be shown again; NULL: nothing.
    const struct survey *survey;
    const struct survey_answer *given;
};

// Puts it into what survey.html can name. False when memory is out.
bool survey_context_put(struct value *context, const struct survey_view *view);

// The whole page. Errors name file and line.
struct pages;
bool survey_context_fill(const struct pages *pages,
                         const struct survey_view *view, struct buffer *html,
                         struct error *err);
