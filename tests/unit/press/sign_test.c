// The school's sign in the box of a layout: where a logo or a name lies, and on
// what ground.
#include "signs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_logo_keeps_its_proportion_at_the_outer_edge(void **state)
{
    (void)state;
    struct sign sign;
    EXPLAIN(&sign, "partner", "crest");
    assert_text_holds(sign.text,
                      "logo svg box x 220.0 y 400.0 width 160.0 height 80.0\n");
    assert_text_holds(sign.logo, "  ground art\n");
    // Its blank margin counts for nothing, but for a pixel of a small picture.
    assert_true(fabs(sign.width - sign.height) < 0.5);
    assert_true(fabs(sign.x + sign.width - 380) < 0.2);
    assert_true(fabs(sign.y + sign.height / 2 - 440) < 0.2);
    EXPLAIN(&sign, "partner", "crest", "format", "cover");
    assert_text_holds(sign.logo, "  ground plate #ffffff x 20.0 ");
}

static void logos_of_all_shapes_weigh_alike(void **state)
{
    (void)state;
    struct sign crest;
    struct sign mark;
    struct sign tower;
    EXPLAIN(&crest, "partner", "crest");
    EXPLAIN(&mark, "partner", "mark");
    EXPLAIN(&tower, "partner", "tower");
    assert_true(fabs(mark.width - 8 * mark.height) < 1);
    assert_true(fabs(10 * tower.width - tower.height) < 1);
    const double ratio =
        mark.width * mark.height / (crest.width * crest.height);
    assert_true(ratio > 0.4 && ratio < 1.6);
    const struct sign *const all[] = {&crest, &mark, &tower};
    for (size_t i = 0; i < 3; i++)
        assert_true(all[i]->x >= 219.9 && all[i]->y >= 399.9 &&
                    all[i]->x + all[i]->width <= 380.1 &&
                    all[i]->y + all[i]->height <= 480.1);
}

static void a_plate_comes_where_the_art_would_swallow_a_logo(void **state)
{
    (void)state;
    struct sign sign;
    EXPLAIN(&sign, "partner", "crest", "theme", "nacht");
    assert_text_holds(sign.logo, "  ground plate #ffffff ");
    EXPLAIN(&sign, "partner", "white", "theme", "nacht");
    assert_text_holds(sign.logo, "  ground art\n");
    EXPLAIN(&sign, "partner", "white");
    assert_text_holds(sign.logo, "  ground plate #000000 ");
    EXPLAIN(&sign, "partner", "ground");
    assert_text_holds(sign.logo, "  ground own #f0f0ff ");
    // On its plate only the ink counts: a circle.
    assert_true(fabs(sign.width - sign.height) < 0.5);
}

static void a_plate_lies_inside_the_box(void **state)
{
    (void)state;
    static const char *const ids[] = {"crest", "mark", "tower", "white",
                                      "raster"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct sign sign;
        double x, y, width, height;
        EXPLAIN(&sign, "partner", ids[i], "format", "cover");
        const char *plate = strstr(sign.logo, "  ground plate #");
        assert_non_null(plate);
        assert_int_equal(sscanf(plate + 22, " x %lf y %lf width %lf height %lf",
                                &x, &y, &width, &height),
                         4);
        assert_true(x > 19.9 && y > 19.9 && x + width < 180.1 &&
                    y + height < 100.1);
        assert_true(sign.x > x + 5 && sign.y > y + 5);
        assert_true(sign.x + sign.width < x + width - 5);
        assert_true(sign.y + sign.height < y + height - 5);
    }
}

static void the_photo_has_no_say(void **state)
{
    (void)state;
    struct sign with;
    struct sign without;
    EXPLAIN(&with, "partner", "crest", "format", "cover", "photo", "");
    EXPLAIN(&without, "partner", "crest", "format", "cover");
    assert_string_equal(strstr(with.logo, "  set"),
                        strstr(without.logo, "  set"));
}

static void every_width_has_it_at_the_same_place(void **state)
{
    (void)state;
    struct sign large;
    struct sign small;
    EXPLAIN(&large, "partner", "mark", "theme", "nacht");
    EXPLAIN(&small, "partner", "mark", "theme", "nacht", "width", "200");
    assert_text_holds(small.logo, "  ground plate #ffffff ");
    assert_true(fabs(large.x - 2 * small.x) < 0.2);
    assert_true(fabs(large.width - 2 * small.width) < 0.2);
}

static void without_a_school_or_a_place_nothing_is_set(void **state)
{
    (void)state;
    struct sign sign;
    EXPLAIN(&sign, "name", "x");
    assert_null(sign.logo);
    EXPLAIN(&sign, "format", "bare", "partner", "crest");
    assert_string_equal(sign.logo,
                        "logo nowhere: the layout has no place for it\n");
    EXPLAIN(&sign, "format", "bare", "school", "De Linde");
    assert_string_equal(sign.logo,
                        "logo nowhere: the layout has no place for it\n");
    EXPLAIN(&sign, "partner", "endless");
    assert_string_equal(sign.logo, "logo left out: the name does not fit\n");
}

static void a_name_is_set_in_type(void **state)
{
    (void)state;
    struct sign sign;
    EXPLAIN(&sign, "school", "Sint-Jan");
    assert_text_holds(sign.text, "text school size ");
    assert_text_holds(sign.text, "  line \"Sint-Jan\" ");
    assert_text_holds(sign.logo, "logo name box x 220.0 ");
    assert_text_holds(sign.logo, "  ground art\n");
    EXPLAIN(&sign, "partner", "long");
    assert_text_holds(sign.text, "  line \"Zon\" ");
    // A logo that shows nothing gives way to the name.
    EXPLAIN(&sign, "partner", "empty");
    assert_text_holds(sign.text, "  line \"Leegstand\" ");
    // The partner's logo goes before a name that was typed.
    EXPLAIN(&sign, "partner", "crest", "school", "De Linde");
    assert_text_holds(sign.logo, "logo svg ");
    assert_null(strstr(sign.text, "text school"));
    // A long one is set in lines, and on the photo it has a plate.
    EXPLAIN(&sign, "school", "Basisschool De Zonnewijzer", "format", "cover");
    assert_text_holds(sign.text, "text school size ");
    assert_text_holds(sign.text, "  line \"De Zonnewijzer\" ");
    assert_text_holds(sign.logo, "  ground plate #");
}

static void a_name_that_cannot_be_set_names_its_field(void **state)
{
    (void)state;
    assert_order_refused(
        (const char *const[]){"slogan", "x", "school",
                              "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
                              "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
                              NULL},
        MESSAGE_TEXT_DOES_NOT_FIT, "school");
    assert_order_refused((const char *const[]){"slogan", "x", "school",
                                               "\xf0\x93\x80\x80", NULL},
                         MESSAGE_TEXT_NO_GLYPH, "school");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_logo_keeps_its_proportion_at_the_outer_edge),
        cmocka_unit_test(logos_of_all_shapes_weigh_alike),
        cmocka_unit_test(a_plate_comes_where_the_art_would_swallow_a_logo),
        cmocka_unit_test(a_plate_lies_inside_the_box),
        cmocka_unit_test(the_photo_has_no_say),
        cmocka_unit_test(every_width_has_it_at_the_same_place),
        cmocka_unit_test(without_a_school_or_a_place_nothing_is_set),
        cmocka_unit_test(a_name_is_set_in_type),
        cmocka_unit_test(a_name_that_cannot_be_set_names_its_field),
    };
    return cmocka_run_group_tests(tests, signs_make, made_up_tidy);
}
