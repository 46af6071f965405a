#include "press/fonts.h"
#include "press/format.h"
#include "press/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define FORMATS                                                                \
    "[format post]\nlayout = portrait\nsize = 1080x1350\ngroup = social\n"     \
    "name.nl = Post\n"                                                         \
    "[format a4]\nlayout = a\nsize = 210x297mm\ndpi = 300\nbleed = 3mm\n"      \
    "group = print\nname.nl = A4\nname.en = A4 poster\n"

#define TEMPLATE                                                               \
    "[template]\nname.nl = Proef\ndefault_theme = geel\norder = 3\n"           \
    "photo = optional\n[theme geel]\nname.nl = Geel\nink = #14110F\n"          \
    "[field slogan]\nlabel.nl = Slogan\nmax_length = 90\nrequired = yes\n"     \
    "[text slogan]\nfont = display\nsize = 40..150\nlines = 1..4\n"            \
    "valign = bottom\ncolor = ink\n"                                           \
    "[text sign]\nfont = text\nsize = 20..20.5\ncolor = ink\nwords.nl = "      \
    "Hallo\n"                                                                  \
    "words.fr = Salut\n"                                                       \
    "[text slogan @ a]\nsize = 60..200\nalign = right\n"

static char folder[64];

static void write_text(const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int make_folder(void **state)
{
    (void)state;
    char path[128];
    strcpy(folder, "/tmp/postertool-template-XXXXXX");
    if (!mkdtemp(folder))
        return 1;
    snprintf(path, sizeof path, "%s/proef", folder);
    mkdir(path, 0700);
    write_text("formats.ini", FORMATS);
    write_text("proef/portrait.svg", "<svg/>");
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static bool read_formats(struct format_list *list, const char *text,
                         struct error *err)
{
    char path[128];
    write_text("formats.ini", text);
    snprintf(path, sizeof path, "%s/formats.ini", folder);
    *err = (struct error){0};
    return format_list_read(list, path, err);
}

static bool read_templates(struct template_list *list, const char *text,
                           struct error *err)
{
    struct format_list formats;
    assert_true(read_formats(&formats, FORMATS, err));
    write_text("proef/template.ini", text);
    const bool done = template_list_read(list, folder, &formats, err);
    format_list_finish(&formats);
    return done;
}

static void formats_have_pixels_with_their_bleed(void **state)
{
    (void)state;
    struct format_list list;
    struct error err;
    assert_true(read_formats(&list, FORMATS, &err));
    assert_int_equal(list.count, 2);
    const struct format *post = format_find(&list, "post");
    const struct format *a4 = format_find(&list, "a4");
    assert_int_equal(post->width_px, 1080);
    assert_int_equal(post->height_px, 1350);
    assert_true(post->dpi == 0);
    assert_int_equal(a4->width_px, 2551);
    assert_int_equal(a4->height_px, 3579);
    assert_int_equal(a4->bleed_px, 35);
    assert_string_equal(a4->names[LANGUAGE_EN], "A4 poster");
    assert_null(a4->names[LANGUAGE_FR]);
    assert_null(format_find(&list, "a5"));
    format_list_finish(&list);
}

static void assert_tells(const struct error *err, const char *expected)
{
    assert_int_equal(err->message, MESSAGE_CONFIGURATION);
    if (!strstr(err->detail, expected))
        fail_msg("\"%s\" does not hold \"%s\"", err->detail, expected);
}

static void mistakes_in_formats_are_told_with_their_line(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "holds no format"},
        {"[form a]\nsize = 1x1\n", ":2: [form a] size: the section is not"},
        {"[format A4]\nsize = 1x1\n", "\"A4\" is no format id"},
        {"[format a]\nsize = 10\n", ":2: [format a] size: \"10\" is not a "},
        {"[format a]\nsize = 10x20cm\n", "is not a size"},
        {"[format a]\nsize = 10001x20\n", "is not a size"},
        {"[format a]\nsize = nanx20\n", "is not a size"},
        {"[format a]\nsize = 10x20\nsize = 10\n", ":3: [format a] size: "},
        {"[format a]\nsize = 10x20 mm\n", "is not a size"},
        {"[format a]\nsize = -10x20\n", "is not a size"},
        {"[format a]\nlayout = ../a\n", ":2: [format a] layout: "},
        {"[format a]\nbleed = 3\n", "is not a width such as 3mm"},
        {"[format a]\nbleed = 20.5mm\n", "is not a width such as 3mm"},
        {"[format a]\nbleed = -1mm\n", "is not a width such as 3mm"},
        {"[format a]\nlayout = a\ngroup = print\nsize = 9x9\nbleed = 3mm\n"
         "name.nl = x\n",
         "a bleed wants a size in mm"},
        {"[format a]\ndpi = 0\n", "not a whole number from 30 to 1200"},
        {"[format a]\ngroup = paper\n", "is none of social, print"},
        {"[format a]\ncolour = x\n", ":2: [format a] colour: is none of"},
        {"[format a]\nname.xx = x\n", "the suffix is none of"},
        {"[format a]\nname.nl = x\nname.nl = y\n", ":3: [format a] name.nl: is "
                                                   "given twice"},
        {"[format a]\nsize = 1x1\n", "[format a]: layout is missing"},
        {"[format a]\nlayout = a\nsize = 1x1\n", "group is missing"},
        {"[format a]\nlayout = a\ngroup = print\n", "size is missing"},
        {"[format a]\nlayout = a\ngroup = print\nsize = 9x9mm\nname.nl = x\n",
         "wants a dpi"},
        {"[format a]\nlayout = a\ngroup = print\nsize = 900x900mm\n"
         "dpi = 300\nname.nl = x\n",
         "larger than 10000 px"},
        {"[format a]\nlayout = a\ngroup = print\nsize = 9x9\n",
         "name.nl is missing"},
        {FORMATS "[format post]\nsize = 1x1\n", "the format is there twice"},
        {"[format a]\nlayout\n", ":2: is neither [section] nor key = value"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct format_list list;
        struct error err;
        assert_false(read_formats(&list, cases[i][0], &err));
        assert_tells(&err, cases[i][1]);
    }
}

static void a_line_that_is_too_long_is_told(void **state)
{
    (void)state;
    struct format_list list;
    struct error err;
    char text[400] = "[format a]\nname.nl = ";
    memset(text + strlen(text), 'x', 250);
    assert_false(read_formats(&list, text, &err));
    assert_tells(&err, ":2: the line is longer than 198 bytes");
}

static void a_template_is_read_whole(void **state)
{
    (void)state;
    struct template_list list;
    struct error err;
    if (!read_templates(&list, TEMPLATE, &err))
        fail_msg("%s", err.detail);
    assert_int_equal(list.count, 1);
    const struct template *template = template_find(&list, "proef");
    assert_non_null(template);
    assert_int_equal(template->order, 3);
    assert_int_equal(template->photo, PHOTO_OPTIONAL);
    const struct theme *theme = template_theme(template, "geel");
    assert_int_equal(theme_color(theme, "ink")->rgb, 0x14110f);
    assert_null(theme_color(theme, "paper"));
    assert_true(template_field(template, "slogan")->required);
    assert_int_equal(template_field(template, "slogan")->max_length, 90);
    assert_non_null(template_layout(template, "portrait"));
    assert_null(template_layout(template, "a"));
    const struct text_style *style = template_style(template, "portrait", 0);
    assert_true(style->size_min == 40 && style->size_max == 150);
    assert_int_equal(style->valign, VALIGN_BOTTOM);
    style = template_style(template, "a", 0);
    assert_true(style->size_min == 60 && style->size_max == 200);
    assert_int_equal(style->align, ALIGN_RIGHT);
    assert_int_equal(style->valign, VALIGN_BOTTOM);
    assert_int_equal(style->lines_max, 4);
    assert_string_equal(template_style(template, "a", 1)->id, "sign");
    assert_null(template_style(template, "a", 2));
    assert_string_equal(template_words(template, "sign", LANGUAGE_FR), "Salut");
    assert_string_equal(template_words(template, "sign", LANGUAGE_DE), "Hallo");
    assert_null(template_words(template, "slogan", LANGUAGE_NL));
    template_list_finish(&list);
}

static void mistakes_in_templates_are_told_with_their_line(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"[tempate]\nname.nl = x\n",
         "template.ini:2: [tempate] name.nl: the section is none of"},
        {TEMPLATE "[theme]\nink = #000000\n", "the section is none of"},
        {TEMPLATE "[text Slogan]\nsize = 1..2\n", "\"Slogan\" is no id"},
        {TEMPLATE "[text slogan]\nsize = 40.150\n",
         "[text slogan] size: \"40.150\" is not a range such as 40..150"},
        {TEMPLATE "[text slogan]\nsize = 150..40\n", "is not a range"},
        {TEMPLATE "[text slogan]\nsize = 40..\n", "is not a range"},
        {TEMPLATE "[text slogan]\nlines = 1..99\n",
         "is not a range such as 1..4"},
        {TEMPLATE "[text slogan]\nlines = 1.5..3\n",
         "[text slogan] lines: lines are whole numbers"},
        {TEMPLATE "[text slogan]\nlines = 1..2.5\n", "are whole numbers"},
        {TEMPLATE "[text slogan]\nlines = 0.5..2\n", "are whole numbers"},
        {TEMPLATE "[text slogan]\n"
                  "size = 40.00000000000000000000000000000000000..150\n",
         "is not a range"},
        {TEMPLATE "[text slogan]\nalign = links\n", "none of left, center"},
        {TEMPLATE "[text slogan]\nvalign = up\n", "none of top, middle"},
        {TEMPLATE "[text slogan]\ncase = lower\n", "is none of none, upper"},
        {TEMPLATE "[text slogan]\nleading = 9\n", "is not a leading"},
        {TEMPLATE "[text slogan]\nweight = 9\n", "weight: is none of"},
        {TEMPLATE "[text new @ a]\nsize = 1..2\n",
         "[text new] must come before"},
        {TEMPLATE "[theme rood]\nink = red\n", "is not a colour such as"},
        {TEMPLATE "[theme rood]\nink = #12345\n", "is not a colour such as"},
        {TEMPLATE "[theme rood]\nink = #1234567\n", "is not a colour such as"},
        {TEMPLATE "[theme rood]\nink = #12345g\n", "is not a colour such as"},
        {TEMPLATE "[theme rood]\nink = #123456x\n", "is not a colour such as"},
        {TEMPLATE "[theme geel]\nink = #000000\n", "colour is there twice"},
        {TEMPLATE "[theme rood]\nname.nl = Rood\n",
         "[text slogan]: a theme lacks its color"},
        {TEMPLATE "[theme rood]\nink = #000000\n",
         "[theme rood]: name.nl is missing"},
        {TEMPLATE "[field name]\nrequired = maybe\n", "is none of yes, no"},
        {TEMPLATE "[field name]\nmax_length = 0\n", "not a whole number"},
        {TEMPLATE "[field zoom]\nlabel.nl = x\nmax_length = 5\n",
         "[field zoom]: every order has this name already"},
        {TEMPLATE "[field photo]\nlabel.nl = x\nmax_length = 5\n",
         "[field photo]: every order has this name already"},
        {TEMPLATE "[field name]\nmax_length = 5\n", "label.nl is missing"},
        {TEMPLATE "[field name]\nlabel.nl = x\n", "max_length is missing"},
        {TEMPLATE "[text name]\nfont = text\nsize = 1..2\ncolor = ink\n",
         "neither a [field] of this name nor words.nl"},
        {TEMPLATE "[text name]\nsize = 1..2\ncolor = ink\n", "font is missing"},
        {TEMPLATE "[text name]\nfont = text\nsize = 1..2\n",
         "color is missing"},
        {TEMPLATE "[text name]\nfont = text\ncolor = ink\n", "size is missing"},
        {TEMPLATE "[template]\nphoto = maybe\n", "is none of required"},
        {TEMPLATE "[template]\ndefault_theme = rood\n",
         "default_theme is missing or names no theme"},
        {"[template]\norder = 1\n", "name.nl is missing"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct template_list list;
        struct error err;
        if (read_templates(&list, cases[i][0], &err))
            fail_msg("taken: %s", cases[i][1]);
        assert_tells(&err, cases[i][1]);
    }
}

static void a_folder_without_templates_is_told(void **state)
{
    (void)state;
    struct format_list formats;
    struct template_list list;
    struct error err;
    assert_true(read_formats(&formats, FORMATS, &err));
    assert_false(template_list_read(&list, "/nonexistent", &formats, &err));
    assert_tells(&err, "/nonexistent: cannot be read");
    assert_false(
        template_list_read(&list, "/proc/self/fdinfo", &formats, &err));
    assert_tells(&err, "holds no template");
    format_list_finish(&formats);
}

static void fonts_come_from_the_manifest_alone(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "names no font"},
        {"[font a]\nfile = /x\n",
         "the section is neither [role ID] nor [fallback ID]"},
        {"[role a]\nfile = /nonexistent.ttf\n", "cannot be read; install"},
        {"[role a]\nfile = /etc/passwd\n", "file or package is missing"},
        {"[role a]\nfile = /etc/passwd\npackage = x\n", "is no font"},
        {"[role a]\ntracking = wide\n", "is not a number from -0.2 to 1"},
        {"[role a]\nsize = 3\n", "is none of file, package"},
    };
    char path[128];
    snprintf(path, sizeof path, "%s/fonts.ini", folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fonts fonts;
        struct error err;
        write_text("fonts.ini", cases[i][0]);
        assert_false(fonts_open(&fonts, path, &err));
        assert_tells(&err, cases[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_have_pixels_with_their_bleed),
        cmocka_unit_test(mistakes_in_formats_are_told_with_their_line),
        cmocka_unit_test(a_line_that_is_too_long_is_told),
        cmocka_unit_test(a_template_is_read_whole),
        cmocka_unit_test(mistakes_in_templates_are_told_with_their_line),
        cmocka_unit_test(a_folder_without_templates_is_told),
        cmocka_unit_test(fonts_come_from_the_manifest_alone),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
