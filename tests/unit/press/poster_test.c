// The poster around its pixels: size, name, resolution, the words on it, and
// what is refused.
#include "made_up.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_photo_is_there_as_the_design_wants(void **state)
{
    (void)state;
    struct picture picture;
    made_up_print_picture((const char *const[]){"slogan", "x", NULL}, &picture);
    assert_int_equal(picture_at(&picture, 200, 100)[0], 255);
    picture_finish(&picture);
    press_destroy(made_up_press);
    made_up_open(MADE_UP_TEMPLATE("none"));
    assert_order_refused(
        (const char *const[]){"photo", "", "slogan", "x", NULL},
        MESSAGE_PHOTO_NOT_WANTED, "photo");
    press_destroy(made_up_press);
    made_up_open(MADE_UP_TEMPLATE("required"));
    assert_order_refused((const char *const[]){"slogan", "x", NULL},
                         MESSAGE_PHOTO_MISSING, "photo");
    press_destroy(made_up_press);
    made_up_open(MADE_UP_TEMPLATE("optional"));
}

static void print_formats_have_bleed_and_resolution(void **state)
{
    (void)state;
    struct picture picture;
    struct poster poster;
    char text[4096];
    static const char *const card[] = {"slogan", "x", "format", "card",
                                       "photo",  "",  NULL};
    // 50 x 60 mm at 254 dpi, which is 10 px a millimetre.
    made_up_print(card, &picture, &poster);
    assert_int_equal(picture.width, 500);
    assert_int_equal(picture.height, 600);
    assert_int_equal(poster.width_px, 500);
    assert_string_equal(poster.name, "proef-card.png");
    const uint8_t phys[] = {'p', 'H', 'Y', 's',  0,  0, 0x27,
                            16,  0,   0,   0x27, 16, 1};
    assert_non_null(memmem(poster.file.data, poster.file.size, phys, 13));
    picture_finish(&picture);
    poster_finish(&poster);
    // What lies outside the paper is no window.
    made_up_explain(card, text);
    assert_text_holds(text, "window x 0 y 0 width 500 height 300");
    // A smaller poster has as many millimetres.
    made_up_print((const char *const[]){"slogan", "x", "format", "card",
                                        "width", "50", NULL},
                  &picture, &poster);
    assert_int_equal(picture.width, 50);
    assert_int_equal(picture.height, 60);
    const uint8_t small[] = {'p',  'H', 'Y', 's', 0,    0, 3,
                             0xe8, 0,   0,   3,   0xe8, 1};
    assert_non_null(memmem(poster.file.data, poster.file.size, small, 13));
    picture_finish(&picture);
    poster_finish(&poster);
}

static void a_width_shrinks_and_never_enlarges(void **state)
{
    (void)state;
    static const char *const widths[] = {"16", "399", "400", "401", "10000"};
    static const int heights[] = {20, 499, 500, 500, 500};
    for (size_t i = 0; i < 5; i++) {
        struct picture picture;
        made_up_print_picture(
            (const char *const[]){"slogan", "x", "width", widths[i], NULL},
            &picture);
        assert_int_equal(picture.height, heights[i]);
        picture_finish(&picture);
    }
}

static void words_come_from_order_design_and_layout(void **state)
{
    (void)state;
    char text[4096];
    made_up_explain(
        (const char *const[]){"slogan", "Hallo jij", "name", "juf élise", NULL},
        text);
    assert_text_holds(text, "line \"Hallo jij\"");
    assert_text_holds(text, "line \"JUF ÉLISE\"");
    assert_text_holds(text, "line \"Groeten\"");
    made_up_explain((const char *const[]){"slogan", "x", "lang", "fr", NULL},
                    text);
    assert_text_holds(text, "line \"Salut\"");
    assert_null(strstr(text, "text name"));
    made_up_explain((const char *const[]){"slogan", "x", "lang", "de", NULL},
                    text);
    assert_text_holds(text, "line \"Groeten\"");
    made_up_explain(
        (const char *const[]){"slogan", "x", "format", "card", NULL}, text);
    assert_text_holds(text, "line \"Gedrukt\"");
    made_up_explain((const char *const[]){"slogan", "x", "format", "card",
                                          "lang", "de", NULL},
                    text);
    assert_text_holds(text, "line \"Gedrukt\"");
    // A layout without the box leaves the text out.
    made_up_explain((const char *const[]){"slogan", "x", "format", "plain",
                                          "name", "Juf", NULL},
                    text);
    assert_null(strstr(text, "text name"));
    assert_null(strstr(text, "text sign"));
}

static void what_is_wrong_with_the_words_is_told(void **state)
{
    (void)state;
    assert_order_refused((const char *const[]){NULL}, MESSAGE_TEXT_MISSING,
                         "slogan");
    assert_order_refused((const char *const[]){"slogan", "x", "name",
                                               "een naam van meer dan twintig",
                                               NULL},
                         MESSAGE_TEXT_TOO_LONG, "name");
    assert_order_refused(
        (const char *const[]){"slogan", "x", "motto", "y", NULL},
        MESSAGE_FIELD_UNKNOWN, "");
    assert_order_refused((const char *const[]){"slogan", "ꦲ", NULL},
                         MESSAGE_TEXT_NO_GLYPH, "slogan");
    assert_order_refused((const char *const[]){"slogan", "x", "name",
                                               "WWWWWWWWWWWWWWWWWWWW", NULL},
                         MESSAGE_TEXT_DOES_NOT_FIT, "name");
    assert_order_refused(
        (const char *const[]){"slogan", "x", "format", "wide", NULL},
        MESSAGE_FORMAT_NOT_OFFERED, "format");
}

static void a_photo_that_is_none_prints_nothing(void **state)
{
    (void)state;
    struct order order;
    struct poster poster;
    struct error err;
    made_up_order(&order, (const char *const[]){"slogan", "x", NULL});
    order.photo = (struct bytes){(const uint8_t *)"", 0};
    assert_false(press_print(made_up_press, &order, &poster, NULL, &err));
    assert_int_equal(err.message, MESSAGE_PHOTO_EMPTY);
    order.photo = (struct bytes){made_up_photo.data, made_up_photo.size / 2};
    assert_false(press_print(made_up_press, &order, &poster, NULL, &err));
    assert_int_equal(err.message, MESSAGE_PHOTO_TRUNCATED);
    assert_string_equal(err.field, "photo");
    assert_null(poster.file.data);
    order_finish(&order);
}

static void mistakes_of_a_design_are_told_at_the_start(void **state)
{
    (void)state;
    static const struct {
        const char *ini;
        const char *svg;
        const char *told;
    } cases[] = {
        {MADE_UP_TEMPLATE("optional"), "<svg",
         "proef/portrait.svg:1: is not an SVG"},
        {MADE_UP_TEMPLATE("optional"), MADE_UP_SVG("0 0 9 9", ""),
         "proef/portrait.svg: has no object with the id \"slogan\""},
        {MADE_UP_TEMPLATE("optional") "[text slogan]\nfont = serif\n",
         MADE_UP_PORTRAIT,
         "[text slogan] font: \"serif\" is no role of the fonts"},
        {MADE_UP_TEMPLATE("optional") "[text slogan]\nsize = 4\n",
         MADE_UP_PORTRAIT,
         "proef/template.ini:39: [text slogan] size: \"4\" is not a range"},
    };
    const struct press_config paths = {folder_path("."),
                                       SOURCE_DIR "/fonts/fonts.ini",
                                       PHOTO_LIMITS_DEFAULT, 0, NULL};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct press *other;
        struct error err;
        folder_write_text("proef/portrait.svg", cases[i].svg);
        folder_write_text("proef/template.ini", cases[i].ini);
        assert_false(press_create(&other, &paths, &err));
        assert_null(other);
        assert_int_equal(err.kind, ERROR_SYSTEM);
        assert_text_holds(err.detail, cases[i].told);
    }
    folder_write_text("proef/portrait.svg", MADE_UP_PORTRAIT);
    folder_write_text("proef/template.ini", MADE_UP_TEMPLATE("optional"));
}

static void two_presses_print_the_same_bytes(void **state)
{
    (void)state;
    const struct press_config paths = {folder_path("."),
                                       SOURCE_DIR "/fonts/fonts.ini",
                                       PHOTO_LIMITS_DEFAULT, 0, NULL};
    struct press *other;
    struct order order;
    struct poster one;
    struct poster two;
    struct error err;
    assert_true(press_create(&other, &paths, &err));
    made_up_order(&order, (const char *const[]){"photo", "", "slogan", "Hallo",
                                                "name", "Juf", NULL});
    assert_true(press_print(made_up_press, &order, &one, NULL, &err));
    assert_true(press_print(other, &order, &two, NULL, &err));
    assert_int_equal(one.file.size, two.file.size);
    assert_memory_equal(one.file.data, two.file.data, one.file.size);
    poster_finish(&one);
    poster_finish(&two);
    order_finish(&order);
    press_destroy(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_photo_is_there_as_the_design_wants),
        cmocka_unit_test(print_formats_have_bleed_and_resolution),
        cmocka_unit_test(a_width_shrinks_and_never_enlarges),
        cmocka_unit_test(words_come_from_order_design_and_layout),
        cmocka_unit_test(what_is_wrong_with_the_words_is_told),
        cmocka_unit_test(a_photo_that_is_none_prints_nothing),
        cmocka_unit_test(mistakes_of_a_design_are_told_at_the_start),
        cmocka_unit_test(two_presses_print_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, made_up_make, made_up_tidy);
}
