// A folder of templates: which folders are taken, in what order, and what is
// too much.
#include "press/template.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define FORMATS                                                                \
    "[format second]\nlayout = portrait\nsize = 20x30\ngroup = social\n"       \
    "name.nl = Twee\n"                                                         \
    "[format first]\nlayout = wide\nsize = 30x20\ngroup = social\n"            \
    "name.nl = Een\n"                                                          \
    "[format third]\nlayout = portrait\nsize = 25x30\ngroup = screen\n"        \
    "name.nl = Drie\n"

#define TEMPLATE                                                               \
    "[template]\nname.nl = Proef\ndefault_theme = geel\n"                      \
    "[theme geel]\nname.nl = Geel\nink = #14110F\n"

static struct format_list formats;

static int make(void **state)
{
    (void)state;
    struct error err;
    folder_make();
    folder_write_text("formats.ini", FORMATS);
    return !format_list_read(&formats, folder_path("formats.ini"), &err);
}

static int tidy(void **state)
{
    (void)state;
    format_list_finish(&formats);
    folder_remove();
    return 0;
}

static void write_template(const char *id, const char *ini)
{
    char name[128];
    snprintf(name, sizeof name, "%s/template.ini", id);
    folder_write_text(name, ini);
    snprintf(name, sizeof name, "%s/portrait.svg", id);
    folder_write_text(name, "<svg/>");
}

static void remove_template(const char *id)
{
    static const char *const files[] = {"template.ini", "portrait.svg",
                                        "wide.svg", "other.svg"};
    char name[128];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(name, sizeof name, "%s/%s", id, files[i]);
        unlink(folder_path(name));
    }
    rmdir(folder_path(id));
}

static void assert_told(const char *expected)
{
    struct template_list list;
    struct error err;
    assert_false(template_list_read(&list, folder_path("."), &formats, &err));
    assert_int_equal(err.kind, ERROR_SYSTEM);
    assert_int_equal(err.message, MESSAGE_CONFIGURATION);
    if (!strstr(err.detail, expected))
        fail_msg("\"%s\" does not hold \"%s\"", err.detail, expected);
    assert_int_equal(list.count, 0);
}

// A folder that is no template is told, and the others are there.
static void assert_refused(const char *id, const char *expected)
{
    struct template_list list;
    struct error err;
    assert_true(template_list_read(&list, folder_path("."), &formats, &err));
    assert_int_equal(list.refusal_count, 1);
    assert_string_equal(list.refusals[0].id, id);
    const char *why = template_refusal(&list, id);
    if (!strstr(why, expected))
        fail_msg("\"%s\" does not hold \"%s\"", why, expected);
    assert_null(template_refusal(&list, "proef"));
    assert_true(list.count > 0);
    template_list_finish(&list);
}

static void templates_come_by_their_order_then_by_their_id(void **state)
{
    (void)state;
    static const char *const expected[] = {"zeer", "aap", "mies", "noot",
                                           "beer"};
    struct template_list list;
    struct error err;
    write_template("noot", TEMPLATE "[template]\norder = 5\n");
    write_template("beer", TEMPLATE "[template]\norder = 10\n");
    write_template("mies", TEMPLATE "[template]\norder = 5\n");
    write_template("zeer", TEMPLATE);
    write_template("aap", TEMPLATE "[template]\norder = 5\n");
    assert_true(template_list_read(&list, folder_path("."), &formats, &err));
    assert_int_equal(list.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(list.items[i].id, expected[i]);
        assert_ptr_equal(template_find(&list, expected[i]), &list.items[i]);
    }
    assert_null(template_find(&list, "wim"));
    template_list_finish(&list);
    template_list_finish(&list);
    for (size_t i = 0; i < 5; i++)
        remove_template(expected[i]);
}

static void a_folder_is_a_template_when_it_says_so(void **state)
{
    (void)state;
    struct template_list list;
    struct error err;
    write_template("proef", TEMPLATE);
    // Hidden, without a template.ini, and no folder at all.
    write_template(".proef~", "not even an INI");
    folder_write_text("samples/portrait.svg", "<svg/>");
    folder_write_text("README", "x");
    assert_true(template_list_read(&list, folder_path("."), &formats, &err));
    assert_int_equal(list.count, 1);
    template_list_finish(&list);
    remove_template(".proef~");
    // A folder's name is the template's id.
    write_template("Proef 2", TEMPLATE);
    assert_refused("Proef 2", "\"Proef 2\" is no template id");
    remove_template("Proef 2");
    remove_template("proef");
}

static void layouts_are_the_drawings_that_a_format_uses(void **state)
{
    (void)state;
    struct template_list list;
    struct error err;
    write_template("proef", TEMPLATE);
    folder_write_text("proef/wide.svg", "<svg wide=''/>");
    folder_write_text("proef/other.svg", "<svg/>");
    assert_true(template_list_read(&list, folder_path("."), &formats, &err));
    const struct template *template = &list.items[0];
    assert_int_equal(template->layout_count, 2);
    assert_string_equal(template->layouts[0].id, "portrait");
    assert_string_equal(template->layouts[1].id, "wide");
    assert_null(template_layout(template, "other"));
    // The bytes are kept as they are.
    const struct buffer *svg = &template_layout(template, "wide")->svg;
    assert_int_equal(svg->size, 14);
    assert_memory_equal(svg->data, "<svg wide=''/>", 14);
    template_list_finish(&list);
    unlink(folder_path("proef/wide.svg"));
    unlink(folder_path("proef/portrait.svg"));
    assert_told("proef: has no SVG named after a layout of a format");
    remove_template("proef");
}

static void formats_keep_the_order_of_their_file(void **state)
{
    (void)state;
    static const char *const ids[] = {"second", "first", "third"};
    for (int i = 0; i < 3; i++) {
        assert_string_equal(formats.items[i].id, ids[i]);
        assert_int_equal(formats.items[i].order, i);
    }
}

static void a_drawing_above_four_megabytes_is_a_mistake(void **state)
{
    (void)state;
    struct template_list list;
    struct error err;
    enum { MOST = 4 * 1000 * 1000 };
    char *large = calloc(1, MOST + 1);
    assert_non_null(large);
    write_template("proef", TEMPLATE);
    memset(large, 32, MOST);
    memcpy(large, "<svg/>", 6);
    folder_write("proef/portrait.svg", large, MOST);
    assert_true(template_list_read(&list, folder_path("."), &formats, &err));
    template_list_finish(&list);
    folder_write("proef/portrait.svg", large, MOST + 1);
    assert_told("proef/portrait.svg: cannot be read");
    free(large);
    remove_template("proef");
}

static void a_template_has_as_many_fields_as_an_order(void **state)
{
    (void)state;
    for (int count = LIMIT_ORDER_TEXTS; count <= LIMIT_ORDER_TEXTS + 1;
         count++) {
        char ini[4096] = TEMPLATE;
        struct template_list list;
        struct error err;
        for (int i = 0; i < count; i++)
            snprintf(ini + strlen(ini), sizeof ini - strlen(ini),
                     "[field f%d]\nlabel.nl = x\nmax_length = 5\n", i);
        write_template("proef", ini);
        if (count > LIMIT_ORDER_TEXTS) {
            assert_told("[field f16] label.nl: a template has at most 16 "
                        "fields");
        } else {
            assert_true(
                template_list_read(&list, folder_path("."), &formats, &err));
            assert_int_equal(list.items[0].field_count, LIMIT_ORDER_TEXTS);
            template_list_finish(&list);
        }
    }
    remove_template("proef");
}

static void words_of_a_layout_are_its_own(void **state)
{
    (void)state;
    struct template_list list;
    struct error err;
    write_template("proef", TEMPLATE
                   "[text sign]\nfont = text\nsize = 4..8\ncolor = ink\n"
                   "words.nl = Groeten\nalign = right\ncase = upper\n"
                   "[text sign @ wide]\nwords.fr = Salut\nvalign = middle\n");
    assert_true(template_list_read(&list, folder_path("."), &formats, &err));
    const struct template *template = &list.items[0];
    const struct text_style *tall = template_style(template, "portrait", 0);
    const struct text_style *wide = template_style(template, "wide", 0);
    assert_ptr_not_equal(tall, wide);
    assert_string_equal(tall->words[LANGUAGE_NL], "Groeten");
    assert_null(wide->words[LANGUAGE_NL]);
    assert_string_equal(wide->words[LANGUAGE_FR], "Salut");
    // The rest is taken over.
    assert_int_equal(wide->align, ALIGN_RIGHT);
    assert_int_equal(wide->valign, VALIGN_MIDDLE);
    assert_int_equal(tall->valign, VALIGN_TOP);
    assert_true(wide->upper);
    assert_true(wide->size_min == 4 && wide->size_max == 8);
    assert_ptr_equal(template_style(template, "square", 0), tall);
    assert_null(template_style(template, "wide", 1));
    template_list_finish(&list);
    remove_template("proef");
}

// What a guard heard: "begin FOLDER" and "refuse FOLDER", in order.
static char heard[512];

static void hear_begin(void *context, enum guard_kind kind, const char *folder)
{
    assert_ptr_equal(context, heard);
    assert_int_equal(kind, GUARD_TEMPLATE);
    snprintf(heard + strlen(heard), sizeof heard - strlen(heard), "begin %s\n",
             folder);
}

static void hear_refusal(void *context, enum guard_kind kind,
                         const char *folder, const struct error *why)
{
    assert_ptr_equal(context, heard);
    assert_int_equal(kind, GUARD_TEMPLATE);
    assert_true(*why->detail);
    snprintf(heard + strlen(heard), sizeof heard - strlen(heard), "refuse %s\n",
             folder);
}

static void a_guard_hears_what_is_read_and_what_is_refused(void **state)
{
    (void)state;
    const struct guard guard = {
        .begin = hear_begin, .refuse = hear_refusal, .context = heard};
    struct template_list list;
    struct error err;
    heard[0] = '\0';
    write_template("proef", TEMPLATE);
    write_template("kapot", "not an INI");
    assert_true(template_list_read_guarded(&list, folder_path("."), &formats,
                                           &guard, &err));
    assert_non_null(strstr(heard, "begin proef\n"));
    assert_non_null(strstr(heard, "begin kapot\nrefuse kapot\n"));
    assert_null(strstr(heard, "refuse proef"));
    template_list_finish(&list);
    remove_template("proef");
    remove_template("kapot");
}

static void a_barred_folder_is_not_opened(void **state)
{
    (void)state;
    char why[] = "it crashed";
    const struct guard_barred barred[] = {{GUARD_PARTNER, "proef", why},
                                          {GUARD_TEMPLATE, "kapot", why}};
    const struct guard guard = {.barred = barred,
                                .barred_count = 2,
                                .begin = hear_begin,
                                .refuse = hear_refusal,
                                .context = heard};
    struct template_list list;
    struct error err;
    heard[0] = '\0';
    write_template("proef", TEMPLATE);
    write_template("kapot", TEMPLATE);
    assert_true(template_list_read_guarded(&list, folder_path("."), &formats,
                                           &guard, &err));
    assert_string_equal(heard, "begin proef\n");
    assert_int_equal(list.count, 1);
    assert_int_equal(list.refusal_count, 1);
    assert_string_equal(template_refusal(&list, "kapot"), why);
    template_list_finish(&list);
    remove_template("proef");
    remove_template("kapot");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates_come_by_their_order_then_by_their_id),
        cmocka_unit_test(a_folder_is_a_template_when_it_says_so),
        cmocka_unit_test(layouts_are_the_drawings_that_a_format_uses),
        cmocka_unit_test(formats_keep_the_order_of_their_file),
        cmocka_unit_test(a_drawing_above_four_megabytes_is_a_mistake),
        cmocka_unit_test(a_template_has_as_many_fields_as_an_order),
        cmocka_unit_test(words_of_a_layout_are_its_own),
        cmocka_unit_test(a_guard_hears_what_is_read_and_what_is_refused),
        cmocka_unit_test(a_barred_folder_is_not_opened),
    };
    return cmocka_run_group_tests(tests, make, tidy);
}
