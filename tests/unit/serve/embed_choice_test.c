// What the address of an embed chooses, with a partner and without, and that
// whatever else it holds is passed over.
#include "serve/embed_choice.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct press *press;

static int open_press(void **state)
{
    (void)state;
    struct error err = {0};
    folder_make();
    folder_write_text("sint-jan/partner.ini",
                      "[partner]\nname.nl = Sint-Jan\n"
                      "template = klas\ntemplates = klas, volgers\n"
                      "themes = volgers/geel, klas/baksteen\n"
                      "formats = story, a4\nlanguages = fr, en\n");
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

static void an_open_embed_may_choose_all_there_is(void **state)
{
    (void)state;
    assert_path("", "", "embed/");
    assert_path("",
                "lang=de&format=story&theme=geel&x=y&template=volgers&lang=fr",
                "embed/?template=volgers&theme=geel&format=story&lang=de");
}

static void a_partner_narrows_what_may_be_chosen(void **state)
{
    (void)state;
    assert_path("sint-jan", "template=volgers&theme=geel&format=a4&lang=fr",
                "embed/sint-jan?template=volgers&theme=geel&format=a4&lang=fr");
    assert_path("sint-jan", "template=menigte&format=instagram-square&lang=nl",
                "embed/sint-jan");
    assert_path("sint-jan", "template=volgers&theme=baksteen",
                "embed/sint-jan?template=volgers");
    // A theme alone is one of the partner's template.
    assert_path("sint-jan", "theme=baksteen", "embed/sint-jan?theme=baksteen");
}

static void what_is_hostile_is_passed_over(void **state)
{
    (void)state;
    static const char *const queries[] = {
        "template=..%2Fvolgers",
        "template=volgers%00",
        "template=%22%3E%3Cscript%3E",
        "template=volgersvolgersvolgersvolgersvolgersvolgersvolgersvolgersvolg",
        "template=&theme=&format=&lang=",
        "template=%zz&theme=%&lang=xx&format=a0",
        "&&&=&==&template",
    };
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        assert_path("", queries[i], "embed/");
}

static void an_unknown_partner_is_the_open_embed(void **state)
{
    (void)state;
    struct embed_choice choice;
    embed_choice_read(&choice, press, "nergens", "lang=fr");
    assert_true(choice.is_unknown);
    assert_null(choice.partner);
    assert_path("nergens", "lang=fr", "embed/?lang=fr");
    embed_choice_read(&choice, press, "sint-jan", "");
    assert_false(choice.is_unknown);
    assert_non_null(choice.partner);
}

static void what_is_not_chosen_has_a_first(void **state)
{
    (void)state;
    struct embed_choice choice;
    embed_choice_read(&choice, press, "sint-jan", "");
    assert_string_equal(embed_choice_template(&choice, press)->id, "klas");
    assert_true(partner_allows_format(choice.partner,
                                      embed_choice_format(&choice, press)->id));
    assert_int_equal(embed_choice_language(&choice, LANGUAGE_EN), LANGUAGE_EN);
    assert_int_equal(embed_choice_language(&choice, LANGUAGE_NL), LANGUAGE_FR);
    embed_choice_read(&choice, press, "", "");
    assert_non_null(embed_choice_template(&choice, press));
    assert_int_equal(embed_choice_language(&choice, LANGUAGE_DE), LANGUAGE_DE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_open_embed_may_choose_all_there_is),
        cmocka_unit_test(a_partner_narrows_what_may_be_chosen),
        cmocka_unit_test(what_is_hostile_is_passed_over),
        cmocka_unit_test(an_unknown_partner_is_the_open_embed),
        cmocka_unit_test(what_is_not_chosen_has_a_first),
    };
    return cmocka_run_group_tests(tests, open_press, close_press);
}
