// Templates in use: texts that a layout leaves out, layouts without a photo
// window, starters and samples, large words that are divided, and a template
// that is left out.
#include "made_up.h"
#include "run.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define BASE MADE_UP_TEMPLATE("required")

// Opens the press with the made-up template and more lines.
static void open_with(const char *ini)
{
    press_destroy(made_up_press);
    made_up_open(ini);
}

static void a_layout_without_a_window_needs_no_photo(void **state)
{
    (void)state;
    struct picture picture;
    static const char *const plain[] = {"slogan", "x", "format", "plain", NULL};
    open_with(BASE);
    assert_order_refused(plain, MESSAGE_PHOTO_MISSING, "photo");
    press_destroy(made_up_press);
    folder_write_text(
        "proef/plain.svg",
        MADE_UP_SVG("0 0 100 125",
                    "<rect id='slogan' x='5' y='70' width='90' height='30'/>"));
    made_up_open(BASE);
    made_up_print_picture(plain, &picture);
    picture_finish(&picture);
    // A photo that is given all the same does no harm.
    made_up_print_picture((const char *const[]){"slogan", "x", "format",
                                                "plain", "photo", "", NULL},
                          &picture);
    picture_finish(&picture);
    // The other layouts want theirs.
    assert_order_refused((const char *const[]){"slogan", "x", NULL},
                         MESSAGE_PHOTO_MISSING, "photo");
}

static void a_hidden_text_is_not_set(void **state)
{
    (void)state;
    char text[4096];
    static const char *const post[] = {"slogan", "Hallo", "name", "Juf",
                                       "photo",  "",      NULL};
    open_with(BASE "[text name @ portrait]\nhidden = yes\n");
    made_up_explain(post, text);
    assert_text_holds(text, "text slogan");
    assert_null(strstr(text, "text name"));
    // Shown again in a layout, though hidden in general.
    open_with(BASE "[text sign]\nhidden = yes\n"
                   "[text sign @ portrait]\nhidden = no\n");
    made_up_explain(post, text);
    assert_text_holds(text, "text name");
    assert_text_holds(text, "text sign");
    open_with(BASE "[text sign]\nhidden = yes\n"
                   "[text sign @ portrait]\nhidden = yes\n");
    made_up_explain(post, text);
    assert_null(strstr(text, "text sign"));
}

// Even a text that must be given has no place there, and is still wanted.
static void a_hidden_text_needs_no_box(void **state)
{
    (void)state;
    const struct press_config paths = {.templates_dir = folder_path("."),
                                       .fonts_file =
                                           SOURCE_DIR "/fonts/fonts.ini",
                                       .photo_limits = PHOTO_LIMITS_DEFAULT};
    struct press *other;
    struct error err;
    folder_write_text("proef/wide.svg",
                      MADE_UP_SVG("0 0 400 100", "<g id='under'/>"));
    folder_write_text("proef/template.ini", BASE);
    assert_false(press_create(&other, &paths, &err));
    assert_text_holds(err.detail,
                      "wide.svg: has no object with the id \"slogan\"");
    open_with(BASE "[text slogan @ wide]\nhidden = yes\n");
    assert_order_refused((const char *const[]){"format", "wide", NULL},
                         MESSAGE_TEXT_MISSING, "slogan");
    unlink(folder_path("proef/wide.svg"));
}

static void starters_are_kept_by_language_in_their_order(void **state)
{
    (void)state;
    static const struct starter expected[] = {{LANGUAGE_NL, "Eerst"},
                                              {LANGUAGE_FR, "Début"},
                                              {LANGUAGE_NL, "Daarna"}};
    open_with(BASE "[field slogan]\nstarter.nl = Eerst\nstarter.fr = Début\n"
                   "starter.nl = Daarna\n");
    const struct template *template =
        template_find(press_templates(made_up_press), "proef");
    const struct field *field = template_field(template, "slogan");
    assert_int_equal(field->starter_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(field->starters[i].language, expected[i].language);
        assert_string_equal(field->starters[i].words, expected[i].words);
    }
    assert_int_equal(template_field(template, "name")->starter_count, 0);
    assert_string_equal(template->sample, "");
    open_with(BASE "[template]\nsample = juf-amina\n");
    assert_string_equal(press_templates(made_up_press)->items[0].sample,
                        "juf-amina");
}

static void what_a_template_is_for_is_kept(void **state)
{
    (void)state;
    open_with(BASE);
    assert_int_equal(press_templates(made_up_press)->items[0].uses, 0);
    open_with(BASE "[template]\nuses = event,self , team\n");
    assert_int_equal(press_templates(made_up_press)->items[0].uses,
                     1U << TEMPLATE_USE_SELF | 1U << TEMPLATE_USE_TEAM |
                         1U << TEMPLATE_USE_EVENT);
}

#define LARGE_SVG                                                              \
    MADE_UP_SVG("0 0 100 125",                                                 \
                "<rect id='slogan' x='5' y='20' width='90' height='80'/>")
#define LONG_WORD "Verantwoordelijkheidsgevoelsontwikkeling"

static double size_of(const char *text)
{
    const char *at = strstr(text, "text slogan size ");
    assert_non_null(at);
    return strtod(at + 17, NULL);
}

// In a text that is meant to be large: the word alone would be a fifth of it.
static void a_long_word_that_makes_a_text_small_is_divided(void **state)
{
    (void)state;
    char whole[4096];
    char divided[4096];
    static const char *const words[] = {"slogan", LONG_WORD, NULL};
    folder_write_text("proef/portrait.svg", LARGE_SVG);
    open_with(MADE_UP_TEMPLATE("none") "[text slogan]\nhyphens = no\n");
    made_up_explain(words, whole);
    assert_text_holds(whole, "line \"" LONG_WORD "\"");
    open_with(MADE_UP_TEMPLATE("none"));
    made_up_explain(words, divided);
    assert_null(strstr(divided, "line \"" LONG_WORD "\""));
    assert_text_holds(divided, "lines 3 ");
    assert_true(size_of(divided) > 1.3 * size_of(whole));
    // A text that was never meant to be large stays whole.
    open_with(MADE_UP_TEMPLATE("none") "[text slogan]\nsize = 4..7.8\n");
    made_up_explain(words, divided);
    assert_text_holds(divided, "line \"" LONG_WORD "\"");
    folder_write_text("proef/portrait.svg", MADE_UP_PORTRAIT);
}

// Words that are large enough as they are, or not much larger in parts.
static void words_that_are_large_enough_stay_whole(void **state)
{
    (void)state;
    char text[4096];
    folder_write_text("proef/portrait.svg", LARGE_SVG);
    open_with(MADE_UP_TEMPLATE("none"));
    made_up_explain((const char *const[]){"slogan", "Leerkrachten", NULL},
                    text);
    assert_text_holds(text, "line \"Leerkrachten\"");
    // One line only: in parts it is no larger.
    open_with(MADE_UP_TEMPLATE("none") "[text slogan]\nlines = 1..1\n");
    made_up_explain((const char *const[]){"slogan", LONG_WORD, NULL}, text);
    assert_text_holds(text, "line \"" LONG_WORD "\"");
    folder_write_text("proef/portrait.svg", MADE_UP_PORTRAIT);
}

// It is left out and told; the others are as they were.
static void a_wrong_template_is_left_out_and_told(void **state)
{
    (void)state;
    static const struct {
        const char *ini;
        const char *why;
    } cases[] = {
        {"[template]\norder = x\n", "/bom/template.ini:2: [template] order: "},
        {"[template]\nname.nl = x\n",
         "/bom/template.ini:2: [template]: default_theme is missing"},
        {MADE_UP_TEMPLATE("none") "[text sign]\nfont = bold\n",
         "[text sign] font: \"bold\" is no role of the fonts"},
    };
    struct order order;
    struct poster poster;
    struct error err;
    folder_write_text("bom/portrait.svg", MADE_UP_PORTRAIT);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        folder_write_text("bom/template.ini", cases[i].ini);
        open_with(MADE_UP_TEMPLATE("optional"));
        const struct template_list *list = press_templates(made_up_press);
        assert_int_equal(list->count, 1);
        assert_int_equal(list->refusal_count, 1);
        assert_text_holds(template_refusal(list, "bom"), cases[i].why);
        assert_null(template_refusal(list, "proef"));
        order_init(&order);
        assert_true(order_set(&order, "template", "bom", 3, &err));
        assert_false(press_print(made_up_press, &order, &poster, NULL, &err));
        assert_int_equal(err.kind, ERROR_INVALID);
        assert_int_equal(err.message, MESSAGE_TEMPLATE_UNKNOWN);
        assert_string_equal(err.field, "template");
        assert_text_holds(err.detail, cases[i].why);
        order_finish(&order);
    }
    // One that nobody heard of has no reason.
    order_init(&order);
    assert_true(order_set(&order, "template", "geen", 4, &err));
    assert_false(press_print(made_up_press, &order, &poster, NULL, &err));
    assert_int_equal(err.message, MESSAGE_TEMPLATE_UNKNOWN);
    assert_string_equal(err.detail, "");
    order_finish(&order);
}

static void the_command_says_why_a_template_is_left_out(void **state)
{
    (void)state;
    struct run run = {0};
    const char *render[] = {"render",
                            "--template",
                            "bom",
                            "--templates",
                            folder_path("."),
                            "--fonts",
                            SOURCE_DIR "/fonts/fonts.ini",
                            "--set",
                            "slogan=x",
                            "-o",
                            "-",
                            NULL};
    folder_write_text("bom/template.ini", "[template]\norder = x\n");
    folder_write_text("bom/portrait.svg", MADE_UP_PORTRAIT);
    assert_int_equal(run_command(&run, render), 1);
    assert_text_holds((const char *)run.told.data,
                      "/bom/template.ini:2: [template] order: \"x\" is not a "
                      "whole number from 0 to 100000\n");
    run_finish(&run);
    // The others can be used.
    render[2] = "proef";
    assert_int_equal(run_command(&run, render), 0);
    assert_true(run.printed.size > 1000);
    run_finish(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_layout_without_a_window_needs_no_photo),
        cmocka_unit_test(a_hidden_text_is_not_set),
        cmocka_unit_test(a_hidden_text_needs_no_box),
        cmocka_unit_test(starters_are_kept_by_language_in_their_order),
        cmocka_unit_test(what_a_template_is_for_is_kept),
        cmocka_unit_test(a_long_word_that_makes_a_text_small_is_divided),
        cmocka_unit_test(words_that_are_large_enough_stay_whole),
        cmocka_unit_test(a_wrong_template_is_left_out_and_told),
        cmocka_unit_test(the_command_says_why_a_template_is_left_out),
    };
    return cmocka_run_group_tests(tests, made_up_make, made_up_tidy);
}
