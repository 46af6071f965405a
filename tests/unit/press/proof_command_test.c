// `postertool proof`: sheets of made-up templates, whose layout can be counted.
#include "checked.h"
#include "run.h"

#include "folder.h"
#include "picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

// Twelve tiles of 260 px with 16 between; two rows, of 400x500 and 500x600.
enum {
    SHEET_WIDTH = 16 + 12 * (260 + 16),
    SHEET_HEIGHT = 16 + 326 + 16 + 313 + 16
};

static void write_person(const char *name, uint8_t red)
{
    struct picture picture;
    struct buffer png = {0};
    picture_init(&picture, 64, 64);
    for (int i = 0; i < 64 * 64; i++)
        picture_at(&picture, i % 64, i / 64)[0] = red;
    picture_encode_png(&picture, &(struct picture_png){.bits = 8}, &png);
    folder_write(name, png.data, png.size);
    buffer_finish(&png);
    picture_finish(&picture);
}

static int make(void **state)
{
    checked_make(state);
    write_person("people/juf.png", 250);
    write_person("people/lotte.png", 150);
    folder_write_text("ander/template.ini", checked_file("proef/template.ini"));
    folder_write_text("ander/a.svg", checked_file("proef/a.svg"));
    folder_write_text("empty/none.txt", "");
    setenv("POSTERTOOL_TEMPLATES", folder_path("."), 1);
    setenv("POSTERTOOL_FONTS", SOURCE_DIR "/fonts/fonts.ini", 1);
    setenv("POSTERTOOL_SAMPLES", folder_path("people"), 1);
    return 0;
}

static void assert_told(const struct run *run, const char *text)
{
    if (!strstr((const char *)run->told.data, text))
        fail_msg("\"%s\" is not in\n%s", text, run->told.data);
}

static void read_sheet(struct bytes file, struct picture *picture, int height)
{
    picture_decode_png(file, picture);
    assert_int_equal(picture->width, SHEET_WIDTH);
    assert_int_equal(picture->height, height);
}

static void one_template_is_one_sheet(void **state)
{
    (void)state;
    struct run run = {0};
    struct picture sheet;
    assert_int_equal(
        run_command(&run, (const char *const[]){"proof", "--template", "proef",
                                                "-o", "-", NULL}),
        0);
    assert_string_equal((char *)run.told.data,
                        "row 1: proef post\nrow 2: proef card\n");
    read_sheet(buffer_view(&run.printed), &sheet, SHEET_HEIGHT);
    // White between the tiles; who is who in the photo of the first row.
    assert_int_equal(picture_at(&sheet, 15, 15)[1], 255);
    const uint8_t *own = picture_at(&sheet, 16 + 130, 16 + 10);
    assert_true(own[0] > 240 && own[1] < 10);
    const uint8_t *bright = picture_at(&sheet, 16 + 276 + 130, 16 + 10);
    assert_true(bright[0] > 140 && bright[0] < 160);
    // Nobody is called kwame here: the first stands in.
    assert_true(picture_at(&sheet, 16 + 2 * 276 + 130, 16 + 10)[0] > 240);
    picture_finish(&sheet);
    run_finish(&run);
}

static void without_a_template_all_are_on_the_sheet(void **state)
{
    (void)state;
    struct run run = {0};
    struct picture sheet;
    assert_int_equal(
        run_command(&run, (const char *const[]){"proof", "-o", "-", NULL}), 0);
    assert_string_equal(
        (char *)run.told.data,
        "row 1: ander card\nrow 2: proef post\nrow 3: proef card\n");
    read_sheet(buffer_view(&run.printed), &sheet, SHEET_HEIGHT + 313 + 16);
    picture_finish(&sheet);
    run_finish(&run);
}

static void assert_sheet(const char *name, int height)
{
    struct buffer file = {0};
    struct picture sheet;
    assert_true(buffer_append_file(&file, folder_path(name), 100000000));
    read_sheet(buffer_view(&file), &sheet, height);
    picture_finish(&sheet);
    buffer_finish(&file);
}

static void a_folder_gets_a_sheet_each_and_a_page(void **state)
{
    (void)state;
    struct run run = {0};
    struct buffer page = {0};
    assert_int_equal(mkdir(folder_path("proofs"), 0700), 0);
    assert_int_equal(
        run_command(&run, (const char *const[]){"proof", "-o",
                                                folder_path("proofs"), NULL}),
        0);
    assert_sheet("proofs/proef.png", SHEET_HEIGHT);
    assert_sheet("proofs/ander.png", 16 + 313 + 16);
    assert_true(
        buffer_append_file(&page, folder_path("proofs/index.html"), 100000));
    assert_true(buffer_append(&page, "", 1));
    const char *html = (const char *)page.data;
    const char *first = strstr(html, "<img src=\"ander.png\" alt=\"Every "
                                     "layout of the template ander\"");
    assert_memory_equal(html, "<!doctype html>", 15);
    assert_non_null(first);
    assert_non_null(strstr(first, "<a href=\"proef.png\">"));
    buffer_finish(&page);
    run_finish(&run);
}

static void a_folder_may_be_of_one_template(void **state)
{
    (void)state;
    struct run run = {0};
    assert_int_equal(mkdir(folder_path("one"), 0700), 0);
    assert_int_equal(
        run_command(&run,
                    (const char *const[]){"proof", "--template", "ander", "-o",
                                          folder_path("one"), NULL}),
        0);
    assert_sheet("one/ander.png", 16 + 313 + 16);
    assert_int_equal(access(folder_path("one/index.html"), F_OK), 0);
    assert_int_equal(access(folder_path("one/proef.png"), F_OK), -1);
    run_finish(&run);
}

static void an_unknown_template_is_told(void **state)
{
    (void)state;
    struct run run = {0};
    static const char *const outputs[] = {"file.png", "unknown"};
    assert_int_equal(mkdir(folder_path("unknown"), 0700), 0);
    for (int i = 0; i < 2; i++) {
        const int code = run_command(
            &run,
            (const char *const[]){"proof", "--template", "geen", "--lang", "en",
                                  "-o", folder_path(outputs[i]), NULL});
        assert_int_equal(code, 1);
        assert_told(&run, "postertool: template: ");
        run_finish(&run);
    }
    assert_int_equal(access(folder_path("file.png"), F_OK), -1);
    assert_int_equal(access(folder_path("unknown/index.html"), F_OK), -1);
}

static void without_people_a_photo_is_asked_for(void **state)
{
    (void)state;
    struct run run = {0};
    const char *const output = folder_path("p.png");
    // A folder without pictures, and one that is not there.
    assert_int_equal(
        run_command(&run, (const char *const[]){"proof", "--samples",
                                                folder_path("nowhere"), "-o",
                                                output, NULL}),
        3);
    assert_told(&run, "/nowhere: cannot be read: No such file or directory");
    run_finish(&run);
    setenv("POSTERTOOL_SAMPLES", "", 1);
    assert_int_equal(
        run_command(&run, (const char *const[]){"proof", "-o", output, NULL}),
        1);
    assert_told(&run, "there are no drawn people: give --photo or --samples");
    assert_int_equal(access(output, F_OK), -1);
    run_finish(&run);
    assert_int_equal(
        run_command(&run, (const char *const[]){"proof", "--template", "ander",
                                                "--photo",
                                                folder_path("people/juf.png"),
                                                "-o", output, NULL}),
        0);
    run_finish(&run);
    setenv("POSTERTOOL_SAMPLES", folder_path("people"), 1);
}

static void a_poster_that_cannot_be_made_is_told_and_fails(void **state)
{
    (void)state;
    struct run run = {0};
    struct picture sheet;
    static const struct mistake small =
        TOLD("proef/portrait.svg", "width='240' height='50'",
             "width='60' height='50'", NULL, "");
    checked_change(&small);
    assert_int_equal(
        run_command(&run,
                    (const char *const[]){"proof", "--template", "proef",
                                          "--lang", "en", "-o", "-", NULL}),
        1);
    assert_told(&run, "row 1: proef post\nproef post column 5: name: ");
    read_sheet(buffer_view(&run.printed), &sheet, SHEET_HEIGHT);
    // Its place stays empty.
    assert_int_equal(picture_at(&sheet, 16 + 4 * 276 + 130, 16 + 10)[1], 255);
    picture_finish(&sheet);
    run_finish(&run);
    checked_restore();
    write_person("people/juf.png", 250);
}

static void a_wrong_command_line_exits_with_2(void **state)
{
    (void)state;
    static const char *const wrong[][3] = {
        {"-o", NULL, NULL},
        {"--lang", "it", "-oproef.png"},
        {"--colour", NULL, NULL},
        {"-o-", "more", NULL},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct run run = {0};
        assert_int_equal(
            run_command(&run,
                        (const char *const[]){"proof", wrong[i][0], wrong[i][1],
                                              wrong[i][2], NULL}),
            2);
        assert_told(&run, "postertool: proof: ");
        run_finish(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_template_is_one_sheet),
        cmocka_unit_test(without_a_template_all_are_on_the_sheet),
        cmocka_unit_test(a_folder_gets_a_sheet_each_and_a_page),
        cmocka_unit_test(a_folder_may_be_of_one_template),
        cmocka_unit_test(an_unknown_template_is_told),
        cmocka_unit_test(without_people_a_photo_is_asked_for),
        cmocka_unit_test(a_poster_that_cannot_be_made_is_told_and_fails),
        cmocka_unit_test(a_wrong_command_line_exits_with_2),
    };
    return cmocka_run_group_tests(tests, make, checked_tidy);
}
