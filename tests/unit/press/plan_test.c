// The plan of a design whose every number is odd: an origin that is not 0, a
// window between pixels, a focus with a height, styles of one layout.
#include "made_up.h"

#include "folder.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// In a poster of 400 x 500 px a unit is 4 px; x -50 and y 20 lie at 0.
#define ODD                                                                    \
    MADE_UP_SVG(                                                               \
        "-50 20 100 125",                                                      \
        "<linearGradient id='g'><stop class='stop-ink'/></linearGradient>"     \
        "<g id='under'>"                                                       \
        "<rect class='fill-paper' x='-50' y='20' width='100' height='125'/>"   \
        "<path class='stroke-ink' d='M40 20v50' stroke-width='10' "            \
        "fill='none'/>"                                                        \
        "<rect x='-50' y='140' width='20' height='5' fill='url(#g)'/></g>"     \
        "<rect id='photo' x='-39.9' y='30.1' width='50.3' height='40.05'/>"    \
        "<rect id='focus' x='-30' y='40' width='20' height='10'/>"             \
        "<rect id='slogan' x='-45' y='80' width='90' height='40'/>"            \
        "<rect id='sign' x='-45' y='125' width='90' height='10'/>")

#define STYLES                                                                 \
    "[text slogan]\nleading = 1.75\nlines = 2..3\n"                            \
    "[text sign @ portrait]\nwords.nl = Staand\nwords.de = Hoch\n"             \
    "[text name @ a]\nsize = 3..5\n"

static int make_odd(void **state)
{
    made_up_make(state);
    press_destroy(made_up_press);
    folder_write_text("proef/portrait.svg", ODD);
    made_up_open(MADE_UP_TEMPLATE("optional") STYLES);
    return 0;
}

static void a_window_takes_every_pixel_that_it_touches(void **state)
{
    (void)state;
    char text[4096];
    // 40.4 to 241.6 across, 40.4 to 200.6 down.
    made_up_explain((const char *const[]){"photo", "", "slogan", "x y", NULL},
                    text);
    assert_text_holds(text, "window x 40 y 40 width 202 height 161\n");
}

static unsigned color_at(const struct picture *picture, int x, int y)
{
    const uint8_t *p = picture_at(picture, x, y);
    return (unsigned)(p[0] << 16 | p[1] << 8 | p[2]);
}

static void a_photo_fills_its_window_and_nothing_else(void **state)
{
    (void)state;
    struct picture picture;
    made_up_print_picture(
        (const char *const[]){"photo", "", "slogan", "x y", NULL}, &picture);
    // From corner to corner; the pixels at the edge are covered in part.
    assert_int_not_equal(color_at(&picture, 41, 41), 0xffffff);
    assert_int_not_equal(color_at(&picture, 240, 41), 0xffffff);
    assert_int_not_equal(color_at(&picture, 41, 199), 0xffffff);
    assert_int_not_equal(color_at(&picture, 240, 199), 0xffffff);
    // Above the words and left of the line there is only paper around it.
    for (int i = 0; i < 230; i++) {
        assert_int_equal(color_at(&picture, 39, i), 0xffffff);
        assert_int_equal(color_at(&picture, 242, i), 0xffffff);
        assert_int_equal(color_at(&picture, i, 39), 0xffffff);
        assert_int_equal(color_at(&picture, i, 201), 0xffffff);
    }
    picture_finish(&picture);
}

static void a_focus_is_the_middle_of_its_shape(void **state)
{
    (void)state;
    char text[4096];
    // It lies at 120, 100: 80 px into the window of 202, 60 into that of 161.
    made_up_explain((const char *const[]){"photo", "", "slogan", "x y", "zoom",
                                          "2", "focus_x", "0.5", "focus_y",
                                          "0.6", NULL},
                    text);
    assert_text_holds(text, "crop x 75.2 y 41.4 width 62.7 height 50.0, 0.311");
}

static void boxes_count_from_the_origin_of_the_drawing(void **state)
{
    (void)state;
    char text[4096];
    made_up_explain((const char *const[]){"slogan", "x y", NULL}, text);
    assert_text_holds(text, "box x 20.0 y 240.0 width 360.0 height 160.0\n");
    // A smaller poster is the same, smaller.
    made_up_explain(
        (const char *const[]){"slogan", "x y", "width", "100", NULL}, text);
    assert_text_holds(text, "theme dag 100x125 px\n");
    assert_text_holds(text, "box x 5.0 y 60.0 width 90.0 height 40.0\n");
}

static void a_theme_colours_lines_and_gradients(void **state)
{
    (void)state;
    static const struct {
        const char *theme;
        unsigned paper;
        unsigned ink;
    } themes[] = {{"dag", 0xffffff, 0}, {"nacht", 0x102030, 0xffd400}};
    for (int i = 0; i < 2; i++) {
        struct picture picture;
        made_up_print_picture((const char *const[]){"slogan", "x y", "theme",
                                                    themes[i].theme, NULL},
                              &picture);
        assert_int_equal(color_at(&picture, 360, 100), themes[i].ink);
        assert_int_equal(color_at(&picture, 330, 100), themes[i].paper);
        assert_int_equal(color_at(&picture, 40, 490), themes[i].ink);
        assert_int_equal(color_at(&picture, 90, 490), themes[i].paper);
        picture_finish(&picture);
    }
}

// The baselines of the lines of a text, and its size.
static int find_baselines(const char *text, const char *field, double *size,
                          double baselines[8])
{
    char start[64];
    int lines = 0;
    snprintf(start, sizeof start, "text %s size ", field);
    const char *at = strstr(text, start);
    assert_non_null(at);
    *size = strtod(at + strlen(start), NULL);
    for (at = strstr(at, "\n") + 1; strncmp(at, "  line ", 7) == 0;
         at = strstr(at, "\n") + 1)
        baselines[lines++] = strtod(strstr(at, " y ") + 3, NULL);
    return lines;
}

static void lines_and_leading_are_those_of_the_style(void **state)
{
    (void)state;
    char text[4096];
    double size;
    double baselines[8];
    // Two lines at least, though one would hold it.
    made_up_explain((const char *const[]){"slogan", "x y", NULL}, text);
    assert_int_equal(find_baselines(text, "slogan", &size, baselines), 2);
    assert_true(fabs(baselines[1] - baselines[0] - 1.75 * size) < 0.11);
}

static void words_of_a_layout_come_before_those_of_the_design(void **state)
{
    (void)state;
    static const char *const words[][2] = {
        {"nl", "line \"Staand\""}, // of the layout
        {"de", "line \"Hoch\""},
        {"fr", "line \"Staand\""}, // Dutch, but of the layout
        {"en", "line \"Staand\""},
    };
    for (int i = 0; i < 4; i++) {
        char text[4096];
        made_up_explain(
            (const char *const[]){"slogan", "x y", "lang", words[i][0], NULL},
            text);
        assert_text_holds(text, words[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_window_takes_every_pixel_that_it_touches),
        cmocka_unit_test(a_photo_fills_its_window_and_nothing_else),
        cmocka_unit_test(a_focus_is_the_middle_of_its_shape),
        cmocka_unit_test(boxes_count_from_the_origin_of_the_drawing),
        cmocka_unit_test(a_theme_colours_lines_and_gradients),
        cmocka_unit_test(lines_and_leading_are_those_of_the_style),
        cmocka_unit_test(words_of_a_layout_come_before_those_of_the_design),
    };
    return cmocka_run_group_tests(tests, make_odd, made_up_tidy);
}
