#include "serve/form.h"

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
#define FILE_PART(name, filename, data)                                        \
    "--g\r\nContent-Disposition: form-data; name=\"" name                      \
    "\"; filename=\"" filename "\"\r\n\r\n" data "\r\n"
#define END "--g--\r\n"

static bool read_form(struct form *form, const char *body, struct error *err)
{
    *err = (struct error){0};
    return form_init(form, LIMIT_PHOTO_BYTES, TYPE, LANGUAGE_NL, err) &&
           form_feed(form, (struct bytes){(const uint8_t *)body, strlen(body)},
                     err) &&
           form_complete(form, err);
}

static void assert_wrong(const char *body, enum error_kind kind,
                         enum message message, const char *field)
{
    struct form form;
    struct error err;
    assert_false(read_form(&form, body, &err));
    assert_int_equal(err.kind, kind);
    assert_int_equal(err.message, message);
    assert_string_equal(err.field, field);
    form_finish(&form);
}

static void parts_become_an_order(void **state)
{
    (void)state;
    struct form form;
    struct error err;
    assert_true(read_form(
        &form,
        PART("lang", "en") PART("template", "volgers") PART("format", "a4")
            PART("zoom", "2") PART("slogan", " Geen  filter. ")
                FILE_PART("photo", "ik.jpg", "\xff\xd8\xff") END,
        &err));
    assert_string_equal(form.order.template_id, "volgers");
    assert_string_equal(form.order.format_id, "a4");
    assert_int_equal(form.order.language, LANGUAGE_EN);
    assert_true(form.order.framing.zoom == 2);
    assert_string_equal(order_words(&form.order, "slogan"), "Geen filter.");
    assert_int_equal(form.order.photo.size, 3);
    assert_false(form.shows_inline);
    form_finish(&form);
}

static void an_empty_file_is_not_a_missing_one(void **state)
{
    (void)state;
    struct form form;
    struct error err;
    assert_true(read_form(&form, FILE_PART("photo", "", "") END, &err));
    assert_null(form.order.photo.data);
    form_finish(&form);
    assert_true(read_form(&form, FILE_PART("photo", "leeg.png", "") END, &err));
    assert_non_null(form.order.photo.data);
    assert_int_equal(form.order.photo.size, 0);
    form_finish(&form);
}

static void the_disposition_is_the_webs_and_not_the_orders(void **state)
{
    (void)state;
    struct form form;
    struct error err;
    assert_true(read_form(&form, PART("disposition", "inline") END, &err));
    assert_true(form.shows_inline);
    assert_int_equal(form.order.text_count, 0);
    form_finish(&form);
    assert_wrong(PART("disposition", "inlined") END, ERROR_INVALID,
                 MESSAGE_FIELD_UNKNOWN, "disposition");
}

static void the_width_is_not_the_publics(void **state)
{
    (void)state;
    assert_wrong(PART("width", "300") END, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN,
                 "");
}

static void a_text_has_a_bound(void **state)
{
    (void)state;
    char *body = calloc(1, LIMIT_TEXT_BYTES + 200);
    strcpy(body, "--g\r\nContent-Disposition: form-data; name=slogan\r\n\r\n");
    memset(body + strlen(body), 'x', LIMIT_TEXT_BYTES + 1);
    strcat(body, "\r\n" END);
    assert_wrong(body, ERROR_INVALID, MESSAGE_REQUEST_PART_TOO_LARGE, "slogan");
    free(body);
}

static void a_name_that_is_none_is_not_repeated(void **state)
{
    (void)state;
    assert_wrong(PART("<b>", "x") END, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN,
                 "");
}

static void a_photo_has_a_bound_and_comes_once(void **state)
{
    (void)state;
    struct form form;
    struct error err = {0};
    static const char head[] = "--g\r\nContent-Disposition: form-data; "
                               "name=photo; filename=x\r\n\r\n";
    uint8_t *megabyte = calloc(1, 1000 * 1000);
    assert_true(form_init(&form, LIMIT_PHOTO_BYTES, TYPE, LANGUAGE_NL, &err));
    assert_true(form_feed(
        &form, (struct bytes){(const uint8_t *)head, sizeof head - 1}, &err));
    for (int i = 0; i < LIMIT_PHOTO_BYTES / 1000000; i++)
        assert_true(
            form_feed(&form, (struct bytes){megabyte, 1000 * 1000}, &err));
    assert_false(form_feed(&form, (struct bytes){megabyte, 1}, &err));
    assert_int_equal(err.kind, ERROR_TOO_LARGE);
    assert_string_equal(err.field, "photo");
    form_finish(&form);
    free(megabyte);
    assert_wrong(FILE_PART("photo", "a", "1") FILE_PART("photo", "b", "2") END,
                 ERROR_INVALID, MESSAGE_FIELD_TWICE, "photo");
}

static bool read_kind(struct form *form, enum form_kind kind, const char *body,
                      struct error *err)
{
    *err = (struct error){0};
    if (!form_init(form, LIMIT_PHOTO_BYTES, TYPE, LANGUAGE_NL, err))
        return false;
    form->kind = kind;
    return form_feed(form, (struct bytes){(const uint8_t *)body, strlen(body)},
                     err) &&
           form_complete(form, err);
}

static void a_form_has_the_fields_of_its_kind(void **state)
{
    (void)state;
    static const struct {
        enum form_kind kind;
        const char *body;
        bool good;
    } cases[] = {
        {FORM_POSTER, PART("template", "x") PART("turn", "90") END, true},
        {FORM_POSTER, PART("width", "100") END, false},
        {FORM_WORDS, PART("width", "100") PART("slogan", "x") END, true},
        {FORM_PHOTO, PART("lang", "fr") PART("turn", "90") END, true},
        {FORM_PHOTO, PART("turn", "45") END, false},
        {FORM_PHOTO, PART("width", "100") END, false},
        {FORM_PHOTO, PART("template", "volgers") END, false},
        {FORM_PHOTO, PART("slogan", "x") END, false},
        {FORM_PHOTO, PART("disposition", "inline") END, false},
        {FORM_KIT, PART("formats", "story, a4") PART("formats", "a3") END,
         true},
        {FORM_KIT, PART("formats", "story") PART("formats", "story") END,
         false},
        {FORM_KIT, PART("width", "100") END, false},
        // Of a page with one form for both.
        {FORM_POSTER, PART("formats", "<b>") PART("slogan", "x") END, true},
        {FORM_WORDS, PART("formats", "<b>") PART("slogan", "x") END, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct form form;
        struct error err;
        if (read_kind(&form, cases[i].kind, cases[i].body, &err) !=
            cases[i].good)
            fail_msg("case %zu", i);
        form_finish(&form);
    }
    struct form form;
    struct error err;
    assert_true(read_kind(&form, FORM_PHOTO,
                          PART("lang", "fr") PART("turn", "90")
                              FILE_PART("photo", "ik.jpg", "\xff\xd8") END,
                          &err));
    assert_int_equal(form.order.language, LANGUAGE_FR);
    assert_int_equal(form.order.framing.turn, 90);
    assert_int_equal(form.order.photo.size, 2);
    form_finish(&form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_become_an_order),
        cmocka_unit_test(an_empty_file_is_not_a_missing_one),
        cmocka_unit_test(the_disposition_is_the_webs_and_not_the_orders),
        cmocka_unit_test(the_width_is_not_the_publics),
        cmocka_unit_test(a_text_has_a_bound),
        cmocka_unit_test(a_name_that_is_none_is_not_repeated),
        cmocka_unit_test(a_photo_has_a_bound_and_comes_once),
        cmocka_unit_test(a_form_has_the_fields_of_its_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
