// Painting where it is easily lost: at the borders of the stripes that a large
// poster is painted in, and at the edges of the canvas.
#include "made_up.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FORMATS                                                                \
    "[format large]\nlayout = portrait\nsize = 2000x2500\ngroup = social\n"    \
    "name.nl = Groot\n"                                                        \
    "[format right]\nlayout = right\nsize = 400x500\ngroup = social\n"         \
    "name.nl = Rechts\n"                                                       \
    "[format left]\nlayout = left\nsize = 400x500\ngroup = social\n"           \
    "name.nl = Links\n"                                                        \
    "[format top]\nlayout = top\nsize = 400x500\ngroup = social\n"             \
    "name.nl = Boven\n"                                                        \
    "[format bottom]\nlayout = bottom\nsize = 400x500\ngroup = social\n"       \
    "name.nl = Onder\n"

#define PAPER                                                                  \
    "<g id='under'><rect class='fill-paper' x='-9' y='-9' width='120' "        \
    "height='150'/></g>"

// Everything reaches over many stripes: slanted lines under and over a photo
// that begins neither at the left nor at the top.
#define LARGE                                                                  \
    MADE_UP_SVG(                                                               \
        "0 0 100 125",                                                         \
        "<g id='under'><rect class='fill-paper' width='100' height='125'/>"    \
        "<path d='M0 0L30 125' stroke='#d02040' stroke-width='4'/></g>"        \
        "<rect id='photo' x='25' y='15' width='50' height='95'/>"              \
        "<g id='over'><path d='M100 0L40 125' stroke='#2040d0' "               \
        "stroke-width='4'/></g>"                                               \
        "<rect id='slogan' x='5' y='2' width='90' height='12'/>"               \
        "<rect id='name' x='5' y='112' width='90' height='12'/>")

// A text that begins on the poster and leaves it.
#define LEAVING(box)                                                           \
    MADE_UP_SVG("0 0 100 125", PAPER "<rect id='slogan' " box "/>")

static int make_large(void **state)
{
    made_up_make(state);
    press_destroy(made_up_press);
    folder_write_text("formats.ini", FORMATS);
    folder_write_text("proef/portrait.svg", LARGE);
    folder_write_text("proef/right.svg",
                      LEAVING("x='80' y='50' width='80' height='30'"));
    folder_write_text("proef/left.svg",
                      LEAVING("x='-60' y='50' width='80' height='30'"));
    folder_write_text("proef/top.svg",
                      LEAVING("x='10' y='-15' width='80' height='30'"));
    folder_write_text("proef/bottom.svg",
                      LEAVING("x='10' y='110' width='80' height='30'"));
    made_up_open(MADE_UP_TEMPLATE("optional"));
    return 0;
}

// Each block of 5 x 5 pixels becomes one, their mean.
static void shrink(const struct picture *large, struct picture *small)
{
    picture_init(small, large->width / 5, large->height / 5);
    for (int y = 0; y < small->height; y++)
        for (int x = 0; x < small->width; x++)
            for (int c = 0; c < 3; c++) {
                int sum = 12;
                for (int i = 0; i < 25; i++)
                    sum += picture_at(large, x * 5 + i % 5, y * 5 + i / 5)[c];
                picture_at(small, x, y)[c] = (uint8_t)(sum / 25);
            }
}

static void a_poster_of_many_stripes_is_one_picture(void **state)
{
    (void)state;
    struct picture large;
    struct picture shrunk;
    struct picture small;
    made_up_print_picture((const char *const[]){"photo", "", "slogan",
                                                "Hallo allemaal", "name",
                                                "Juf Amina", "focus_x", "0.5",
                                                "focus_y", "0.33", NULL},
                          &large);
    assert_int_equal(large.width, 2000);
    assert_int_equal(large.height, 2500);
    made_up_print_picture(
        (const char *const[]){"photo", "", "slogan", "Hallo allemaal", "name",
                              "Juf Amina", "width", "400", "focus_x", "0.5",
                              "focus_y", "0.33", NULL},
        &small);
    assert_int_equal(small.height, 500);
    shrink(&large, &shrunk);
    // Edges are mixed as light, and shrunk here as numbers.
    assert_true(picture_psnr(&shrunk, &small) > 33);
    assert_true(picture_worst_block(&shrunk, &small) < 30);
    picture_finish(&large);
    picture_finish(&shrunk);
    picture_finish(&small);
}

// Counts what is inked inside and outside a part of the poster.
static void count_ink(const char *format, const int part[4], int ink[2])
{
    struct picture picture;
    made_up_print_picture(
        (const char *const[]){"slogan", "MWM", "format", format, NULL},
        &picture);
    ink[0] = 0;
    ink[1] = 0;
    for (int y = 0; y < picture.height; y++)
        for (int x = 0; x < picture.width; x++) {
            const bool outside = x < part[0] || y < part[1] ||
                                 x >= part[0] + part[2] ||
                                 y >= part[1] + part[3];
            ink[outside] += picture_at(&picture, x, y)[0] < 255;
        }
    picture_finish(&picture);
}

static void what_leaves_the_poster_is_cut_off(void **state)
{
    (void)state;
    static const struct {
        const char *format;
        int part[4]; // what of the box is on the poster
    } cases[] = {{"right", {319, 199, 81, 122}},
                 {"left", {0, 199, 81, 122}},
                 {"top", {39, 0, 322, 61}},
                 {"bottom", {39, 439, 322, 61}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int ink[2];
        count_ink(cases[i].format, cases[i].part, ink);
        if (ink[0] < 500 || ink[1] > 0)
            fail_msg("%s: %d inside, %d outside", cases[i].format, ink[0],
                     ink[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_poster_of_many_stripes_is_one_picture),
        cmocka_unit_test(what_leaves_the_poster_is_cut_off),
    };
    return cmocka_run_group_tests(tests, make_large, made_up_tidy);
}
