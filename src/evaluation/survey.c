#include "survey.h"

#include "press/ini.h"

#include <string.h>

static const char *const names[SURVEY_KINDS] = {
    [SURVEY_POSTER] = "poster",
    [SURVEY_PARTNER] = "partner",
};

// Two after a download, or nobody answers.
static const size_t most[SURVEY_KINDS] = {
    [SURVEY_POSTER] = 2,
    [SURVEY_PARTNER] = SURVEY_QUESTIONS_MAX,
};

// What else the form of an answer has.
static const char *const fields[] = {"answer", "lang", "partner", "remark",
                                     "template"};

struct reading {
    struct survey_list *list;
    // Where each was first seen; 0: nowhere. The survey itself is behind its
    // questions.
    int lines[SURVEY_KINDS][SURVEY_QUESTIONS_MAX + 1];
};

const char *survey_name(enum survey_kind kind)
{
    return names[kind];
}

enum survey_kind survey_find(const char *name)
{
    int kind = 0;
    while (kind < SURVEY_KINDS && strcmp(names[kind], name) != 0)
        kind++;
    return (enum survey_kind)kind;
}

static bool read_question_id(const struct ini_entry *entry, const char *text,
                             char id[LIMIT_ID_BYTES], struct error *err)
{
    if (!ini_read_id(entry, text, id, "question", err))
        return false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(id, fields[i]) == 0)
            return ini_wrong(entry, err,
                             "a question cannot be called \"%s\": the form has "
                             "a field of that name; choose another",
                             id);
    return true;
}

// The question of an id, a new one when it is the first time.
static bool find_question(struct survey *survey, enum survey_kind kind,
                          const struct ini_entry *entry, const char *text,
                          size_t *at, struct error *err)
{
    char id[LIMIT_ID_BYTES];
    if (!read_question_id(entry, text, id, err))
        return false;
    for (*at = 0; *at < survey->count; ++*at)
        if (strcmp(survey->questions[*at].id, id) == 0)
            return true;
    if (survey->count == most[kind])
        return ini_wrong(entry, err,
                         "is one question too many: [%s] has %zu at the most",
                         names[kind], most[kind]);
    strcpy(survey->questions[survey->count++].id, id);
    return true;
}

// Takes the first of the keys that the entry is.
static bool take_text(const struct ini_entry *entry, const char *const keys[],
                      char **const texts[], size_t count, const char *right,
                      struct error *err)
{
    bool taken = false;
    for (size_t i = 0; i < count && !taken; i++)
        if (!ini_take_local(entry, keys[i], texts[i], &taken, err))
            return false;
    if (!taken)
        return ini_wrong(entry, err, "there is no such key; %s", right);
    return *entry->value ||
           ini_wrong(entry, err, "is empty; leave it out, or say something");
}

static bool take_question(struct reading *reading, enum survey_kind kind,
                          const struct ini_entry *entry, const char *id,
                          struct error *err)
{
    static const char *const keys[] = {"text", "lowest", "highest"};
    struct survey *survey = &reading->list->surveys[kind];
    size_t at;
    if (!find_question(survey, kind, entry, id, &at, err))
        return false;
    struct survey_question *question = &survey->questions[at];
    char **const texts[] = {question->texts, question->lowest,
                            question->highest};
    if (reading->lines[kind][at] == 0)
        reading->lines[kind][at] = entry->line;
    return take_text(entry, keys, texts, 3,
                     "a question has text, lowest and highest, each with .nl, "
                     ".fr, .en or .de behind it",
                     err);
}

static bool take_survey(struct reading *reading, enum survey_kind kind,
                        const struct ini_entry *entry, struct error *err)
{
    static const char *const keys[] = {"title", "remark"};
    struct survey *survey = &reading->list->surveys[kind];
    char **const texts[] = {survey->titles, survey->remarks};
    if (reading->lines[kind][SURVEY_QUESTIONS_MAX] == 0)
        reading->lines[kind][SURVEY_QUESTIONS_MAX] = entry->line;
    return take_text(entry, keys, texts, 2,
                     "a survey has title and remark, each with .nl, .fr, .en "
                     "or .de behind it; its questions have sections of their "
                     "own",
                     err);
}

static bool take(void *context, const struct ini_entry *entry,
                 struct error *err)
{
    for (int kind = 0; kind < SURVEY_KINDS; kind++) {
        const size_t length = strlen(names[kind]);
        if (strncmp(entry->section, names[kind], length) != 0)
            continue;
        if (entry->section[length] == '\0')
            return take_survey(context, (enum survey_kind)kind, entry, err);
        if (entry->section[length] == ' ')
            return take_question(context, (enum survey_kind)kind, entry,
                                 entry->section + length + 1, err);
    }
    return ini_wrong(entry, err,
                     "there is no such section; there are [poster], [poster "
                     "QUESTION], [partner], [partner QUESTION]");
}

static bool check_question(const struct survey_question *question,
                           const char *survey, const char *path, int line,
                           struct error *err)
{
    const struct {
        const char *key;
        const char *text;
    } needs[] = {
        {"text.nl", question->texts[LANGUAGE_NL]},
        {"lowest.nl", question->lowest[LANGUAGE_NL]},
        {"highest.nl", question->highest[LANGUAGE_NL]},
    };
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (!needs[i].text)
            return error_set_detail(
                err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                "%s:%d: [%s %s] %s: is missing; what another language lacks is "
                "said in Dutch",
                path, line, survey, question->id, needs[i].key);
    return true;
}

// What can only be seen when all is read.
static bool check(const struct reading *reading, const char *path,
                  struct error *err)
{
    for (int kind = 0; kind < SURVEY_KINDS; kind++) {
        const struct survey *survey = &reading->list->surveys[kind];
        const int *lines = reading->lines[kind];
        for (size_t i = 0; i < survey->count; i++)
            if (!check_question(&survey->questions[i], names[kind], path,
                                lines[i], err))
                return false;
        if (survey->count > 0 && !survey->titles[LANGUAGE_NL])
            return error_set_detail(
                err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                "%s:%d: [%s] title.nl: is missing; it stands above the "
                "questions",
                path, lines[0], names[kind]);
        if (survey->count == 0 && lines[SURVEY_QUESTIONS_MAX] > 0)
            return error_set_detail(
                err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                "%s:%d: [%s] has no question; add a section such as [%s "
                "satisfaction], or leave [%s] out",
                path, lines[SURVEY_QUESTIONS_MAX], names[kind], names[kind],
                names[kind]);
    }
    return true;
}

bool survey_list_read(struct survey_list *list, const char *path,
                      struct error *err)
{
    struct reading reading = {.list = list};
    *list = (struct survey_list){0};
    if (ini_read(path, take, &reading, err) && check(&reading, path, err))
        return true;
    survey_list_finish(list);
    return false;
}

void survey_list_finish(struct survey_list *list)
{
    for (int kind = 0; kind < SURVEY_KINDS; kind++) {
        struct survey *survey = &list->surveys[kind];
        ini_finish_local(survey->titles);
        ini_finish_local(survey->remarks);
        for (size_t i = 0; i < survey->count; i++) {
            ini_finish_local(survey->questions[i].texts);
            ini_finish_local(survey->questions[i].lowest);
            ini_finish_local(survey->questions[i].highest);
        }
        survey->count = 0;
    }
}

const struct survey_question *survey_question(const struct survey *survey,
                                              const char *id)
{
    for (size_t i = 0; i < survey->count; i++)
        if (strcmp(survey->questions[i].id, id) == 0)
            return &survey->questions[i];
    return NULL;
}
