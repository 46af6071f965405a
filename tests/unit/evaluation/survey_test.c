// The file of questions: what is read of it, and what is told of its mistakes.
#include "evaluation/survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define GOOD                                                                   \
    "[poster]\ntitle.nl = Hoe was het?\n"                                      \
    "[poster ease]\ntext.nl = Hoe ging het?\nlowest.nl = stroef\n"             \
    "highest.nl = vlot\n"

static bool read_text(struct survey_list *list, const char *text,
                      struct error *err)
{
    char path[] = "/tmp/postertool-surveys-XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    *err = (struct error){0};
    const bool done = survey_list_read(list, path, err);
    unlink(path);
    return done;
}

static void the_file_that_is_installed_speaks_every_language(void **state)
{
    (void)state;
    static const size_t counts[SURVEY_KINDS] = {2, 5};
    struct survey_list list;
    struct error err = {0};
    if (!survey_list_read(&list, SOURCE_DIR "/deploy/surveys.ini", &err))
        fail_msg("%s", err.detail);
    for (int kind = 0; kind < SURVEY_KINDS; kind++) {
        const struct survey *survey = &list.surveys[kind];
        assert_int_equal(survey->count, counts[kind]);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            assert_non_null(survey->titles[language]);
            assert_non_null(survey->remarks[language]);
            for (size_t i = 0; i < survey->count; i++) {
                assert_non_null(survey->questions[i].texts[language]);
                assert_non_null(survey->questions[i].lowest[language]);
                assert_non_null(survey->questions[i].highest[language]);
            }
        }
    }
    survey_list_finish(&list);
}

static void questions_are_in_the_order_of_the_file(void **state)
{
    (void)state;
    struct survey_list list;
    struct error err;
    assert_true(read_text(&list,
                          GOOD "[poster pride]\ntext.nl = En?\ntext.de = Und?\n"
                               "lowest.nl = nee\nhighest.nl = ja\n",
                          &err));
    const struct survey *survey = &list.surveys[SURVEY_POSTER];
    assert_int_equal(survey->count, 2);
    assert_string_equal(survey->questions[0].id, "ease");
    assert_string_equal(survey->questions[1].id, "pride");
    assert_string_equal(survey->questions[1].texts[LANGUAGE_DE], "Und?");
    assert_null(survey->remarks[LANGUAGE_NL]);
    assert_ptr_equal(survey_question(survey, "pride"), &survey->questions[1]);
    assert_null(survey_question(survey, "other"));
    assert_int_equal(list.surveys[SURVEY_PARTNER].count, 0);
    survey_list_finish(&list);
}

static void an_empty_file_asks_nothing(void **state)
{
    (void)state;
    struct survey_list list;
    struct error err;
    assert_true(read_text(&list, "; nothing\n", &err));
    assert_int_equal(list.surveys[SURVEY_POSTER].count, 0);
    survey_list_finish(&list);
}

static void surveys_are_found_by_name(void **state)
{
    (void)state;
    assert_int_equal(survey_find("poster"), SURVEY_POSTER);
    assert_int_equal(survey_find("partner"), SURVEY_PARTNER);
    assert_int_equal(survey_find("posters"), SURVEY_KINDS);
    assert_string_equal(survey_name(SURVEY_PARTNER), "partner");
}

static void mistakes_name_line_section_key_and_what_would_be_right(void **state)
{
    (void)state;
#define MORE(id) "[poster " id "]\ntext.nl = x\nlowest.nl = y\nhighest.nl = z\n"
    static const char *const cases[][2] = {
        {"[survey]\ntitle.nl = x\n",
         ":2: [survey] title.nl: there is no such section; there are [poster]"},
        {"[posters]\ntitle.nl = x\n", "[posters] title.nl: there is no such"},
        {"[poster]\ntitle = x\n",
         ":2: [poster] title: there is no such key; a survey has title"},
        {"[poster]\ntitle.it = x\n", "the suffix is none of nl, fr, en, de"},
        {"[poster]\ntitle.nl = x\ntitle.nl = y\n", ":3: [poster] title.nl: is"},
        {"[poster]\ntitle.nl =\n", ":2: [poster] title.nl: is empty"},
        {"[poster]\ntitle.nl = x\n", "[poster] has no question; add"},
        {"[poster ease]\nquestion.nl = x\n",
         ":2: [poster ease] question.nl: there is no such key; a question "
         "has "},
        {"[poster Ease]\ntext.nl = x\n", "\"Ease\" is no question: lower-case"},
        {"[poster remark]\ntext.nl = x\n",
         ":2: [poster remark] text.nl: a question cannot be called \"remark\""},
        {"[poster lang]\ntext.nl = x\n", "cannot be called \"lang\""},
        {GOOD MORE("two") MORE("three"), ":12: [poster three] text.nl: is one "
                                         "question too many: [poster] has 2"},
        {"[poster]\ntitle.nl = x\n[poster ease]\ntext.fr = x\n",
         ":4: [poster ease] text.nl: is missing"},
        {"[poster]\ntitle.nl = x\n[poster ease]\ntext.nl = x\nlowest.nl = y\n",
         ":4: [poster ease] highest.nl: is missing"},
        {MORE("ease"), ":2: [poster] title.nl: is missing"},
        {"[poster]\ntitle.nl\n", ":2: is neither [section] nor key = value"},
        {"[poster]\ntitle.nl = \xff\n", "is not clean text in UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct survey_list list;
        struct error err;
        assert_false(read_text(&list, cases[i][0], &err));
        if (!strstr(err.detail, cases[i][1]))
            fail_msg("\"%s\" does not hold \"%s\"", err.detail, cases[i][1]);
        assert_int_equal(list.surveys[SURVEY_POSTER].count, 0);
    }
}

static void a_file_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct survey_list list;
    struct error err = {0};
    assert_false(survey_list_read(&list, "/nowhere/surveys.ini", &err));
    assert_non_null(strstr(err.detail, "/nowhere/surveys.ini: cannot be read"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_that_is_installed_speaks_every_language),
        cmocka_unit_test(questions_are_in_the_order_of_the_file),
        cmocka_unit_test(an_empty_file_asks_nothing),
        cmocka_unit_test(surveys_are_found_by_name),
        cmocka_unit_test(
            mistakes_name_line_section_key_and_what_would_be_right),
        cmocka_unit_test(a_file_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
