// What a check tells of a template.ini: every line that is wrong, and what is
// wrong with the whole.
#include "checked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define INI "proef/template.ini"
#define ID_RULE                                                                \
    "lower-case letters, digits, - and _, at most 31, a letter first"
#define NAMES "name.nl = x\nname.fr = x\nname.en = x\nname.de = x\n"
#define LABELS                                                                 \
    "label.nl = x\nlabel.fr = x\nlabel.en = x\nlabel.de = x\n"                 \
    "example.nl = x\nexample.fr = x\nexample.en = x\nexample.de = x\n"         \
    "max_length = 5\n"

static void a_wrong_line_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "order = 3", "order 3", "order 3",
             "is neither [section] nor key = value"),
        TOLD(
            INI, NULL, "[texts]\nx = 1\n", "x = 1",
            "[texts] x: the section is none of [template], [theme ID], [field "
            "ID], [text ID], [text ID @ LAYOUT], [caption], [caption NETWORK]"),
        TOLD(INI, NULL, "[text ]\nx = 1\n", "x = 1",
             "[text ] x: \"\" is no id: " ID_RULE),
        TOLD(INI, NULL, "[text sign @ A]\nalign = left\n", "align",
             "[text sign @ A] align: \"A\" is no layout id: " ID_RULE),
        TOLD(INI, "name.fr = Proef", "name.pl = Proef", "name.pl",
             "[template] name.pl: the suffix is none of nl, fr, en, de"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_wrong_value_of_the_template_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "order = 3", "order = last", "order =",
             "[template] order: \"last\" is not a whole number from 0 to "
             "100000"),
        TOLD(INI, "photo = optional", "photo = maybe", "photo =",
             "[template] photo: \"maybe\" is none of required, optional, "
             "none"),
        TOLD(INI, "sample = juf", "sample = juf.png", "sample =",
             "[template] sample: \"juf.png\" is no sample id: " ID_RULE),
        TOLD(INI, "order = 3", "uses = self, staff", "uses",
             "[template] uses: \"staff\" is none of self, team, thanks, join, "
             "event; several are parted by commas"),
        TOLD(INI, "order = 3", "uses = self team", "uses",
             "[template] uses: \"self team\" is none of self, team, thanks, "
             "join, event; several are parted by commas"),
        TOLD(INI, "order = 3", "uses = self,", "uses",
             "[template] uses: \"\" is none of self, team, thanks, join, "
             "event; several are parted by commas"),
        TOLD(INI, "order = 3", "uses = self, self", "uses",
             "[template] uses: \"self\" is there twice"),
        TOLD(INI, "order = 3", "author = x", "author",
             "[template] author: is none of name.LANG, description.LANG, "
             "alt.LANG, order, photo, uses, default_theme, sample"),
        TOLD(INI, "description.fr", "description", "description = ",
             "[template] description: is none of name.LANG, "
             "description.LANG, alt.LANG, order, photo, uses, default_theme, "
             "sample"),
        // The default theme is missing then.
        {INI, "default_theme = dag", "default_theme = Dag", "default_theme",
         "[template] default_theme: \"Dag\" is no theme id: " ID_RULE,
         FINDING_ERROR, 1, NULL},
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_wrong_colour_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "paper = #ffffff", "paper = white", "paper = white",
             "[theme dag] paper: \"white\" is not a colour such as #ffd400"),
        TOLD(INI, "paper = #ffffff", "paper = #ffffff\npaper = #000000",
             "paper = #000000", "[theme dag] paper: the colour is there twice"),
        TOLD(INI, "paper = #ffffff", "paper = #ffffff\nPaper = #000000",
             "Paper",
             "[theme dag] Paper: \"Paper\" is no colour name: " ID_RULE),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_wrong_value_of_a_field_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "required = yes", "required = true", "required",
             "[field slogan] required: \"true\" is none of yes, no"),
        TOLD(INI, "required = yes", "size = 5", "size = 5",
             "[field slogan] size: is none of label.LANG, example.LANG, "
             "starter.LANG, max_length, required"),
        TOLD(INI, "required = yes", "starter.it = Si", "starter.it",
             "[field slogan] starter.it: the suffix is none of nl, fr, en, "
             "de"),
        {INI, "max_length = 50", "max_length = 1001", "max_length = 1001",
         "[field slogan] max_length: \"1001\" is not a whole number from 1 to "
         "1000",
         FINDING_ERROR, 1, NULL},
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

#define FIELD(id) "[field " id "]\n" LABELS

static void a_field_too_many_is_told_at_each_line(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, NULL,
             FIELD("c") FIELD("d") FIELD("e") FIELD("f") FIELD("g") FIELD("h")
                 FIELD("i") FIELD("j") FIELD("k") FIELD("l") FIELD("m")
                     FIELD("n") FIELD("o")
                         FIELD("p") "[field more]\nlabel.de = zuviel\n",
             "zuviel",
             "[field more] label.de: a template has at most 16 "
             "fields"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_wrong_value_of_a_text_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "lines = 1..4", "lines = 4..1", "lines = 4",
             "[text slogan] lines: \"4..1\" is not a range such as 1..4"),
        TOLD(INI, "lines = 1..4", "lines = 1.5..4", "lines = 1.5",
             "[text slogan] lines: lines are whole numbers"),
        TOLD(INI, "lines = 1..4", "leading = 4", "leading",
             "[text slogan] leading: \"4\" is not a leading from 0.5 to 3"),
        TOLD(INI, "lines = 1..4", "align = middle", "align",
             "[text slogan] align: \"middle\" is none of left, center, right"),
        TOLD(INI, "lines = 1..4", "valign = center", "valign",
             "[text slogan] valign: \"center\" is none of top, middle, "
             "bottom"),
        TOLD(INI, "lines = 1..4", "case = lower", "case",
             "[text slogan] case: \"lower\" is none of none, upper"),
        TOLD(INI, "lines = 1..4", "hyphens = never", "hyphens = never",
             "[text slogan] hyphens: \"never\" is none of no, yes"),
        TOLD(INI, "lines = 1..4", "hidden = 1", "hidden",
             "[text slogan] hidden: \"1\" is none of no, yes"),
        TOLD(INI, "lines = 1..4", "outline = ink", "outline",
             "[text slogan] outline: \"ink\" is not a colour and a width in "
             "ems from 0.01 to 0.15, such as \"ink 0.05\""),
        TOLD(INI, "lines = 1..4", "outline = ink 0.2", "outline",
             "[text slogan] outline: \"ink 0.2\" is not a colour and a width "
             "in ems from 0.01 to 0.15, such as \"ink 0.05\""),
        TOLD(INI, "lines = 1..4", "shadow = #000000", "shadow",
             "[text slogan] shadow: \"#000000\" is no colour name: " ID_RULE),
        TOLD(INI, "lines = 1..4", "weight = bold", "weight",
             "[text slogan] weight: is none of font, size, lines, align, "
             "valign, color, case, hyphens, hidden, leading, shadow, outline, "
             "words.LANG"),
        TOLD(INI, NULL, "[text motto @ a]\nalign = left\n", "align",
             "[text motto @ a] align: [text motto] must come before"),
        // Then it has none.
        {INI, "size = 16..60", "size = 60", "size = 60",
         "[text slogan] size: \"60\" is not a range such as 40..150",
         FINDING_ERROR, 1, NULL},
        {INI, "font = display", "font = Display", "font = D",
         "[text slogan] font: \"Display\" is no font role: " ID_RULE,
         FINDING_ERROR, 1, NULL},
        {INI, "color = ink", "color = Ink", "color = I",
         "[text slogan] color: \"Ink\" is no colour name: " ID_RULE,
         FINDING_ERROR, 1, NULL},
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void what_is_missing_is_told_where_its_section_begins(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "name.nl = Proef\n", "", "default_theme",
             "[template]: name.nl is missing"),
        TOLD(INI, "default_theme = dag\n", "", "photo =",
             "[template]: default_theme is missing or names no theme"),
        TOLD(INI, "default_theme = dag", "default_theme = geel",
             "default_theme",
             "[template]: default_theme is missing or names no theme"),
        TOLD(INI, "name.nl = Nacht\n", "", "paper = #102030",
             "[theme nacht]: name.nl is missing"),
        TOLD(INI, "label.nl = Slogan\n", "", "max_length = 50",
             "[field slogan]: label.nl is missing"),
        TOLD(INI, "max_length = 50\n", "", "required",
             "[field slogan]: max_length is missing"),
        TOLD(INI, "font = text\n", "", "size = 11..20\nlines",
             "[text name]: font is missing"),
        TOLD(INI, "color = ink\nhyphens", "hyphens", "font = text",
             "[text name]: color is missing"),
        TOLD(INI, "size = 11..20\nlines", "lines", "font = text",
             "[text name]: size is missing"),
        TOLD(INI, NULL, "[text motto]\nfont = text\nsize = 9..9\ncolor = ink\n",
             "font = text\nsize = 9",
             "[text motto]: there is neither a [field] of this name nor "
             "words.nl"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void what_a_theme_lacks_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        // Each text that would be in it.
        {INI, "ink = #ffd400\n", "", "font = text",
         "[text name]: a theme lacks its color", FINDING_ERROR, 2, NULL},
        TOLD(INI, "lines = 1..4", "shadow = dusk", "font = display",
             "[text slogan]: a theme lacks the colour of its shadow"),
        TOLD(INI, "lines = 1..4", "outline = dusk 0.05", "font = display",
             "[text slogan]: a theme lacks the colour of its outline"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void names_that_every_order_has_are_told(void **state)
{
    (void)state;
    static const char *const taken[] = {
        "template", "format",  "theme",   "type", "lang", "width",
        "bleed",    "focus_x", "focus_y", "zoom", "turn", "photo"};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        char section[400];
        char text[100];
        snprintf(section, sizeof section, "[field %s]\n" LABELS, taken[i]);
        snprintf(text, sizeof text,
                 "[field %s]: every order has this name already; take another",
                 taken[i]);
        const struct mistake mistake =
            TOLD(INI, NULL, section, "label.nl = x", text);
        assert_each_is_told(&mistake, 1);
    }
}

static void texts_for_people_come_in_every_language(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        WARNED(INI, "name.fr = Proef (fr)\n", "", "default_theme",
               "[template]: name.fr is missing"),
        WARNED(INI, "description.nl = Nl\n", "", "default_theme",
               "[template]: description.nl is missing"),
        WARNED(INI, "name.de = Nacht (de)\n", "", "paper = #102030",
               "[theme nacht]: name.de is missing"),
        WARNED(INI, "label.en = Naam (en)\n", "", "max_length = 25",
               "[field name]: label.en is missing"),
        WARNED(INI, "example.fr = Oui\n", "", "max_length = 50",
               "[field slogan]: example.fr is missing"),
        WARNED(INI, "words.en = Bye\n", "", "font = strong",
               "[text sign]: words.en is missing"),
        WARNED(INI, "required = yes",
               "starter.nl = A\nstarter.nl = B\nstarter.fr = C\n"
               "starter.de = D",
               "max_length = 50", "[field slogan]: starter.en is missing"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void what_is_named_but_not_there_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "sample = juf", "sample = meester", "default_theme",
             "[template] sample: nobody called \"meester\" is drawn"),
        {"people/juf.png", NULL, NULL, "default_theme",
         "[template] sample: nobody called \"juf\" is drawn", FINDING_ERROR, 0,
         INI},
        WARNED(INI, NULL, "[text sign @ story]\nalign = left\n", "align",
               "[text sign @ story]: there is no story.svg"),
        TOLD(INI, "font = strong", "font = bold", "font = bold",
             "[text sign] font: \"bold\" is no role of the fonts"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

#define EVERY(key, words)                                                      \
    key ".nl = " words "\n" key ".fr = " words "\n" key ".en = " words         \
        "\n" key ".de = " words "\n"
#define TEXT_NL "[caption] text.nl: "
#define SIXTY "zestig zestig zestig zestig zestig zestig zestig zestig zest"

static void a_wrong_line_of_a_caption_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, NULL, "[caption]\nwords.nl = x\n", "words.nl = x",
             "[caption] words.nl: is none of text.LANG, hashtags.LANG"),
        TOLD(INI, NULL, "[caption x, instagrem]\ntext.nl = x\n", "text.nl = x",
             "[caption x, instagrem] text.nl: \"instagrem\" is none of "
             "instagram, facebook, whatsapp, linkedin, x, bluesky, mastodon; "
             "several are parted by commas"),
        TOLD(INI, NULL,
             "[caption x]\n" EVERY("text", "Kort") "[caption bluesky, x]\n"
                                                   "text.nl = Lang\n",
             "text.nl = Lang",
             "[caption bluesky, x] text.nl: a network of it has [caption x] "
             "already"),
        TOLD(INI, NULL, "[caption]\nhashtags.nl = #A B\n", "hashtags",
             "[caption] hashtags.nl: \"#A B\" is not a list such as "
             "#EchteInfluencer #WordLeraar"),
        TOLD(INI, NULL, "[caption]\nhashtags.nl = #\n", "hashtags",
             "[caption] hashtags.nl: \"#\" is not a list such as "
             "#EchteInfluencer #WordLeraar"),
        WARNED(INI, NULL,
               "[caption]\ntext.nl = a\ntext.nl = b\ntext.fr = a\n"
               "text.en = a\n",
               "text.nl = a", "[caption]: text.de is missing"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_wrong_blank_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, NULL,
             "[caption]\n" EVERY("text", "Eerst") "text.nl = [[slogen]]\n",
             "text.nl = Eerst", TEXT_NL "[[slogen]]: there is no such [field]"),
        TOLD(INI, NULL,
             "[caption]\n" EVERY("text", "Eerst") "text.nl = [[name.]]\n",
             "text.nl = Eerst",
             TEXT_NL "[[name]]: may stay empty: put it, and what goes with it, "
                     "in { }"),
        TOLD(INI, "order = 3", "alt.nl = [[named]]", "default_theme",
             "[template] alt.nl: [[named]]: there is no such [field]"),
        TOLD(INI, "order = 3", "alt.nl = [[template]] [[photo]]",
             "default_theme",
             "[template] alt.nl: [[photo]]: may stay empty: put it, and what "
             "goes with it, in { }"),
        TOLD(INI, NULL,
             "[caption]\n" EVERY("text", "Eerst") "text.nl = {[[name]]\n",
             "text.nl = Eerst", TEXT_NL "a { has no } after it on its line"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

// 60, 120 and 98 characters and the two breaks between them are 280.
#define ON_X                                                                   \
    "[caption x]\n" EVERY("text",                                              \
                          SIXTY) "text.nl = " SIXTY SIXTY "\ntext.nl = " SIXTY \
                                 "zestig zestig zestig zestig zestig zes"

static void a_caption_that_would_be_cut_is_told(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake fits = {INI, NULL,          ON_X "\n", NULL,
                                        "",  FINDING_ERROR, 0,         NULL};
    checked_change(&fits);
    checked_look(&findings);
    assert_int_equal(findings.count, 0);
    findings_finish(&findings);
    checked_restore();
    static const struct mistake mistakes[] = {
        TOLD(INI, NULL, ON_X "t\n", "text.nl = zestig",
             "[caption x] text.nl: with the longest examples and 2 hashtags it "
             "has 281 characters, and X takes 280: make it shorter"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_line_is_told),
        cmocka_unit_test(a_wrong_value_of_the_template_is_told),
        cmocka_unit_test(a_wrong_colour_is_told),
        cmocka_unit_test(a_wrong_value_of_a_field_is_told),
        cmocka_unit_test(a_field_too_many_is_told_at_each_line),
        cmocka_unit_test(a_wrong_value_of_a_text_is_told),
        cmocka_unit_test(what_is_missing_is_told_where_its_section_begins),
        cmocka_unit_test(what_a_theme_lacks_is_told),
        cmocka_unit_test(names_that_every_order_has_are_told),
        cmocka_unit_test(texts_for_people_come_in_every_language),
        cmocka_unit_test(what_is_named_but_not_there_is_told),
        cmocka_unit_test(a_wrong_line_of_a_caption_is_told),
        cmocka_unit_test(a_wrong_blank_is_told),
        cmocka_unit_test(a_caption_that_would_be_cut_is_told),
    };
    return cmocka_run_group_tests(tests, checked_make, checked_tidy);
}
