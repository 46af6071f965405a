#include "survey_form.h"

#include "press/words.h"

#include <stdlib.h>
#include <string.h>

static bool begin(void *context, const struct multipart_part *part,
                  struct error *err)
{
    struct survey_form *form = context;
    (void)err;
    form->part = *part;
    form->text.size = 0;
    return true;
}

// Of what is far too long, enough is kept to see that.
static bool data(void *context, struct bytes bytes, struct error *err)
{
    struct survey_form *form = context;
    const size_t room = LIMIT_TEXT_BYTES + 1 - form->text.size;
    return buffer_append(&form->text, bytes.data,
                         bytes.size < room ? bytes.size : room) ||
           error_set_memory(err);
}

// Copies a short value of ASCII; false when it cannot be one.
static bool copy(const struct buffer *text, char *out, size_t size)
{
    if (text->size >= size ||
        (text->size > 0 && memchr(text->data, '\0', text->size)))
        return false;
    if (text->size > 0)
        memcpy(out, text->data, text->size);
    out[text->size] = '\0';
    return true;
}

static bool end_id(struct survey_form *form, struct error *err)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    char id[SURVEY_FORM_ID_BYTES];
    if (!copy(&form->text, id, sizeof id) || strlen(id) < 16 ||
        strspn(id, digits) != strlen(id))
        return error_set(err, ERROR_INVALID, MESSAGE_REQUEST_MALFORMED,
                         "answer");
    strcpy(form->id, id);
    return true;
}

static bool end_language(struct survey_form *form, struct error *err)
{
    char tag[16];
    const enum language language = copy(&form->text, tag, sizeof tag)
                                       ? language_from_tag(tag)
                                       : LANGUAGE_COUNT;
    if (language == LANGUAGE_COUNT)
        return error_set(err, ERROR_INVALID, MESSAGE_LANGUAGE_UNKNOWN, "lang");
    form->language = language;
    strcpy(form->answer.language, language_tag(language));
    return true;
}

static bool end_question(struct survey_form *form,
                         const struct survey_question *question,
                         struct error *err)
{
    struct survey_answer *answer = &form->answer;
    char digit[2];
    for (int i = 0; i < answer->rating_count; i++)
        if (strcmp(answer->ratings[i].question_id, question->id) == 0)
            return error_set(err, ERROR_INVALID, MESSAGE_FIELD_TWICE,
                             question->id);
    if (!copy(&form->text, digit, sizeof digit) || *digit < '1' ||
        *digit > '0' + SURVEY_VALUES)
        return error_set_values(err, ERROR_INVALID, MESSAGE_SURVEY_VALUE,
                                question->id, 1, SURVEY_VALUES);
    strcpy(answer->ratings[answer->rating_count].question_id, question->id);
    answer->ratings[answer->rating_count++].value = *digit - '0';
    return true;
}

// A sentence is one line, cleaned as a slogan is. Not even a character of it
// may come back in what is wrong.
static bool end_remark(struct survey_form *form, struct error *err)
{
    struct error wrong = {0};
    char *clean = NULL;
    if (form->has_remark)
        return error_set(err, ERROR_INVALID, MESSAGE_FIELD_TWICE, "remark");
    form->has_remark = true;
    if (form->text.size > LIMIT_TEXT_BYTES)
        return error_set(err, ERROR_INVALID, MESSAGE_REQUEST_PART_TOO_LARGE,
                         "remark");
    if (!words_clean((const char *)form->text.data, form->text.size, &clean,
                     "remark", &wrong)) {
        if (wrong.message == MESSAGE_TEXT_NO_GLYPH)
            return error_set(err, ERROR_INVALID, MESSAGE_TEXT_CONTROL,
                             "remark");
        *err = wrong;
        return false;
    }
    for (char *c = clean; (c = strchr(c, '\n'));)
        *c = ' ';
    const size_t count = words_count(clean);
    const bool fits = strlen(clean) < sizeof form->answer.remark;
    if (count <= SURVEY_REMARK_LENGTH && fits)
        strcpy(form->answer.remark, clean);
    free(clean);
    if (count > SURVEY_REMARK_LENGTH)
        return error_set_values(err, ERROR_INVALID, MESSAGE_TEXT_TOO_LONG,
                                "remark", (long)count, SURVEY_REMARK_LENGTH);
    return fits || error_set(err, ERROR_INVALID, MESSAGE_REQUEST_PART_TOO_LARGE,
                             "remark");
}

static bool end_field(struct survey_form *form, struct error *err)
{
    const char *name = form->part.name;
    const struct survey_question *question =
        survey_question(form->survey, name);
    // What is left empty is not answered.
    if (form->text.size == 0)
        return true;
    if (question)
        return end_question(form, question, err);
    if (strcmp(name, "remark") == 0)
        return end_remark(form, err);
    if (strcmp(name, "lang") == 0)
        return end_language(form, err);
    if (strcmp(name, "answer") == 0)
        return end_id(form, err);
    if (strcmp(name, "partner") == 0)
        return copy(&form->text, form->answer.partner_id,
                    sizeof form->answer.partner_id) ||
               error_set(err, ERROR_INVALID, MESSAGE_PARTNER_UNKNOWN,
                         "partner");
    if (strcmp(name, "template") == 0)
        return copy(&form->text, form->answer.template_id,
                    sizeof form->answer.template_id) ||
               error_set(err, ERROR_INVALID, MESSAGE_TEMPLATE_UNKNOWN,
                         "template");
    return error_set(err, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN, NULL);
}

// Goes on behind what is wrong: what was right is shown again.
static bool end(void *context, struct error *err)
{
    struct survey_form *form = context;
    struct error wrong = {0};
    if (end_field(form, &wrong))
        return true;
    if (error_is_memory(&wrong)) {
        *err = wrong;
        return false;
    }
    if (form->wrong.kind == ERROR_NONE)
        form->wrong = wrong;
    return true;
}

bool survey_form_init(struct survey_form *form, enum survey_kind kind,
                      const struct survey *survey, const char *content_type,
                      enum language language, struct error *err)
{
    const struct multipart_events heard = {begin, data, end, form};
    *form = (struct survey_form){.survey = survey,
                                 .answer = {.kind = (int32_t)kind},
                                 .language = language};
    strcpy(form->answer.language, language_tag(language));
    return multipart_init(&form->multipart, content_type, &heard, err);
}

bool survey_form_feed(struct survey_form *form, struct bytes bytes,
                      struct error *err)
{
    return multipart_feed(&form->multipart, bytes, err);
}

bool survey_form_complete(struct survey_form *form, struct error *err)
{
    if (!multipart_finish(&form->multipart, err))
        return false;
    if (form->wrong.kind != ERROR_NONE) {
        *err = form->wrong;
        return false;
    }
    return form->answer.rating_count > 0 ||
           error_set(err, ERROR_INVALID, MESSAGE_SURVEY_EMPTY,
                     form->survey->questions[0].id);
}

void survey_form_finish(struct survey_form *form)
{
    buffer_finish(&form->text);
}
