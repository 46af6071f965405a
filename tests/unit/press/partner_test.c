// Partners: what a folder of them gives, and what is refused, with its line.
#include "press/partner.h"
#include "press/partner_values.h"
#include "press/press.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct format_list formats;
static struct template_list templates;
static struct partner_list list;

static int load(void **state)
{
    struct error err;
    (void)state;
    return format_list_read(&formats, SOURCE_DIR "/templates/formats.ini",
                            &err) &&
                   template_list_read(&templates, SOURCE_DIR "/templates",
                                      &formats, &err)
               ? 0
               : -1;
}

static int unload(void **state)
{
    (void)state;
    template_list_finish(&templates);
    format_list_finish(&formats);
    return 0;
}

static int make(void **state)
{
    (void)state;
    folder_make();
    list = (struct partner_list){0};
    return 0;
}

static int tidy(void **state)
{
    (void)state;
    partner_list_finish(&list);
    folder_remove();
    return 0;
}

static void read_all(void)
{
    struct error err = {0};
    partner_list_finish(&list);
    if (!partner_list_read(&list, folder_path("."), &templates, &formats, NULL,
                           &err))
        fail_msg("%s", err.detail);
}

static const struct partner *read_one(const char *ini)
{
    folder_write_text("een/partner.ini", ini);
    read_all();
    if (list.refusal_count > 0)
        fail_msg("%s", list.refusals[0].why);
    return partner_find(&list, "een");
}

// The partner is left out, told with `why`; a check tells the same.
static void assert_refused(const char *ini, const char *why)
{
    struct findings findings = {0};
    struct error err = {0};
    bool told = false;
    folder_write_text("een/partner.ini", ini);
    read_all();
    assert_int_equal(list.count, 0);
    assert_int_equal(list.refusal_count, 1);
    if (!strstr(list.refusals[0].why, why))
        fail_msg("\"%s\" is not in \"%s\"", why, list.refusals[0].why);
    assert_true(partner_list_examine(folder_path("."), &templates, &formats,
                                     &findings, &err));
    for (size_t i = 0; i < findings.count; i++)
        told |= strstr(list.refusals[0].why, findings.items[i].text) != NULL;
    assert_true(told);
    findings_finish(&findings);
}

#define HEAD "[partner]\nname.nl = Sint-Jan\n"
#define LOGO                                                                   \
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>"             \
    "<rect width='40' height='20'/></svg>"

static void a_partner_is_read_with_all_its_keys(void **state)
{
    (void)state;
    folder_write_text("een/merk.svg", LOGO);
    const struct partner *partner =
        read_one(HEAD "name.fr = Saint-Jean\nshort_name.nl = SJ\nplace = Gent\n"
                      "logo = merk.svg\ntemplate = klas\ntheme = hemel\n"
                      "templates = klas\ntemplates = volgers\n"
                      "themes = geel, klas/hemel\nformats = a4, story\n"
                      "languages = nl, fr\norigins = https://www.school.be, "
                      "https://*.school.be\ncontact = info@school.be\n"
                      "link = https://www.school.be/poster?x=1\n"
                      "from = 2026-09-01\nto = 2027-06-30\n"
                      "[caption]\ntext.nl = Van [[school]]\n"
                      "hashtags.nl = #SintJan\n");
    assert_string_equal(partner_name(partner, LANGUAGE_FR), "Saint-Jean");
    assert_string_equal(partner_name(partner, LANGUAGE_DE), "Sint-Jan");
    assert_string_equal(partner_short_name(partner, LANGUAGE_FR), "SJ");
    assert_string_equal(partner->place, "Gent");
    assert_int_equal(partner->logo.kind, LOGO_SVG);
    assert_int_equal(partner->origin_count, 2);
    assert_string_equal(partner->contact, "info@school.be");
    assert_int_equal(partner->caption_count, 1);
    assert_true(partner_allows_template(partner, "volgers"));
    assert_false(partner_allows_template(partner, "like"));
    assert_true(partner_allows_theme(partner, "klas", "hemel"));
    assert_true(partner_allows_theme(partner, "volgers", "geel"));
    assert_false(partner_allows_theme(partner, "volgers", "hemel"));
    assert_true(partner_allows_format(partner, "a4"));
    assert_false(partner_allows_format(partner, "a3"));
    assert_true(partner_allows_language(partner, LANGUAGE_FR));
    assert_false(partner_allows_language(partner, LANGUAGE_EN));
    assert_false(partner_is_on(partner, 20260831));
    assert_true(partner_is_on(partner, 20260901));
    assert_true(partner_is_on(partner, 20270630));
    assert_false(partner_is_on(partner, 20270701));
}

static void a_partner_that_says_little_allows_everything(void **state)
{
    (void)state;
    const struct partner *partner = read_one(HEAD);
    assert_true(partner_allows_template(partner, "like"));
    assert_true(partner_allows_theme(partner, "like", "x"));
    assert_true(partner_allows_format(partner, "a3"));
    assert_true(partner_allows_language(partner, LANGUAGE_DE));
    assert_true(partner_is_on(partner, partner_today()));
    assert_int_equal(partner->logo.kind, LOGO_NONE);
    assert_string_equal(partner_default_template(partner), "");
    assert_string_equal(partner_school(partner, NULL, LANGUAGE_NL), "Sint-Jan");
    assert_string_equal(partner_school(partner, "Typt", LANGUAGE_NL), "Typt");
    assert_string_equal(partner_school(NULL, NULL, LANGUAGE_NL), "");
}

static void a_wrong_value_is_told_with_its_line(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"[partner]\nplace = Gent\n", "name.nl: is missing"},
        {"[partner]\nname.nl =\n", ":2: [partner] name.nl: is empty"},
        {HEAD "nmae = x\n", ":3: [partner] nmae: is none of name.LANG"},
        {HEAD "[partners]\na = b\n", "the section is none of [partner]"},
        {HEAD "template = nergens\n", "there is no template \"nergens\""},
        {HEAD "templates = klas,, like\n", "between two commas is empty"},
        {HEAD "templates = klas, klas\n", "\"klas\" is there twice"},
        {HEAD "template = like\ntemplates = klas\n",
         "is not among the templates"},
        {HEAD "theme = geel\n", "stands beside a template only"},
        {HEAD "template = volgers\ntheme = paars-x\n", "is no theme of the"},
        {HEAD "themes = nergens-kleur\n", "is no theme of a template"},
        {HEAD "themes = nergens/geel\n", "there is no template \"nergens\""},
        {HEAD "formats = a9\n", "there is no format \"a9\""},
        {HEAD "languages = nl, es\n", "\"es\" is none of nl, fr, en, de"},
        {HEAD "origins = http://www.school.be\n", "is no site such as"},
        {HEAD "contact = school.be\n", "is no e-mail address"},
        {HEAD "link = http://school.be\n", "is no address such as"},
        {HEAD "from = 2026-02-29\n", "is no day such as 2026-09-01"},
        {HEAD "from = 2026-09-02\nto = 2026-09-01\n", ":4: [partner] to: is "
                                                      "before from"},
        {HEAD "to = 2026-09-01\nto = 2026-09-01\n", "is given twice"},
        {HEAD "logo = ../logo.svg\n", "is no file of this folder"},
        {HEAD "logo = .svg\n", "is no file of this folder"},
        {HEAD "logo = weg.svg\n", "there is no file \"weg.svg\""},
        {HEAD "[caption]\ntext.nl = [[nergens]]\n", "there is no such [field]"},
        {HEAD "[caption]\ntext.nl = [[name]]\n", "may stay empty"},
        {HEAD "[caption myspace]\ntext.nl = x\n", "is none of instagram"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_refused(wrong[i][0], wrong[i][1]);
}

static void a_check_tells_every_mistake(void **state)
{
    (void)state;
    struct findings findings = {0};
    struct error err = {0};
    folder_write_text("een/partner.ini",
                      "[partner]\nformats = a9\nlink = x\nto = gisteren\n");
    folder_write_text("een/logo.svg", "geen tekening");
    folder_write_text("leeg/Partner.ini", HEAD);
    assert_true(partner_list_examine(folder_path("."), &templates, &formats,
                                     &findings, &err));
    assert_int_equal(findings_count(&findings, FINDING_ERROR), 5);
    assert_int_equal(findings_count(&findings, FINDING_WARNING), 1);
    findings_finish(&findings);
}

static void a_logo_is_found_by_its_usual_name(void **state)
{
    (void)state;
    folder_write_text("een/logo.svg", LOGO);
    assert_int_equal(read_one(HEAD)->logo.kind, LOGO_SVG);
}

static void a_file_must_be_one_and_lie_in_its_folder(void **state)
{
    (void)state;
    folder_write_text("ver.svg", LOGO);
    folder_write_text("ver.ini", HEAD);
    folder_write_text("een/partner.ini", HEAD);
    assert_int_equal(symlink("../ver.svg", folder_path("een/logo.svg")), 0);
    assert_refused(HEAD, "is a link that leads out of the folder");
    unlink(folder_path("een/logo.svg"));
    assert_int_equal(mkfifo(folder_path("een/logo.svg"), 0600), 0);
    assert_refused(HEAD, "is no file");
    unlink(folder_path("een/logo.svg"));
    unlink(folder_path("een/partner.ini"));
    assert_int_equal(symlink("../ver.ini", folder_path("een/partner.ini")), 0);
    read_all();
    assert_int_equal(list.count, 0);
    assert_non_null(strstr(partner_refusal(&list, "een"), "leads out"));
}

static void a_hostile_text_is_refused(void **state)
{
    (void)state;
    static const char with_nul[] = HEAD "place = a\0b\n";
    const size_t size = 70 * 1024;
    char *huge = malloc(size);
    memset(huge, ';', size);
    for (size_t i = 79; i < size; i += 80)
        huge[i] = '\n';
    folder_write("nul/partner.ini", with_nul, sizeof with_nul - 1);
    folder_write("reus/partner.ini", huge, size);
    free(huge);
    folder_write_text("leeg/partner.ini", "");
    folder_write_text("ruis/partner.ini", "\xff\xfe[\x01]\n=\n");
    folder_write_text("Groot/partner.ini", HEAD);
    folder_write_text("a b/partner.ini", HEAD);
    folder_write_text("-x/partner.ini", HEAD);
    folder_write_text("\"><b>/partner.ini", HEAD);
    folder_write_text("goed/partner.ini", HEAD);
    read_all();
    assert_int_equal(list.count, 1);
    assert_int_equal(list.refusal_count, 8);
    assert_non_null(strstr(partner_refusal(&list, "nul"), "holds a NUL"));
    assert_non_null(strstr(partner_refusal(&list, "reus"), "larger than 64"));
    assert_non_null(strstr(partner_refusal(&list, "a b"), "is no id"));
    assert_null(partner_find(&list, "nul"));
}

static void an_origin_can_hold_nothing_but_a_site(void **state)
{
    (void)state;
    static const char *const good[] = {
        "https://a.be",         "https://*.a.be",   "https://www.a-b.be:8443",
        "https://intranet",     "http://localhost", "http://localhost:8080",
        "http://127.0.0.1:3000"};
    static const char *const bad[] = {"",
                                      "https://",
                                      "http://a.be",
                                      "https://*.be",
                                      "https://*",
                                      "https://a.be/",
                                      "https://a.be/x",
                                      "https://a.be;",
                                      "https://a.be 'x'",
                                      "https://a.be\n",
                                      "https://A.be",
                                      "https://-a.be",
                                      "https://a-.be",
                                      "https://a..be",
                                      "https://a.be.",
                                      "https://a.be:",
                                      "https://a.be:0",
                                      "https://a.be:99999",
                                      "https://a.be:80x",
                                      "https://u@a.be",
                                      "'none'",
                                      "https://w.*.be",
                                      "https://\xc3\xa9.be",
                                      "http://localhost.evil.be",
                                      "http://127.0.0.1.evil.be",
                                      "*",
                                      "data:",
                                      "https://*.a.be,b"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!partner_is_origin(good[i]))
            fail_msg("%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (partner_is_origin(bad[i]))
            fail_msg("%s", bad[i]);
    assert_true(partner_is_link("https://a.be/x?y=z&q=%20#k"));
    assert_false(partner_is_link("https://a.be/\"x"));
    assert_false(partner_is_link("https://a.be/ x"));
    assert_false(partner_is_link("javascript:alert(1)"));
    assert_true(partner_is_email("a.b+c@d-e.be"));
    assert_false(partner_is_email("a@b"));
    assert_false(partner_is_email("a b@c.be"));
    assert_false(partner_is_email("a@c.be?bcc=x"));
    int day = 0;
    assert_true(partner_read_day("2028-02-29", &day));
    assert_int_equal(day, 20280229);
    assert_false(partner_read_day("2026-9-1", &day));
    assert_false(partner_read_day("2026-13-01", &day));
    assert_false(partner_read_day("2026-09-01x", &day));
}

static void five_thousand_partners_are_read_and_found(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    char name[64];
    for (int i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "school-%04d/partner.ini", i);
        folder_write_text(name, HEAD "template = volgers\n");
    }
    read_all();
    assert_int_equal(list.count, MANY);
    for (int i = 0; i < MANY; i += 37) {
        snprintf(name, sizeof name, "school-%04d", i);
        assert_ptr_equal(partner_find(&list, name), &list.items[i]);
    }
    assert_null(partner_find(&list, "school-5000"));
}

static void no_folder_is_no_partner(void **state)
{
    (void)state;
    struct error err = {0};
    assert_true(
        partner_list_read(&list, NULL, &templates, &formats, NULL, &err));
    assert_true(partner_list_read(&list, folder_path("weg"), &templates,
                                  &formats, NULL, &err));
    assert_int_equal(list.count, 0);
}

static char heard[256];

static void hear_begin(void *context, enum guard_kind kind, const char *folder)
{
    (void)context;
    assert_int_equal(kind, GUARD_PARTNER);
    snprintf(heard + strlen(heard), sizeof heard - strlen(heard), "%s;",
             folder);
}

static void a_barred_folder_is_not_opened(void **state)
{
    (void)state;
    struct error err = {0};
    char why[] = "it crashed";
    const struct guard_barred barred[] = {{GUARD_TEMPLATE, "een", why},
                                          {GUARD_PARTNER, "twee", why}};
    const struct guard guard = {
        .barred = barred, .barred_count = 2, .begin = hear_begin};
    folder_write_text("een/partner.ini", HEAD);
    folder_write_text("twee/partner.ini", HEAD);
    heard[0] = '\0';
    assert_true(partner_list_read(&list, folder_path("."), &templates, &formats,
                                  &guard, &err));
    assert_string_equal(heard, "een;;");
    assert_int_equal(list.count, 1);
    assert_string_equal(partner_refusal(&list, "twee"), why);
}

static void the_samples_of_the_repository_are_right(void **state)
{
    (void)state;
    struct error err = {0};
    assert_true(partner_list_read(&list, SOURCE_DIR "/partners", &templates,
                                  &formats, NULL, &err));
    assert_int_equal(list.count, 3);
    assert_int_equal(list.refusal_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, make, tidy)
        TEST(a_partner_is_read_with_all_its_keys),
        TEST(a_partner_that_says_little_allows_everything),
        TEST(a_wrong_value_is_told_with_its_line),
        TEST(a_check_tells_every_mistake),
        TEST(a_logo_is_found_by_its_usual_name),
        TEST(a_file_must_be_one_and_lie_in_its_folder),
        TEST(a_hostile_text_is_refused),
        TEST(an_origin_can_hold_nothing_but_a_site),
        TEST(five_thousand_partners_are_read_and_found),
        TEST(no_folder_is_no_partner),
        TEST(the_samples_of_the_repository_are_right),
        TEST(a_barred_folder_is_not_opened),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
