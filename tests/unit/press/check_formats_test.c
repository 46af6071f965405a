// What a check tells of formats.ini. The first mistake that keeps it from being
// read is all that is told: nothing can be known without it.
#include "checked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define INI "formats.ini"
#define ID_RULE                                                                \
    "lower-case letters, digits, - and _, at most 31, a letter first"
#define LONG_60 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

#define SCREEN(id, size)                                                       \
    "[format " id "]\nlayout = portrait\nsize = " size "\ngroup = screen\n"    \
    "name.nl = x\nname.fr = x\nname.en = x\nname.de = x\n"

static void what_is_no_ini_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "layout = a", "layout a", "layout a\nsize = 80",
             "is neither [section] nor key = value"),
        TOLD(INI, "name.nl = Post",
             "name.nl = " LONG_60 LONG_60 LONG_60 LONG_60, "name.nl = aaa",
             "the line is longer than 198 bytes"),
        TOLD(INI, "[format post]", "[format " LONG_60 "]", "[format aaa",
             "the section's name is longer than 49 bytes"),
        TOLD(INI, NULL, NULL, NULL,
             "cannot be read: No such file or directory"),
        TOLD(INI, "name.nl = Post", "name.nl = \xff", "name.nl = \xff",
             "[format post] name.nl: is not clean text in UTF-8"),
        TOLD(INI, "name.fr", "name.nl", "name.nl = Post (fr)",
             "[format post] name.nl: is given twice"),
        TOLD(INI, "name.fr", "name.es", "name.es",
             "[format post] name.es: the suffix is none of nl, fr, en, de"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_wrong_section_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "[format post]", "[post]", "layout = portrait",
             "[post] layout: the section is not [format ID], [layout ID]"),
        TOLD(INI, "[format card]",
             "[format x]\nlayout = a\ngroup = print\n"
             "size = 9x9\nname.nl = x\n[format post]",
             "layout = a\nsize",
             "[format post] layout: the format is there twice"),
        TOLD(INI, "[format post]", "[layout portrait]", "layout = portrait",
             "[layout portrait] layout: the layout is there twice"),
        TOLD(INI, "[format post]", "[format Post]", "layout = portrait",
             "[format Post] layout: \"Post\" is no format id: " ID_RULE),
        TOLD(INI, "[layout a]", "[layout 2]", "size = 500x600",
             "[layout 2] size: \"2\" is no layout id: " ID_RULE),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_wrong_value_of_a_format_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(
            INI, "group = social", "group = poster", "group = poster",
            "[format post] group: \"poster\" is none of social, print, screen, "
            "banner"),
        TOLD(INI, "size = 80x100mm", "size = 80x100cm", "size = 80x100cm",
             "[format card] size: \"80x100cm\" is not a size such as 1080x1350 "
             "or "
             "210x297mm"),
        TOLD(
            INI, "bleed = 10mm", "bleed = 21mm", "bleed = 21mm",
            "[format card] bleed: \"21mm\" is not a width such as 3mm, at most "
            "20mm"),
        TOLD(INI, "dpi = 127", "dpi = 29", "dpi = 29",
             "[format card] dpi: \"29\" is not a whole number from 30 to 1200"),
        TOLD(INI, "dpi = 127", "max_bytes = 999\ndpi = 127", "max_bytes",
             "[format card] max_bytes: \"999\" is not a whole number from 1000 "
             "to "
             "100000000"),
        TOLD(INI, "dpi = 127", "paper = a", "paper = a",
             "[format card] paper: is none of layout, size, dpi, bleed, group, "
             "max_bytes, jpeg_quality, name.LANG, purpose.LANG"),
        TOLD(INI, "dpi = 127", "jpeg_quality = 59\ndpi = 127", "jpeg_quality",
             "[format card] jpeg_quality: \"59\" is not a whole number from 60 "
             "to 100"),
        TOLD(INI, "layout = a", "layout = A", "layout = A",
             "[format card] layout: \"A\" is no layout id: " ID_RULE),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

// At the last line of the section, where it could have been.
static void what_a_format_lacks_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "layout = portrait\n", "", "Post (de)",
             "[format post]: layout is missing"),
        TOLD(INI, "group = social\n", "", "Post (de)",
             "[format post]: group is missing"),
        TOLD(INI, "layout = portrait\nsize = 400x500\n", "layout = portrait\n",
             "Post (de)", "[format post]: size is missing"),
        TOLD(INI, "dpi = 127\n", "", "Kaart (de)",
             "[format card]: a size in mm wants a dpi"),
        TOLD(INI, "80x100mm", "500x600", "Kaart (de)",
             "[format card]: a bleed wants a size in mm"),
        TOLD(INI, "name.nl = Kaart\n", "", "Kaart (de)",
             "[format card]: name.nl is missing"),
        TOLD(INI, "80x100mm", "1900x2500mm", "Kaart (de)",
             "[format card]: is larger than 10000 px"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_list_without_formats_is_told(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake gone = TOLD(INI, NULL, NULL, NULL, "");
    static const struct mistake none =
        TOLD(INI, NULL, "[layout a]\nsize = 10x20\n", NULL, "holds no format");
    checked_change(&gone);
    checked_change(&none);
    checked_look(&findings);
    assert_found(&findings, &none);
    assert_int_equal(findings.count, 1);
    findings_finish(&findings);
    checked_restore();
}

static void a_wrong_value_of_a_layout_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "size = 500x600", "size = 500", "size = 500\n",
             "[layout a] size: \"500\" is not a viewBox's size such as "
             "1080x1350"),
        TOLD(INI, "size = 500x600", "size = 500x600mm", "size = 500x600mm",
             "[layout a] size: \"500x600mm\" is not a viewBox's size such as "
             "1080x1350"),
        TOLD(
            INI, "safe = 60", "safe = 60 60", "safe = 60 60",
            "[layout a] safe: \"60 60\" is neither one margin nor four such as "
            "250 60 250 60"),
        TOLD(INI, "bleed = 50", "bleed = 5mm", "bleed = 5mm",
             "[layout a] bleed: \"5mm\" is not a whole number from 0 to 10000"),
        TOLD(INI, "safe = 60", "safe = 60\nshape = oval", "shape = oval",
             "[layout a] shape: \"oval\" is none of rectangle, circle"),
        TOLD(INI, "safe = 60", "safe = 60\ndpi = 300", "dpi = 300",
             "[layout a] dpi: is none of size, bleed, safe, shape"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void what_a_layout_lacks_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "size = 500x600\n", "", "safe = 60",
             "[layout a]: size is missing"),
        TOLD(INI, "bleed = 50", "bleed = 250", "safe = 60",
             "[layout a]: the bleed leaves nothing"),
        TOLD(INI, "safe = 60", "safe = 0 250 0 250", "safe = 0",
             "[layout a]: the margins leave nothing safe"),
        TOLD(INI, "safe = 60", "safe = 300 0 300 0", "safe = 300",
             "[layout a]: the margins leave nothing safe"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

static void a_format_and_its_layout_belong_together(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        // Nothing is known of its proportions then.
        WARNED(INI, "[layout portrait]\nsize = 400x500\nsafe = 20\n", "", NULL,
               "[format post] layout: there is no [layout portrait], so "
               "nothing is "
               "known of its safe area"),
        TOLD(INI, "layout = portrait\nsize = 400x500",
             "layout = portrait\nsize = 400x400", NULL,
             "[format post] size: 400x400 has other proportions than [layout "
             "portrait], 400x500: 20 % of it would be cut off"),
        // A hair of difference is none: 3 in a hundred.
        TOLD(INI, NULL, SCREEN("near", "389x500") SCREEN("far", "387x500"),
             NULL,
             "[format far] size: 387x500 has other proportions than [layout "
             "portrait], 400x500: 3 % of it would be cut off"),
        WARNED(INI, "name.fr = Post (fr)\n", "", NULL,
               "[format post]: name.fr is missing"),
        WARNED(INI, "name.de = Kaart (de)\n", "", NULL,
               "[format card]: name.de is missing"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_ini_is_told),
        cmocka_unit_test(a_wrong_section_is_told),
        cmocka_unit_test(a_wrong_value_of_a_format_is_told),
        cmocka_unit_test(what_a_format_lacks_is_told),
        cmocka_unit_test(a_list_without_formats_is_told),
        cmocka_unit_test(a_wrong_value_of_a_layout_is_told),
        cmocka_unit_test(what_a_layout_lacks_is_told),
        cmocka_unit_test(a_format_and_its_layout_belong_together),
    };
    return cmocka_run_group_tests(tests, checked_make, checked_tidy);
}
