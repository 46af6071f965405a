// What people answered: how the ratings of a question are spread.
#include "report_parts.h"

#include <stdlib.h>
#include <string.h>

// More than there ever were; what is beyond is left out.
enum { QUESTIONS_MAX = 64 };

static bool add_question(struct report *report, enum survey_kind survey,
                         const char *id, const char *text, const char *lowest,
                         const char *highest)
{
    if (report->questions == NULL)
        report->questions = calloc(QUESTIONS_MAX, sizeof *report->questions);
    if (report->questions == NULL)
        return false;
    struct report_question *question =
        &report->questions[report->question_count++];
    question->survey = survey;
    strncpy(question->id, id, sizeof question->id - 1);
    question->text = strdup(text);
    question->lowest = strdup(lowest);
    question->highest = strdup(highest);
    return question->text != NULL && question->lowest != NULL &&
           question->highest != NULL;
}

bool report_questions_prepare(struct report *report)
{
    const struct survey_list *list = report->wish.surveys;
    const enum language language = report->wish.language;
    for (int kind = 0; list != NULL && kind < SURVEY_KINDS; kind++) {
        const struct survey *survey = &list->surveys[kind];
        for (size_t i = 0; i < survey->count; i++) {
            const struct survey_question *question = &survey->questions[i];
            if (!add_question(report, (enum survey_kind)kind, question->id,
                              language_text(question->texts, language),
                              language_text(question->lowest, language),
                              language_text(question->highest, language)))
                return false;
        }
    }
    return true;
}

// Takes "SURVEY/QUESTION/VALUE" apart; false when it is no such thing.
static bool read_detail(const char *detail, enum survey_kind *survey,
                        char id[LIMIT_ID_BYTES], int *value)
{
    char kind[LIMIT_ID_BYTES];
    const size_t first = strcspn(detail, "/");
    if (detail[first] == '\0' || first >= sizeof kind)
        return false;
    const char *rest = detail + first + 1;
    const size_t second = strcspn(rest, "/");
    if (rest[second] == '\0' || second == 0 || second >= LIMIT_ID_BYTES)
        return false;
    memcpy(kind, detail, first);
    kind[first] = '\0';
    memcpy(id, rest, second);
    id[second] = '\0';
    *survey = survey_find(kind);
    *value = rest[second + 1] - '0';
    return *survey < SURVEY_KINDS && *value >= 1 && *value <= SURVEY_VALUES &&
           rest[second + 2] == '\0';
}

bool report_questions_add(struct report *report, const char *detail, long count)
{
    enum survey_kind survey;
    char id[LIMIT_ID_BYTES];
    int value;
    if (!read_detail(detail, &survey, id, &value))
        return true;
    size_t i = 0;
    while (i < report->question_count &&
           (report->questions[i].survey != survey ||
            strcmp(report->questions[i].id, id) != 0))
        i++;
    // It was asked once, and no longer is.
    if (i == report->question_count &&
        (i == QUESTIONS_MAX || !add_question(report, survey, id, id, "", "")))
        return i == QUESTIONS_MAX;
    report->questions[i].spread[value - 1] += count;
    return true;
}

// Those that are asked come first, in the order of their file; the order of the
// others is that of their ids.
static int compare_questions(const void *one, const void *other)
{
    const struct report_question *a = one;
    const struct report_question *b = other;
    return a->survey != b->survey ? (int)a->survey - (int)b->survey
                                  : strcmp(a->id, b->id);
}

void report_questions_settle(struct report *report)
{
    size_t asked = 0;
    const struct survey_list *list = report->wish.surveys;
    for (int kind = 0; list != NULL && kind < SURVEY_KINDS; kind++)
        asked += list->surveys[kind].count;
    if (report->question_count > asked)
        qsort(report->questions + asked, report->question_count - asked,
              sizeof *report->questions, compare_questions);
    for (size_t i = 0; i < report->question_count; i++) {
        struct report_question *question = &report->questions[i];
        long sum = 0;
        for (int value = 1; value <= SURVEY_VALUES; value++) {
            question->answers += question->spread[value - 1];
            sum += value * question->spread[value - 1];
        }
        if (question->answers > 0)
            question->mean = (double)sum / (double)question->answers;
    }
}
