// What the address of an embed may choose, and what is passed over.
#include "serve/embed_choice.h"

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
    folder_write_text(
        "school/partner.ini",
        "[partner]\nname.nl = Sint-Jan\ntemplate = klas\n"
        "templates = klas, volgers\nthemes = geel, klas/baksteen\n"
        "formats = story, a4\nlanguages = fr, de\n");
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

static void assert_path(const char *partner, const char *query,
                        const char *expected)
{
    struct embed_choice choice;
    char path[EMBED_PATH_MAX];
    embed_choice_read(&choice, press, partner, query);
    embed_choice_write_path(&choice, path);
    assert_string_equal(path, expected);
}

static void what_is_known_is_taken_over_in_one_order(void **state)
{
    (void)state;
    assert_path("", "", "embed/");
    assert_path("", "lang=fr&format=a4&template=volgers",
                "embed/?template=volgers&format=a4&lang=fr");
    assert_path("school", "template=klas&theme=baksteen&format=story&lang=de",
                "embed/school?template=klas&theme=baksteen&format=story"
                "&lang=de");
}

static void what_a_partner_does_not_allow_is_passed_over(void **state)
{
    (void)state;
    assert_path("school", "template=zonder-foto", "embed/school");
    assert_path("school", "template=klas&theme=geel2&lang=nl&format=a3",
                "embed/school?template=klas");
    assert_path("school", "format=a4&lang=en", "embed/school?format=a4");
}

static void what_is_hostile_is_passed_over(void **state)
{
    (void)state;
    static const char *const queries[] = {
        "template=../../etc/passwd",
        "template=%22%3E%3Cscript%3E",
        "template=%00klas",
        "template=%zz",
        "template=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "theme=javascript:alert(1)&format=%0d%0aSet-Cookie:a&lang=xx",
        "lang=nlxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "&&&===&?&#",
        "Template=klas",
    };
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        assert_path("", queries[i], "embed/");
}

static void an_unknown_partner_is_the_open_embed_with_a_note(void **state)
{
    (void)state;
    struct embed_choice choice;
    embed_choice_read(&choice, press, "nergens", "template=zonder-foto");
    assert_true(choice.is_unknown);
    assert_null(choice.partner);
    assert_string_equal(choice.template->id, "zonder-foto");
    assert_path("nergens", "lang=nl", "embed/?lang=nl");
    embed_choice_read(&choice, press, "", "");
    assert_false(choice.is_unknown);
}

static void what_is_first_is_of_the_partner(void **state)
{
    (void)state;
    struct embed_choice choice;
    embed_choice_read(&choice, press, "school", "lang=nl");
    assert_string_equal(embed_choice_template(&choice, press)->id, "klas");
    const struct format *format = embed_choice_format(&choice, press);
    assert_true(strcmp(format->id, "story") == 0 ||
                strcmp(format->id, "a4") == 0);
    assert_int_equal(embed_choice_language(&choice, LANGUAGE_NL), LANGUAGE_FR);
    assert_int_equal(embed_choice_language(&choice, LANGUAGE_DE), LANGUAGE_DE);
    embed_choice_read(&choice, press, "", "");
    assert_int_equal(embed_choice_language(&choice, LANGUAGE_EN), LANGUAGE_EN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_known_is_taken_over_in_one_order),
        cmocka_unit_test(what_a_partner_does_not_allow_is_passed_over),
        cmocka_unit_test(what_is_hostile_is_passed_over),
        cmocka_unit_test(an_unknown_partner_is_the_open_embed_with_a_note),
        cmocka_unit_test(what_is_first_is_of_the_partner),
    };
    return cmocka_run_group_tests(tests, open_press, close_press);
}
