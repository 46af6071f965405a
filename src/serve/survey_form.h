// Survey form: the parts of a request's body become an answer to a survey.
// Knows the questions; who the partner is and what the template, its caller
// looks up.
#pragma once

#include "multipart.h"

#include "evaluation/survey.h"
#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>

// The id that a browser gives an answer, so that one that is sent twice counts
// once: 16 to 64 hex digits.
enum { SURVEY_FORM_ID_BYTES = 65 };

struct survey_form {
    const struct survey *survey; // borrowed
    // What was understood so far, also when something else is wrong.
    struct survey_answer answer;
    char id[SURVEY_FORM_ID_BYTES]; // "": the browser gave none
    enum language language;        // of the answer to the browser
    struct multipart multipart;
    // The part that is being read.
    struct multipart_part part;
    struct buffer text;
    bool has_remark;
    struct error wrong; // the first field that is
};

// A form that speaks `language` until its field `lang` says otherwise. Errors:
// the content type is not that of a form.
bool survey_form_init(struct survey_form *form, enum survey_kind kind,
                      const struct survey *survey, const char *content_type,
                      enum language language, struct error *err);

// Takes the next bytes of the body. False only for what is no form at all: of a
// field that is wrong survey_form_complete tells.
bool survey_form_feed(struct survey_form *form, struct bytes bytes,
                      struct error *err);

// The body is over. True for an answer with at least one rating; its receipt
// and its day are not filled.
bool survey_form_complete(struct survey_form *form, struct error *err);

// Frees everything; takes a zeroed form.
void survey_form_finish(struct survey_form *form);
