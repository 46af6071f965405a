// Survey: the questions that people are asked, read from a configuration file,
// and one answer to them.
#pragma once

#include "event.h"

#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SURVEY_QUESTIONS_MAX = 5,
    SURVEY_VALUES = 5,          // 1 to 5
    SURVEY_REMARK_LENGTH = 300, // characters, as a person counts them
    // A field of a form, and a NUL: an emoji of a family has 25 bytes.
    SURVEY_REMARK_BYTES = LIMIT_TEXT_BYTES + 1,
};

// Who is asked: a teacher after a download, or a partner by its link.
enum survey_kind { SURVEY_POSTER, SURVEY_PARTNER, SURVEY_KINDS };

struct survey_question {
    char id[LIMIT_ID_BYTES];
    char *texts[LANGUAGE_COUNT];   // there is a Dutch one; owned
    char *lowest[LANGUAGE_COUNT];  // what 1 means
    char *highest[LANGUAGE_COUNT]; // what 5 means
};

// Without questions it is off.
struct survey {
    struct survey_question questions[SURVEY_QUESTIONS_MAX];
    size_t count;
    char *titles[LANGUAGE_COUNT];
    char *remarks[LANGUAGE_COUNT]; // the question for the sentence; all NULL:
                                   // there is none
};

struct survey_list {
    struct survey surveys[SURVEY_KINDS];
};

// "poster", "partner"; SURVEY_KINDS for none of them.
const char *survey_name(enum survey_kind kind);
enum survey_kind survey_find(const char *name);

// Errors name file, line, section and key and what would be right. On false
// there is nothing to finish.
bool survey_list_read(struct survey_list *list, const char *path,
                      struct error *err);
// Takes a zeroed one.
void survey_list_finish(struct survey_list *list);

// The question of an id; NULL when there is none.
const struct survey_question *survey_question(const struct survey *survey,
                                              const char *id);

// One answer, as it goes to the recorder: plain memory.
struct survey_answer {
    uint64_t receipt;
    int32_t day;
    int32_t kind; // enum survey_kind
    char partner_id[LIMIT_PARTNER_ID_BYTES];
    char template_id[LIMIT_ID_BYTES];
    char language[EVENT_SHORT_BYTES];
    int32_t rating_count;
    struct {
        char question_id[LIMIT_ID_BYTES];
        int32_t value; // 1 to 5
    } ratings[SURVEY_QUESTIONS_MAX];
    char remark[SURVEY_REMARK_BYTES]; // "": none; UTF-8, one line
};
