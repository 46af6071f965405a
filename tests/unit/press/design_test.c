// The pixels of a poster: layers, switches, colours, the photo in its window.
#include "made_up.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static unsigned color_at(const struct picture *picture, int x, int y)
{
    const uint8_t *p = picture_at(picture, x, y);
    return (unsigned)(p[0] << 16 | p[1] << 8 | p[2]);
}

static char letter_at(const struct picture *picture, int x, int y)
{
    const uint8_t *p = picture_at(picture, x, y);
    if (p[0] > 150)
        return p[1] > 150 ? 'y' : 'r';
    return p[1] > 130 ? 'g' : 'b';
}

static void layers_lie_in_their_order(void **state)
{
    (void)state;
    struct picture picture;
    made_up_print_picture(
        (const char *const[]){"photo", "", "slogan", "Hallo", NULL}, &picture);
    assert_int_equal(picture.width, 400);
    assert_int_equal(picture.height, 500);
    // The photo is twice as wide as high, as its window is.
    assert_int_equal(letter_at(&picture, 150, 50), 'r');
    assert_int_equal(letter_at(&picture, 300, 50), 'g');
    assert_int_equal(letter_at(&picture, 150, 150), 'b');
    assert_int_equal(letter_at(&picture, 300, 150), 'y');
    assert_int_equal(letter_at(&picture, 399, 0), 'g');
    // The over-art over it, the paper below it, to the pixel.
    assert_int_equal(color_at(&picture, 39, 0), 0x808080);
    assert_int_not_equal(color_at(&picture, 40, 0), 0x808080);
    assert_int_equal(letter_at(&picture, 399, 199), 'y');
    assert_int_equal(color_at(&picture, 399, 200), 0xffffff);
    picture_finish(&picture);
}

static void art_switches_with_field_and_photo(void **state)
{
    (void)state;
    static const char *const orders[][7] = {
        {"slogan", "x", NULL},
        {"slogan", "x", "name", "Juf", NULL},
        {"photo", "", "slogan", "x", NULL},
        {"photo", "", "slogan", "x", "name", "Juf", NULL},
    };
    for (int i = 0; i < 4; i++) {
        const bool name = i & 1;
        const bool with_photo = i & 2;
        struct picture picture;
        made_up_print_picture(orders[i], &picture);
        assert_int_equal(color_at(&picture, 10, 250),
                         name ? 0x00ffff : 0xffffff);
        assert_int_equal(color_at(&picture, 50, 250),
                         name ? 0xffffff : 0x00ffff);
        assert_int_equal(color_at(&picture, 90, 250),
                         with_photo ? 0x00ffff : 0xffffff);
        assert_int_equal(color_at(&picture, 130, 250),
                         with_photo ? 0xffffff : 0x00ffff);
        picture_finish(&picture);
    }
}

static void a_theme_colours_art_and_words(void **state)
{
    (void)state;
    struct picture picture;
    int inked = 0;
    made_up_print_picture(
        (const char *const[]){"slogan", "III", "theme", "nacht", NULL},
        &picture);
    assert_int_equal(color_at(&picture, 399, 499), 0x102030);
    for (int y = 280; y < 400; y++)
        for (int x = 20; x < 380; x++)
            inked += color_at(&picture, x, y) == 0xffd400;
    assert_true(inked > 1000);
    picture_finish(&picture);
}

static void nothing_is_inked_outside_the_box(void **state)
{
    (void)state;
    struct picture blank;
    struct picture picture;
    static const char *const slogans[] = {"jWj", "Ågq", "AVAVA jij, fjord",
                                          "“W”", "/\\"};
    made_up_print_picture((const char *const[]){"slogan", ".", NULL}, &blank);
    for (size_t i = 0; i < sizeof slogans / sizeof *slogans; i++) {
        made_up_print_picture((const char *const[]){"slogan", slogans[i], NULL},
                              &picture);
        for (int y = 0; y < 500; y++)
            for (int x = 0; x < 400; x++)
                // An anti-aliased edge may touch the pixel beside the box, and
                // a sign or a slanted letter hang out of it, by 1/36 of the
                // short side.
                if (!(x >= 19 - 400 / 36 && x <= 380 && y >= 279 && y <= 400) &&
                    color_at(&blank, x, y) != color_at(&picture, x, y))
                    fail_msg("%s at %d, %d", slogans[i], x, y);
        picture_finish(&picture);
    }
    picture_finish(&blank);
}

static void the_focus_of_the_photo_meets_that_of_the_design(void **state)
{
    (void)state;
    char text[4096];
    // At zoom 2 the crop is 100 x 50; the design's focus lies at 0.5, 0.2.
    made_up_explain((const char *const[]){"photo", "", "slogan", "x", "zoom",
                                          "2", "focus_x", "0.4", "focus_y",
                                          "0.5", NULL},
                    text);
    assert_text_holds(text,
                      "crop x 30.0 y 40.0 width 100.0 height 50.0, 0.250");
    // As far as the edges of the photo allow.
    made_up_explain((const char *const[]){"photo", "", "slogan", "x", "zoom",
                                          "4", "focus_x", "1", "focus_y", "0",
                                          NULL},
                    text);
    assert_text_holds(text, "crop x 150.0 y 0.0 width 50.0 height 25.0");
    // A design without a focus has it in the middle of its window.
    made_up_explain((const char *const[]){"photo", "", "slogan", "x", "format",
                                          "plain", "focus_x", "0.5", "focus_y",
                                          "0.5", "zoom", "2", NULL},
                    text);
    assert_text_holds(text, "window x 40 y 40 width 120 height 120");
    assert_text_holds(text, "crop x 75.0 y 25.0 width 50.0 height 50.0");
}

static void a_turn_turns_photo_and_focus(void **state)
{
    (void)state;
    struct picture picture;
    char text[4096];
    static const char *const turned[] = {"photo",   "",    "slogan",  "x",
                                         "turn",    "90",  "focus_y", "0",
                                         "focus_x", "0.5", NULL};
    made_up_explain(turned, text);
    assert_text_holds(text, "turn 90 upright 100x200");
    assert_text_holds(text, "crop x 0.0 y 0.0 width 100.0 height 50.0");
    // Turned clockwise, the top shows what was left: blue, then red.
    made_up_print_picture(turned, &picture);
    assert_int_equal(letter_at(&picture, 100, 100), 'b');
    assert_int_equal(letter_at(&picture, 300, 100), 'r');
    picture_finish(&picture);
}

static void a_clear_photo_shows_the_art_below(void **state)
{
    (void)state;
    struct picture drawn;
    struct picture picture;
    struct poster poster;
    struct order order;
    struct error err;
    struct buffer clear = {0};
    picture_init(&drawn, 200, 100);
    picture_draw(&drawn);
    picture_encode_png(&drawn, &(struct picture_png){.bits = 8, .alpha = true},
                       &clear);
    made_up_order(&order,
                  (const char *const[]){"slogan", "x", "theme", "nacht", NULL});
    order.photo = buffer_view(&clear);
    assert_true(press_print(made_up_press, &order, &poster, NULL, &err));
    picture_decode_png(buffer_view(&poster.file), &picture);
    assert_int_equal(color_at(&picture, 100, 100), 0x102030);
    assert_int_equal(letter_at(&picture, 300, 50), 'g');
    picture_finish(&picture);
    picture_finish(&drawn);
    poster_finish(&poster);
    order_finish(&order);
    buffer_finish(&clear);
}

static void a_design_covers_every_format_of_its_layout(void **state)
{
    (void)state;
    char text[4096];
    struct picture picture;
    // 400 x 800 from 100 x 125: 6.4 px a unit, 120 px cut off at either side.
    made_up_explain((const char *const[]){"photo", "", "slogan", "x", "format",
                                          "tall", NULL},
                    text);
    assert_text_holds(text,
                      "poster proef tall layout portrait theme dag 400x800 px");
    assert_text_holds(text, "window x 0 y 0 width 400 height 320");
    assert_text_holds(text, "box x -88.0 y 448.0 width 576.0 height 192.0");
    // 400 x 250: 125 px cut off above and below.
    made_up_explain((const char *const[]){"photo", "", "slogan", "x", "format",
                                          "flat", NULL},
                    text);
    assert_text_holds(text, "window x 0 y 0 width 400 height 75");
    assert_text_holds(text, "box x 20.0 y 155.0 width 360.0 height 120.0");
    made_up_print_picture((const char *const[]){"slogan", ".", "format", "tall",
                                                "theme", "nacht", NULL},
                          &picture);
    assert_int_equal(color_at(&picture, 0, 799), 0x102030);
    assert_int_equal(color_at(&picture, 399, 0), 0x102030);
    picture_finish(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layers_lie_in_their_order),
        cmocka_unit_test(art_switches_with_field_and_photo),
        cmocka_unit_test(a_theme_colours_art_and_words),
        cmocka_unit_test(nothing_is_inked_outside_the_box),
        cmocka_unit_test(the_focus_of_the_photo_meets_that_of_the_design),
        cmocka_unit_test(a_turn_turns_photo_and_focus),
        cmocka_unit_test(a_clear_photo_shows_the_art_below),
        cmocka_unit_test(a_design_covers_every_format_of_its_layout),
    };
    return cmocka_run_group_tests(tests, made_up_make, made_up_tidy);
}
