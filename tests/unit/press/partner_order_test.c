// What an order with a partner gives: its defaults, what it does not allow, its
// captions, and whose poster it is said to be.
#include "press/caption.h"
#include "press/kit.h"
#include "press/press.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct press *press;

static int open_press(void **state)
{
    (void)state;
    struct error err;
    folder_make();
    folder_write_text("school/partner.ini",
                      "[partner]\nname.nl = Sint-Jan\nname.fr = Saint-Jean\n"
                      "template = zonder-foto\ntemplates = zonder-foto, klas\n"
                      "formats = story, a4\nlanguages = nl, fr\n"
                      "[caption]\ntext.nl = {[[slogan.]]}{ Van [[school]].}\n"
                      "hashtags.nl = #SintJan\n");
    folder_write_text("voorbij/partner.ini",
                      "[partner]\nname.nl = Voorbij\nto = 2001-01-01\n");
    folder_write_text("stuk/partner.ini", "[partner]\nname.nl = Stuk\nx = y\n");
    folder_write_text("frans/partner.ini",
                      "[partner]\nname.nl = Frans\nlanguages = fr\n"
                      "template = zonder-foto\n");
    const struct press_config paths = {.templates_dir = SOURCE_DIR "/templates",
                                       .fonts_file =
                                           SOURCE_DIR "/fonts/fonts.ini",
                                       .photo_limits = PHOTO_LIMITS_DEFAULT,
                                       .partners_dir = folder_path(".")};
    return press_create(&press, &paths, &err) ? 0 : -1;
}

static int close_press(void **state)
{
    (void)state;
    press_destroy(press);
    folder_remove();
    return 0;
}

static bool set(struct order *order, const char *name, const char *value,
                struct error *err)
{
    return order_set(order, name, value, strlen(value), err);
}

static bool print(const char *const values[], struct poster *poster,
                  struct error *err)
{
    struct order order;
    order_init(&order);
    order.width_px = 64;
    bool done = set(&order, "slogan", "Kort", err);
    for (; *values && done; values += 2)
        done = set(&order, values[0], values[1], err);
    done = done && press_print(press, &order, poster, NULL, err);
    order_finish(&order);
    return done;
}

static void assert_refused(const char *const values[], enum message message,
                           const char *field)
{
    struct poster poster = {0};
    struct error err = {0};
    assert_false(print(values, &poster, &err));
    assert_int_equal(err.kind, ERROR_INVALID);
    assert_int_equal(err.message, message);
    assert_string_equal(err.field, field);
}

#define VALUES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void a_partner_chooses_the_template_and_the_format(void **state)
{
    (void)state;
    struct poster poster = {0};
    struct error err = {0};
    if (!print(VALUES("partner", "school"), &poster, &err))
        fail_msg("%s %s", message_name(err.message), err.detail);
    assert_non_null(strstr(poster.name, "zonder-foto-story"));
    assert_non_null(strstr(poster.alt_text, "Sint-Jan"));
    poster_finish(&poster);
    // Who names no language gets one that the partner has.
    assert_true(print(VALUES("partner", "frans"), &poster, &err));
    assert_non_null(strstr(poster.alt_text, "Affiche"));
    poster_finish(&poster);
}

static void what_a_partner_does_not_allow_is_refused(void **state)
{
    (void)state;
    assert_refused(VALUES("partner", "nergens"), MESSAGE_PARTNER_UNKNOWN,
                   "partner");
    assert_refused(VALUES("partner", "stuk"), MESSAGE_PARTNER_UNKNOWN,
                   "partner");
    assert_refused(VALUES("partner", "voorbij", "template", "zonder-foto"),
                   MESSAGE_PARTNER_NOT_NOW, "partner");
    assert_refused(VALUES("partner", "school", "template", "volgers"),
                   MESSAGE_PARTNER_TEMPLATE, "template");
    assert_refused(VALUES("partner", "school", "format", "a3"),
                   MESSAGE_PARTNER_FORMAT, "format");
    assert_refused(VALUES("partner", "school", "lang", "en"),
                   MESSAGE_PARTNER_LANGUAGE, "lang");
    assert_refused(VALUES("partner", "school", "theme", "nergens"),
                   MESSAGE_THEME_UNKNOWN, "theme");
    assert_refused(VALUES("lang", "nl"), MESSAGE_TEMPLATE_MISSING, "template");
}

static void a_school_is_one_line_of_clean_words(void **state)
{
    (void)state;
    struct order order;
    struct error err = {0};
    char many[128];
    order_init(&order);
    assert_true(set(&order, "school", "  De\n Regenboog ", &err));
    assert_string_equal(order.school, "De Regenboog");
    assert_true(set(&order, "school", "Sint-Jan", &err));
    assert_false(set(&order, "school", "a\x01", &err));
    assert_int_equal(err.message, MESSAGE_TEXT_CONTROL);
    memset(many, 'x', sizeof many);
    many[81] = '\0';
    assert_false(set(&order, "school", many, &err));
    assert_int_equal(err.message, MESSAGE_TEXT_TOO_LONG);
    assert_string_equal(err.field, "school");
    assert_string_equal(order.school, "Sint-Jan");
    const uint64_t with = order_hash(&order, 1);
    assert_true(set(&order, "school", " ", &err));
    assert_null(order.school);
    assert_true(order_hash(&order, 1) != with);
    const uint64_t without = order_hash(&order, 1);
    assert_true(set(&order, "partner", "school", &err));
    assert_true(order_hash(&order, 1) != without);
    memset(many, 'a', 64);
    many[64] = '\0';
    assert_false(set(&order, "partner", many, &err));
    assert_int_equal(err.message, MESSAGE_PARTNER_UNKNOWN);
    order_finish(&order);
}

static void assert_caption(const char *partner, const char *school,
                           const char *expected)
{
    const struct caption_source source = {
        template_find(press_templates(press), "zonder-foto"),
        partner_find(press_partners(press), partner)};
    struct order order;
    struct error err = {0};
    struct buffer text = {0};
    size_t length;
    order_init(&order);
    assert_true(set(&order, "slogan", "Kort", &err));
    assert_true(set(&order, "school", school, &err));
    assert_true(caption_write(&source, &order, network_find("facebook", 8),
                              &text, &length));
    assert_true(buffer_append(&text, "", 1));
    if (!strstr((const char *)text.data, expected))
        fail_msg("%s", (const char *)text.data);
    buffer_finish(&text);
    order_finish(&order);
}

static void the_captions_of_a_partner_stand_in_for_the_templates(void **state)
{
    (void)state;
    assert_caption("school", "", "Kort. Van Sint-Jan.\n\n#");
    assert_caption("school", "De Regenboog", "Kort. Van De Regenboog.");
    assert_caption("school", "", " #SintJan");
}

static void a_kit_of_all_formats_has_those_of_the_partner(void **state)
{
    (void)state;
    struct order order;
    struct kit *kit;
    struct error err = {0};
    struct kit_wish all = {.all = true};
    struct kit_wish one = {0};
    size_t count;
    order_init(&order);
    assert_true(set(&order, "slogan", "Kort", &err));
    assert_true(set(&order, "partner", "school", &err));
    if (!kit_open(&kit, press, &order, &all, &err))
        fail_msg("%s", err.detail);
    kit_files(kit, &count);
    assert_int_equal(count, 2);
    kit_close(kit);
    assert_true(kit_wish_read(&one, "a3", 2, &err));
    assert_false(kit_open(&kit, press, &order, &one, &err));
    assert_int_equal(err.message, MESSAGE_PARTNER_FORMAT);
    order_finish(&order);
}

static void partners_are_listed_as_json(void **state)
{
    (void)state;
    char *text = press_partners_json(press, LANGUAGE_FR);
    assert_non_null(strstr(text, "\"name\": \"Saint-Jean\""));
    assert_non_null(strstr(text, "\"count\": 3"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_partner_chooses_the_template_and_the_format),
        cmocka_unit_test(what_a_partner_does_not_allow_is_refused),
        cmocka_unit_test(a_school_is_one_line_of_clean_words),
        cmocka_unit_test(the_captions_of_a_partner_stand_in_for_the_templates),
        cmocka_unit_test(a_kit_of_all_formats_has_those_of_the_partner),
        cmocka_unit_test(partners_are_listed_as_json),
    };
    return cmocka_run_group_tests(tests, open_press, close_press);
}
