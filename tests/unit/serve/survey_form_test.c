// A form becomes an answer to a survey, or is told what is wrong.
#include "serve/survey_form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TYPE "multipart/form-data; boundary=g"
#define PART(name, data)                                                       \
    "--g\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" data    \
    "\r\n"
#define END "--g--\r\n"
#define TEN "abcdefghij"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const struct survey survey = {
    .questions = {{.id = "ease"}, {.id = "pride"}}, .count = 2};

static bool read_form(struct survey_form *form, const char *body,
                      struct error *err)
{
    *err = (struct error){0};
    return survey_form_init(form, SURVEY_POSTER, &survey, TYPE, LANGUAGE_FR,
                            err) &&
           survey_form_feed(form,
                            (struct bytes){(const uint8_t *)body, strlen(body)},
                            err) &&
           survey_form_complete(form, err);
}

static void assert_wrong(const char *body, enum message message,
                         const char *field)
{
    struct survey_form form;
    struct error err;
    assert_false(read_form(&form, body, &err));
    assert_int_equal(err.kind, ERROR_INVALID);
    assert_int_equal(err.message, message);
    assert_string_equal(err.field, field);
    assert_string_equal(err.detail, "");
    assert_string_equal(form.answer.remark, "");
    survey_form_finish(&form);
}

static void parts_become_an_answer(void **state)
{
    (void)state;
    struct survey_form form;
    struct error err;
    assert_true(read_form(
        &form,
        PART("lang", "de") PART("partner", "sint-jan") PART("template",
                                                            "volgers")
            PART("answer", "0123456789abcdefABCDEF00") PART("pride", "5")
                PART("ease", "1") PART("remark", "  Mooi,\r\nen  vlot.\t") END,
        &err));
    const struct survey_answer *answer = &form.answer;
    assert_int_equal(answer->kind, SURVEY_POSTER);
    assert_string_equal(answer->partner_id, "sint-jan");
    assert_string_equal(answer->template_id, "volgers");
    assert_string_equal(answer->language, "de");
    assert_int_equal(form.language, LANGUAGE_DE);
    assert_string_equal(form.id, "0123456789abcdefABCDEF00");
    assert_int_equal(answer->rating_count, 2);
    assert_string_equal(answer->ratings[0].question_id, "pride");
    assert_int_equal(answer->ratings[0].value, 5);
    assert_int_equal(answer->ratings[1].value, 1);
    assert_string_equal(answer->remark, "Mooi, en vlot.");
    survey_form_finish(&form);
}

static void what_is_left_empty_is_not_answered(void **state)
{
    (void)state;
    struct survey_form form;
    struct error err;
    assert_true(read_form(&form,
                          PART("ease", "3") PART("pride", "") PART("remark", "")
                              PART("answer", "") PART("partner", "") END,
                          &err));
    assert_int_equal(form.answer.rating_count, 1);
    assert_string_equal(form.answer.language, "fr");
    assert_string_equal(form.id, "");
    survey_form_finish(&form);
    assert_wrong(PART("ease", "") PART("remark", "") END, MESSAGE_SURVEY_EMPTY,
                 "ease");
    assert_wrong(END, MESSAGE_SURVEY_EMPTY, "ease");
}

static void a_rating_is_one_digit_from_1_to_5(void **state)
{
    (void)state;
    assert_wrong(PART("ease", "0") END, MESSAGE_SURVEY_VALUE, "ease");
    assert_wrong(PART("ease", "6") END, MESSAGE_SURVEY_VALUE, "ease");
    assert_wrong(PART("ease", "05") END, MESSAGE_SURVEY_VALUE, "ease");
    assert_wrong(PART("ease", "-") END, MESSAGE_SURVEY_VALUE, "ease");
    assert_wrong(PART("ease", "2") PART("ease", "2") END, MESSAGE_FIELD_TWICE,
                 "ease");
}

static void an_id_is_16_to_64_hex_digits(void **state)
{
    (void)state;
    assert_wrong(PART("answer", "0123456789abcde") PART("ease", "1") END,
                 MESSAGE_REQUEST_MALFORMED, "answer");
    assert_wrong(PART("answer", "0123456789abcdeg") PART("ease", "1") END,
                 MESSAGE_REQUEST_MALFORMED, "answer");
    assert_wrong(PART("answer", "0123456789abcdef0123456789abcdef"
                                "0123456789abcdef0123456789abcdef0")
                     PART("ease", "1") END,
                 MESSAGE_REQUEST_MALFORMED, "answer");
}

static void a_field_that_nobody_knows_is_refused_without_its_name(void **state)
{
    (void)state;
    assert_wrong(PART("ease", "1") PART("email", "me@example.org") END,
                 MESSAGE_FIELD_UNKNOWN, "");
    assert_wrong(PART("ease", "1") PART("lang", "it") END,
                 MESSAGE_LANGUAGE_UNKNOWN, "lang");
}

static void a_remark_has_300_characters_as_a_person_counts(void **state)
{
    (void)state;
    // A family of four is one character, and has 25 bytes.
#define FAMILY                                                                 \
    "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d"                 \
    "\xf0\x9f\x91\xa7\xe2\x80\x8d\xf0\x9f\x91\xa6"
#define FAMILIES FAMILY FAMILY FAMILY FAMILY FAMILY
    struct survey_form form;
    struct error err;
    assert_true(read_form(
        &form, PART("ease", "1") PART("remark", HUNDRED HUNDRED HUNDRED) END,
        &err));
    assert_int_equal(strlen(form.answer.remark), 300);
    survey_form_finish(&form);
    assert_true(read_form(&form,
                          PART("ease", "1")
                              PART("remark", HUNDRED HUNDRED HUNDRED "  ") END,
                          &err));
    survey_form_finish(&form);
    assert_wrong(PART("ease", "1") PART("remark", HUNDRED HUNDRED HUNDRED "k")
                     END,
                 MESSAGE_TEXT_TOO_LONG, "remark");
    assert_true(read_form(
        &form,
        PART("ease", "1") PART("remark", HUNDRED HUNDRED FAMILIES FAMILIES) END,
        &err));
    assert_int_equal(strlen(form.answer.remark), 200 + 10 * 25);
    survey_form_finish(&form);
}

static void far_too_much_is_told_and_not_kept(void **state)
{
    (void)state;
    char body[LIMIT_TEXT_BYTES * 2];
    struct survey_form form;
    struct error err;
    memset(body, 'x', sizeof body);
    assert_true(survey_form_init(&form, SURVEY_POSTER, &survey, TYPE,
                                 LANGUAGE_NL, &err));
    const char head[] = PART("ease", "1") "--g\r\nContent-Disposition: "
                                          "form-data; name=\"remark\"\r\n\r\n";
    const char tail[] = "\r\n" END;
    err = (struct error){0};
    assert_true(survey_form_feed(
        &form, (struct bytes){(const uint8_t *)head, strlen(head)}, &err));
    assert_true(survey_form_feed(
        &form, (struct bytes){(const uint8_t *)body, sizeof body}, &err));
    assert_true(survey_form_feed(
        &form, (struct bytes){(const uint8_t *)tail, strlen(tail)}, &err));
    assert_false(survey_form_complete(&form, &err));
    assert_int_equal(err.message, MESSAGE_REQUEST_PART_TOO_LARGE);
    assert_true(form.text.size <= LIMIT_TEXT_BYTES + 1);
    survey_form_finish(&form);
}

static void nothing_of_a_remark_is_in_what_is_wrong(void **state)
{
    (void)state;
    assert_wrong(PART("ease", "1") PART("remark", "a\x01 b") END,
                 MESSAGE_TEXT_CONTROL, "remark");
    assert_wrong(PART("ease", "1") PART("remark", "\xff") END,
                 MESSAGE_TEXT_NOT_UTF8, "remark");
    assert_wrong(PART("ease", "1") PART("remark", "a\xcc\x80\xcc\x81\xcc\x82"
                                                  "\xcc\x83\xcc\x84") END,
                 MESSAGE_TEXT_MARKS, "remark");
    // U+E000 has no meaning: a slogan would be told which character it is.
    struct survey_form form;
    struct error err;
    assert_false(read_form(
        &form, PART("ease", "1") PART("remark", "\xee\x80\x80") END, &err));
    assert_int_equal(err.message, MESSAGE_TEXT_CONTROL);
    for (int i = 0; i < MESSAGE_VALUES; i++)
        assert_int_equal(err.values[i], 0);
    survey_form_finish(&form);
}

static void what_was_right_is_kept_beside_what_is_wrong(void **state)
{
    (void)state;
    struct survey_form form;
    struct error err;
    assert_false(read_form(&form,
                           PART("ease", "9") PART("pride", "4") PART(
                               "partner", "sint-jan") PART("lang", "en") END,
                           &err));
    assert_string_equal(err.field, "ease");
    assert_int_equal(form.answer.rating_count, 1);
    assert_int_equal(form.answer.ratings[0].value, 4);
    assert_string_equal(form.answer.partner_id, "sint-jan");
    assert_int_equal(form.language, LANGUAGE_EN);
    survey_form_finish(&form);
}

static void what_is_no_form_is_told_at_once(void **state)
{
    (void)state;
    struct survey_form form;
    struct error err;
    assert_false(survey_form_init(&form, SURVEY_POSTER, &survey,
                                  "application/x-www-form-urlencoded",
                                  LANGUAGE_NL, &err));
    assert_int_equal(err.kind, ERROR_UNSUPPORTED);
    survey_form_finish(&form);
    assert_false(read_form(&form, PART("ease", "1"), &err));
    assert_int_equal(err.kind, ERROR_MALFORMED);
    survey_form_finish(&form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_become_an_answer),
        cmocka_unit_test(what_is_left_empty_is_not_answered),
        cmocka_unit_test(a_rating_is_one_digit_from_1_to_5),
        cmocka_unit_test(an_id_is_16_to_64_hex_digits),
        cmocka_unit_test(a_field_that_nobody_knows_is_refused_without_its_name),
        cmocka_unit_test(a_remark_has_300_characters_as_a_person_counts),
        cmocka_unit_test(far_too_much_is_told_and_not_kept),
        cmocka_unit_test(nothing_of_a_remark_is_in_what_is_wrong),
        cmocka_unit_test(what_was_right_is_kept_beside_what_is_wrong),
        cmocka_unit_test(what_is_no_form_is_told_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
