// The press by its front door, with the templates of the repository.
#include "press/press.h"

#include "picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct press *press;
static struct buffer photo;

static const struct press_config paths = {SOURCE_DIR "/templates",
                                          SOURCE_DIR "/fonts/fonts.ini",
                                          PHOTO_LIMITS_DEFAULT, 0, NULL};

static int open_press(void **state)
{
    (void)state;
    struct error err;
    struct picture picture;
    picture_init(&picture, 300, 400);
    picture_draw(&picture);
    picture_encode_jpeg(&picture, PICTURE_BASELINE, 0, &photo);
    picture_finish(&picture);
    if (press_create(&press, &paths, &err))
        return 0;
    print_error("%s\n", err.detail);
    return 1;
}

static int close_press(void **state)
{
    (void)state;
    press_destroy(press);
    buffer_finish(&photo);
    return 0;
}

static void begin(struct order *order, const char *template, const char *format)
{
    order_init(order);
    strcpy(order->template_id, template);
    strcpy(order->format_id, format);
    order->photo = buffer_view(&photo);
}

static void set(struct order *order, const char *name, const char *value)
{
    struct error err = {0};
    if (!order_set(order, name, value, strlen(value), &err))
        fail_msg("%s=%s", name, value);
}

static void every_template_prints_in_every_format(void **state)
{
    (void)state;
    const struct template_list *templates = press_templates(press);
    const struct format_list *formats = press_formats(press);
    assert_true(templates->count >= 3 && formats->count >= 5);
    for (size_t i = 0; i < templates->count * formats->count; i++) {
        const struct template *template = &templates->items[i / formats->count];
        const struct format *format = &formats->items[i % formats->count];
        if (!template_layout(template, format->layout))
            continue;
        struct order order;
        struct poster poster;
        struct error err;
        begin(&order, template->id, format->id);
        if (template->photo == PHOTO_NONE)
            order.photo = (struct bytes){0};
        order.width_px = 200;
        for (size_t k = 0; k < template->field_count; k++)
            set(&order, template->fields[k].id,
                template->fields[k].examples[LANGUAGE_NL]);
        if (!press_print(press, &order, &poster, NULL, &err))
            fail_msg("%s %s: %s %s", template->id, format->id, err.field,
                     err.detail);
        struct picture picture;
        picture_decode_png(buffer_view(&poster.file), &picture);
        assert_int_equal(picture.width,
                         format->width_px < 200 ? format->width_px : 200);
        assert_int_equal(picture.height, poster.height_px);
        char name[96];
        snprintf(name, sizeof name, "%s-%s.png", template->id, format->id);
        assert_string_equal(poster.name, name);
        assert_string_equal(poster.media_type, "image/png");
        picture_finish(&picture);
        poster_finish(&poster);
        order_finish(&order);
    }
}

// What a teacher may type at the most still fits everywhere.
static void the_longest_words_fit_in_every_template_and_format(void **state)
{
    (void)state;
    static const char ordinary[] =
        "Mijn volgers worden dokter, bakker, juf, onderwijsondersteuner en "
        "misschien ooit minister of leraar in een school met een plein, en "
        "dan vertellen ze aan hun eigen klas hoe dat ging, die keer op school "
        "toen niemand het begreep en iemand het nog eens uitlegde.";
    const struct template_list *templates = press_templates(press);
    const struct format_list *formats = press_formats(press);
    for (size_t i = 0; i < templates->count * formats->count; i++) {
        const struct template *template = &templates->items[i / formats->count];
        const struct format *format = &formats->items[i % formats->count];
        if (!template_layout(template, format->layout))
            continue;
        struct order order;
        struct poster poster;
        struct error err;
        begin(&order, template->id, format->id);
        if (template->photo == PHOTO_NONE)
            order.photo = (struct bytes){0};
        order.width_px = 100;
        for (size_t k = 0; k < template->field_count; k++) {
            char words[sizeof ordinary];
            strcpy(words, ordinary);
            assert_true(template->fields[k].max_length < (int)sizeof words);
            words[template->fields[k].max_length] = '\0';
            set(&order, template->fields[k].id, words);
        }
        if (!press_print(press, &order, &poster, NULL, &err))
            fail_msg("%s %s: %s", template->id, order.format_id, err.field);
        poster_finish(&poster);
        order_finish(&order);
    }
}

static void the_same_order_gives_the_same_bytes(void **state)
{
    (void)state;
    struct order order;
    struct poster one;
    struct poster two;
    struct error err;
    begin(&order, "volgers", "instagram-square");
    set(&order, "slogan", "Respect.");
    assert_true(press_print(press, &order, &one, NULL, &err));
    assert_true(press_print(press, &order, &two, NULL, &err));
    assert_int_equal(one.file.size, two.file.size);
    assert_memory_equal(one.file.data, two.file.data, one.file.size);
    poster_finish(&one);
    poster_finish(&two);
    order_finish(&order);
}

static void print_explained(struct order *order, char *text, size_t size)
{
    struct poster poster;
    struct buffer explain = {0};
    struct error err;
    order->width_px = 540;
    if (!press_print(press, order, &poster, &explain, &err))
        fail_msg("%d %s", (int)err.message, err.field);
    snprintf(text, size, "%.*s", (int)explain.size, (const char *)explain.data);
    buffer_finish(&explain);
    poster_finish(&poster);
}

static void the_photo_is_upright_and_framed_as_ordered(void **state)
{
    (void)state;
    struct order order;
    char text[4096];
    struct buffer turned = {0};
    struct picture upright;
    struct picture stored;
    picture_init(&upright, 300, 400);
    picture_draw(&upright);
    picture_store(&upright, 6, &stored);
    picture_encode_jpeg(&stored, PICTURE_BASELINE, 6, &turned);
    begin(&order, "volgers", "instagram-portrait");
    set(&order, "slogan", "Respect.");
    order.photo = buffer_view(&turned);
    print_explained(&order, text, sizeof text);
    assert_non_null(strstr(text, "photo JPEG 400x300 orientation 6 turn 0 "
                                 "upright 300x400\n"));
    assert_non_null(strstr(text, "width 300.0"));
    set(&order, "turn", "90");
    set(&order, "zoom", "2");
    set(&order, "focus_x", "1");
    print_explained(&order, text, sizeof text);
    assert_non_null(strstr(text, "turn 90 upright 400x300\n"));
    order_finish(&order);
    buffer_finish(&turned);
    picture_finish(&upright);
    picture_finish(&stored);
}

static void words_of_the_design_speak_the_orders_language(void **state)
{
    (void)state;
    struct order order;
    char dutch[4096];
    char french[4096];
    begin(&order, "volgers", "a4");
    set(&order, "slogan", "Respect.");
    print_explained(&order, dutch, sizeof dutch);
    set(&order, "lang", "fr");
    print_explained(&order, french, sizeof french);
    *strstr(dutch, "time ") = '\0';
    *strstr(french, "time ") = '\0';
    assert_string_not_equal(dutch, french);
    order_finish(&order);
}

static void optional_art_comes_and_goes_with_its_field(void **state)
{
    (void)state;
    struct order order;
    struct poster with;
    struct poster without;
    struct error err;
    begin(&order, "live", "instagram-portrait");
    order.width_px = 300;
    set(&order, "slogan", "Respect.");
    assert_true(press_print(press, &order, &without, NULL, &err));
    set(&order, "comment", "i");
    assert_true(press_print(press, &order, &with, NULL, &err));
    struct picture a;
    struct picture b;
    picture_decode_png(buffer_view(&with.file), &a);
    picture_decode_png(buffer_view(&without.file), &b);
    // A whole bubble, not just one letter.
    int different = 0;
    for (int i = 0; i < a.width * a.height * 3; i += 3)
        different += memcmp(a.pixels + i, b.pixels + i, 3) != 0;
    assert_true(different > 1000);
    picture_finish(&a);
    picture_finish(&b);
    poster_finish(&with);
    poster_finish(&without);
    order_finish(&order);
}

static void assert_refused(struct order *order, enum message message,
                           const char *field)
{
    struct poster poster;
    struct error err = {0};
    assert_false(press_print(press, order, &poster, NULL, &err));
    assert_int_equal(err.kind, ERROR_INVALID);
    assert_int_equal(err.message, message);
    assert_string_equal(err.field, field);
    order_finish(order);
}

static void wrong_orders_name_what_is_wrong(void **state)
{
    (void)state;
    struct order order;
    begin(&order, "", "");
    assert_refused(&order, MESSAGE_TEMPLATE_MISSING, "template");
    begin(&order, "none", "");
    assert_refused(&order, MESSAGE_TEMPLATE_UNKNOWN, "template");
    begin(&order, "volgers", "a0");
    assert_refused(&order, MESSAGE_FORMAT_UNKNOWN, "format");
    begin(&order, "volgers", "a4");
    strcpy(order.theme_id, "beige");
    assert_refused(&order, MESSAGE_THEME_UNKNOWN, "theme");
    begin(&order, "volgers", "a4");
    assert_refused(&order, MESSAGE_TEXT_MISSING, "slogan");
    begin(&order, "volgers", "a4");
    set(&order, "slogan",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
        "WWWWWWWWWWWWWWWWWWWWWWWWWW");
    assert_refused(&order, MESSAGE_TEXT_DOES_NOT_FIT, "slogan");
}

static void a_press_without_its_files_says_which(void **state)
{
    (void)state;
    struct press *other;
    struct error err;
    const struct press_config no_templates = {"/nonexistent", paths.fonts_file,
                                              PHOTO_LIMITS_DEFAULT, 0, NULL};
    const struct press_config no_fonts = {paths.templates_dir, "/nonexistent",
                                          PHOTO_LIMITS_DEFAULT, 0, NULL};
    assert_false(press_create(&other, &no_templates, &err));
    assert_null(other);
    assert_non_null(strstr(err.detail, "/nonexistent/formats.ini"));
    assert_false(press_create(&other, &no_fonts, &err));
    assert_non_null(strstr(err.detail, "/nonexistent"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_template_prints_in_every_format),
        cmocka_unit_test(the_longest_words_fit_in_every_template_and_format),
        cmocka_unit_test(the_same_order_gives_the_same_bytes),
        cmocka_unit_test(the_photo_is_upright_and_framed_as_ordered),
        cmocka_unit_test(words_of_the_design_speak_the_orders_language),
        cmocka_unit_test(optional_art_comes_and_goes_with_its_field),
        cmocka_unit_test(wrong_orders_name_what_is_wrong),
        cmocka_unit_test(a_press_without_its_files_says_which),
    };
    return cmocka_run_group_tests(tests, open_press, close_press);
}
