// A check of a whole folder: nothing where nothing is wrong, and everything
// where much is.
#include "checked.h"

#include "folder.h"
#include "picture.h"
#include "press/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define INI "proef/template.ini"
#define SVG "proef/portrait.svg"

static void a_good_folder_gives_no_finding(void **state)
{
    (void)state;
    struct findings findings;
    checked_look(&findings);
    for (size_t i = 0; i < findings.count; i++)
        print_error("%s:%d %s\n", findings.items[i].path,
                    findings.items[i].line, findings.items[i].text);
    assert_int_equal(findings.count, 0);
    findings_finish(&findings);
}

static void look_at_all(const struct mistake *mistakes, size_t count)
{
    struct findings findings;
    checked_restore();
    for (size_t i = 0; i < count; i++)
        checked_change(&mistakes[i]);
    checked_look(&findings);
    for (size_t i = 0; i < count; i++)
        assert_found(&findings, &mistakes[i]);
    assert_int_equal(findings.count, count);
    findings_finish(&findings);
    checked_restore();
}

static void mistakes_of_every_kind_are_told_at_once(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD("formats.ini", "size = 400x500\ngroup", "size = 400x450\ngroup",
             NULL,
             "[format post] size: 400x450 has other proportions than [layout "
             "portrait], 400x500: 10 % of it would be cut off"),
        WARNED(INI, "label.fr = Naam (fr)\n", "", "max_length = 25",
               "[field name]: label.fr is missing"),
        WARNED(INI, NULL, "[text sign @ story]\nalign = left\n", "align",
               "[text sign @ story]: there is no story.svg"),
        TOLD(SVG, "x='20' y='210'", "x='5' y='210'", "'slogan'",
             "the box \"slogan\" (5,210 to 365,380) leaves the safe area "
             "(20,20 to 380,480)"),
        TOLD(SVG, "cy='80'", "cy='300'", "'focus'",
             "the focus lies outside the photo window"),
        TOLD("proef/a.svg", "class='fill-paper'", "class='fill-paper stop-x'",
             "stop-x", "class \"stop-x\": no theme has a colour \"x\""),
    };
    look_at_all(mistakes, sizeof mistakes / sizeof *mistakes);
}

// What keeps a template from being used does not hide the rest of its files.
static void every_line_that_cannot_be_read_is_told_at_once(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(INI, "order = 3", "order = x", "order",
             "[template] order: \"x\" is not a whole number from 0 to 100000"),
        TOLD(INI, "paper = #102030", "paper = #12345", "paper = #12345",
             "[theme nacht] paper: \"#12345\" is not a colour such as #ffd400"),
        TOLD(INI, "label.nl = Naam\n", "", "max_length = 25",
             "[field name]: label.nl is missing"),
        TOLD(SVG, "<g id='over'>\n", "<g id='over'>\n<text>x</text>\n", "<text",
             "holds text: turn it into paths, or make it a [text] with words"),
        TOLD(SVG, "<g id='under'>\n", "<g id='under'>\n<set/>\n", "<set",
             "holds an element that is not drawn; take plain shapes"),
        TOLD("proef/a.svg", "<g id='under'>\n", "<g id='under'>\n<script/>\n",
             "<script", "holds a script or a foreign object: neither is drawn"),
    };
    look_at_all(mistakes, sizeof mistakes / sizeof *mistakes);
}

static void a_drawing_that_cannot_be_read_hides_nothing(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(SVG, "<svg ", "<!DOCTYPE svg [<!ENTITY a 'b'>]>\n<svg ", NULL,
             "defines entities: save it as plain SVG, without them"),
        TOLD("proef/a.svg", "<g id='under'>\n", "<g id='under'>\n<script/>\n",
             "<script", "holds a script or a foreign object: neither is drawn"),
    };
    look_at_all(mistakes, sizeof mistakes / sizeof *mistakes);
}

static void write_other(const char *ini)
{
    folder_write_text("ander/template.ini", ini);
    folder_write_text("ander/portrait.svg", checked_file(SVG));
}

static void remove_other(void)
{
    unlink(folder_path("ander/template.ini"));
    unlink(folder_path("ander/portrait.svg"));
    assert_int_equal(rmdir(folder_path("ander")), 0);
}

// One template is left out when it is read, one when fonts are known, and a
// third is looked at to the end: none hides another.
static void templates_do_not_hide_each_other(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake mistakes[] = {
        TOLD(INI, "order = 3", "order = x", "order",
             "[template] order: \"x\" is not a whole number from 0 to 100000"),
        {"formats.ini", "safe = 20", "safe = 20", "words.nl = x",
         "[text motto] font: \"bold\" is no role of the fonts", FINDING_ERROR,
         0, "ander/template.ini"},
    };
    struct buffer other = {0};
    static const char motto[] = "[text motto]\nwords.nl = x\nwords.fr = x\n"
                                "words.en = x\nwords.de = x\ncolor = ink\n"
                                "size = 11..11\nfont = bold\n";
    assert_true(
        buffer_append(&other, checked_file(INI), strlen(checked_file(INI))));
    assert_true(buffer_append(&other, motto, sizeof motto));
    checked_restore();
    checked_change(&mistakes[0]);
    write_other((char *)other.data);
    checked_look(&findings);
    assert_found(&findings, &mistakes[0]);
    assert_found(&findings, &mistakes[1]);
    assert_int_equal(findings.count, 2);
    findings_finish(&findings);
    // Also when another one is good, and looked at.
    checked_restore();
    checked_look(&findings);
    assert_found(&findings, &mistakes[1]);
    assert_int_equal(findings.count, 1);
    findings_finish(&findings);
    buffer_finish(&other);
    remove_other();
}

// A mistake in the fonts is told with those of formats and templates.
static void fonts_that_cannot_be_read_are_told_too(void **state)
{
    (void)state;
    const struct press_config config = {.templates_dir = folder_path("."),
                                        .fonts_file = folder_path("fonts.ini"),
                                        .photo_limits = PHOTO_LIMITS_DEFAULT};
    static const struct mistake mistake = TOLD(
        "formats.ini", "size = 400x500\ngroup", "size = 400x450\ngroup", NULL,
        "[format post] size: 400x450 has other proportions than [layout "
        "portrait], 400x500: 10 % of it would be cut off");
    static const struct mistake fonts = {
        INI,
        NULL,
        "",
        NULL,
        "cannot be read: No such file or directory",
        FINDING_ERROR,
        0,
        "fonts.ini"};
    struct findings findings = {0};
    struct error err = {0};
    checked_restore();
    checked_change(&mistake);
    assert_true(check_run(&config, NULL, &findings, &err));
    assert_found(&findings, &mistake);
    assert_found(&findings, &fonts);
    assert_int_equal(findings.count, 2);
    findings_finish(&findings);
    checked_restore();
}

static void without_a_folder_of_people_nobody_is_missed(void **state)
{
    (void)state;
    const struct press_config config = {.templates_dir = folder_path("."),
                                        .fonts_file =
                                            SOURCE_DIR "/fonts/fonts.ini",
                                        .photo_limits = PHOTO_LIMITS_DEFAULT};
    static const struct mistake gone =
        TOLD("people/juf.png", NULL, NULL, NULL, "");
    struct findings findings = {0};
    struct error err = {0};
    checked_change(&gone);
    assert_true(check_run(&config, NULL, &findings, &err));
    assert_int_equal(findings.count, 0);
    findings_finish(&findings);
    checked_restore();
}

// PNG in base 64, on a line of its own after the group over the photo.
static void add_picture(const char *file, int width, int height,
                        const char *place)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    struct picture picture;
    struct buffer png = {0};
    struct buffer text = {0};
    picture_init(&picture, width, height);
    picture_encode_png(&picture, &(struct picture_png){.bits = 8}, &png);
    // Whole groups of three bytes.
    while (png.size % 3 != 0)
        assert_true(buffer_append(&png, "", 1));
    assert_true(buffer_append_format(
        &text, "<g id='under'>\n<image %s href='data:image/png;base64,",
        place));
    for (size_t i = 0; i < png.size; i += 3) {
        const unsigned bits =
            (unsigned)(png.data[i] << 16 | png.data[i + 1] << 8 |
                       png.data[i + 2]);
        for (int shift = 18; shift >= 0; shift -= 6)
            assert_true(buffer_append(&text, &digits[bits >> shift & 63], 1));
    }
    assert_true(buffer_append(&text, "'/>\n", 5));
    const struct mistake change =
        TOLD(file, "<g id='under'>\n", (char *)text.data, NULL, "");
    checked_restore();
    checked_change(&change);
    buffer_finish(&text);
    buffer_finish(&png);
    picture_finish(&picture);
}

// Paper of 127 dots an inch, a dot a unit.
static void a_coarse_picture_is_told_for_paper(void **state)
{
    (void)state;
    struct findings findings;
    static const struct mistake coarse = {
        "proef/a.svg",
        NULL,
        "",
        "<image",
        "the embedded picture has 102 dots per inch in card, which prints 127: "
        "draw it, or take a larger one",
        FINDING_WARNING,
        0,
        NULL};
    add_picture("proef/a.svg", 40, 40, "width='40' height='40'");
    checked_look(&findings);
    assert_int_equal(findings.count, 0);
    findings_finish(&findings);
    add_picture("proef/a.svg", 40, 40, "width='40' height='50'");
    checked_look(&findings);
    assert_found(&findings, &coarse);
    assert_int_equal(findings.count, 1);
    findings_finish(&findings);
    // A screen has no inches.
    add_picture(SVG, 40, 40, "width='80' height='80'");
    checked_look(&findings);
    assert_int_equal(findings.count, 0);
    findings_finish(&findings);
    checked_restore();
}

static void a_picture_that_is_none_is_told(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        TOLD(SVG, "<g id='under'>\n",
             "<g id='under'>\n<image width='9' height='9' "
             "href='data:image/png;base64,iVBORw0KGgo='/>\n",
             "<image", "the embedded picture cannot be read as PNG or JPEG"),
    };
    ASSERT_EACH_IS_TOLD(mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_folder_gives_no_finding),
        cmocka_unit_test(mistakes_of_every_kind_are_told_at_once),
        cmocka_unit_test(every_line_that_cannot_be_read_is_told_at_once),
        cmocka_unit_test(a_drawing_that_cannot_be_read_hides_nothing),
        cmocka_unit_test(templates_do_not_hide_each_other),
        cmocka_unit_test(fonts_that_cannot_be_read_are_told_too),
        cmocka_unit_test(without_a_folder_of_people_nobody_is_missed),
        cmocka_unit_test(a_coarse_picture_is_told_for_paper),
        cmocka_unit_test(a_picture_that_is_none_is_told),
    };
    return cmocka_run_group_tests(tests, checked_make, checked_tidy);
}
