// Bleed: what is printed beyond the cut. A made-up sheet of 40 x 50 mm at 10 px
// a millimetre, drawn in tenths of a millimetre with a bleed of 3 mm: white,
// with a black frame of 2 mm just inside the cut.
#include "made_up.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FORMATS                                                                \
    "[layout a]\nsize = 460x560\nbleed = 30\nsafe = 60\n"                      \
    "[format sheet]\nlayout = a\nsize = 40x50mm\ndpi = 254\nbleed = 3mm\n"     \
    "group = print\nname.nl = Vel\n"                                           \
    "[format large]\nlayout = a\nsize = 80x100mm\ndpi = 254\nbleed = 3mm\n"    \
    "group = print\nname.nl = Groot vel\n"                                     \
    "[format small]\nlayout = a\nsize = 20x25mm\ndpi = 254\nbleed = 3mm\n"     \
    "group = print\nname.nl = Klein vel\n"                                     \
    "[layout b]\nsize = 460x560\n"                                             \
    "[format screen]\nlayout = b\nsize = 460x560\ngroup = screen\n"            \
    "name.nl = Scherm\n"

#define SHEET                                                                  \
    MADE_UP_SVG("0 0 460 560",                                                 \
                "<g id='under'>"                                               \
                "<rect class='fill-paper' x='-90' y='-90' width='640' "        \
                "height='740'/>"                                               \
                "<rect class='stroke-ink' x='40' y='40' width='380' "          \
                "height='480' fill='none' stroke-width='20'/></g>"             \
                "<rect id='slogan' x='60' y='350' width='340' height='100'/>")

static int make(void **state)
{
    made_up_make(state);
    press_destroy(made_up_press);
    folder_write_text("formats.ini", FORMATS);
    folder_write_text("proef/a.svg", SHEET);
    folder_write_text("proef/b.svg", SHEET);
    made_up_open(MADE_UP_TEMPLATE("optional"));
    return 0;
}

static bool is_dark(const struct picture *picture, int x, int y)
{
    return picture_at(picture, x, y)[1] < 128;
}

// Where the frame begins, from the left, top, right and bottom.
static void find_frame(const struct picture *picture, int edges[4])
{
    const int middle_x = picture->width / 2;
    const int middle_y = picture->height / 4;
    int at = 0;
    for (at = 0; !is_dark(picture, at, middle_y); at++)
        continue;
    edges[0] = at;
    for (at = 0; !is_dark(picture, middle_x, at); at++)
        continue;
    edges[1] = at;
    for (at = 0; !is_dark(picture, picture->width - 1 - at, middle_y); at++)
        continue;
    edges[2] = at;
    for (at = 0; !is_dark(picture, middle_x, picture->height - 1 - at); at++)
        continue;
    edges[3] = at;
}

static void assert_cut_at(const char *format, const char *bleed,
                          const char *width, int wide, int high, int edge)
{
    struct picture picture;
    int edges[4];
    made_up_print_picture((const char *const[]){"slogan", "x", "format", format,
                                                "bleed", bleed, "width", width,
                                                "theme", "nacht", NULL},
                          &picture);
    assert_int_equal(picture.width, wide);
    assert_int_equal(picture.height, high);
    picture_finish(&picture);
    made_up_print_picture((const char *const[]){"slogan", "x", "format", format,
                                                "bleed", bleed, "width", width,
                                                NULL},
                          &picture);
    find_frame(&picture, edges);
    for (int i = 0; i < 4; i++)
        if (edges[i] != edge)
            fail_msg("%s, bleed %s, width %s: edge %d at %d instead of %d",
                     format, bleed, width, i, edges[i], edge);
    picture_finish(&picture);
}

static void the_cut_stays_where_the_designer_drew_it(void **state)
{
    (void)state;
    assert_cut_at("sheet", "", "", 460, 560, 30);
    assert_cut_at("sheet", "0", "", 400, 500, 0);
    assert_cut_at("sheet", "1", "", 420, 520, 10);
    assert_cut_at("sheet", "3", "", 460, 560, 30);
    assert_cut_at("sheet", "3mm", "", 460, 560, 30);
}

// Twice the paper: 3 mm of bleed are half of what is drawn beyond the cut.
static void the_cut_stays_on_a_larger_paper(void **state)
{
    (void)state;
    assert_cut_at("large", "", "", 860, 1060, 30);
    assert_cut_at("large", "0", "", 800, 1000, 0);
    assert_cut_at("large", "1", "", 820, 1020, 10);
    assert_cut_at("large", "5mm", "", 900, 1100, 50);
}

static void the_cut_stays_on_a_poster_that_is_scaled_down(void **state)
{
    (void)state;
    assert_cut_at("sheet", "3", "230", 230, 280, 15);
    assert_cut_at("sheet", "1", "210", 210, 260, 5);
    assert_cut_at("sheet", "0", "200", 200, 250, 0);
}

// The ground passes the canvas: it fills a larger bleed, and the cut stays.
static void the_cut_stays_in_a_larger_bleed(void **state)
{
    (void)state;
    assert_cut_at("sheet", "5", "", 500, 600, 50);
    assert_cut_at("sheet", "5", "250", 250, 300, 25);
}

static void what_passes_the_canvas_fills_a_larger_bleed(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"sheet", "5"}, {"small", "3"}, {"small", "5"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct picture picture;
        made_up_print_picture(
            (const char *const[]){"slogan", "x", "format", cases[i][0], "bleed",
                                  cases[i][1], "theme", "nacht", NULL},
            &picture);
        for (int y = 0; y < picture.height; y++)
            for (int x = 0; x < picture.width; x++) {
                const uint8_t *p = picture_at(&picture, x, y);
                if (p[0] == 255 && p[1] == 255 && p[2] == 255)
                    fail_msg("%s, bleed %s: %d %d is bare", cases[i][0],
                             cases[i][1], x, y);
            }
        picture_finish(&picture);
    }
}

static void a_screen_has_no_bleed(void **state)
{
    (void)state;
    assert_cut_at("screen", "5", "", 460, 560, 30);
    assert_cut_at("screen", "0", "", 460, 560, 30);
}

static void a_bleed_is_one_of_four(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        int bleed_mm;
    } good[] = {{"0", 0},   {"1", 1},   {"3", 3},   {"5", 5},
                {"3mm", 3}, {"0mm", 0}, {"5mm", 5}, {"", ORDER_BLEED_OWN}};
    static const char *const wrong[] = {
        "2",  "10",   "3 mm", "3cm",
        "03", "3.0",  "-1",   "mm",
        "3m", "3mmm", "x",    "3\n",
        " 3", "3MM",  "\xff", "33333333333333333333333333333333333"};
    struct order order;
    struct error err;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        order_init(&order);
        assert_true(order_set(&order, "bleed", good[i].value,
                              strlen(good[i].value), &err));
        assert_int_equal(order.bleed_mm, good[i].bleed_mm);
        order_finish(&order);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        order_init(&order);
        if (order_set(&order, "bleed", wrong[i], strlen(wrong[i]), &err))
            fail_msg("\"%s\" is taken", wrong[i]);
        assert_int_equal(err.kind, ERROR_INVALID);
        assert_int_equal(err.message, MESSAGE_BLEED_WRONG);
        assert_string_equal(err.field, "bleed");
        assert_int_equal(order.bleed_mm, ORDER_BLEED_OWN);
        order_finish(&order);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cut_stays_where_the_designer_drew_it),
        cmocka_unit_test(the_cut_stays_on_a_larger_paper),
        cmocka_unit_test(the_cut_stays_on_a_poster_that_is_scaled_down),
        cmocka_unit_test(the_cut_stays_in_a_larger_bleed),
        cmocka_unit_test(what_passes_the_canvas_fills_a_larger_bleed),
        cmocka_unit_test(a_screen_has_no_bleed),
        cmocka_unit_test(a_bleed_is_one_of_four),
    };
    return cmocka_run_group_tests(tests, make, made_up_tidy);
}
