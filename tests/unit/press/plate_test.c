// When a logo gets a ground of its own, and when a dark one.
#include "press/plate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SIDE = 16, WHITE = 0xffffff, GREEN = 0x0a7a4b, NAVY = 0x1c1b3a };

static uint32_t pixels[SIDE * SIDE];

// A square of one colour.
static struct mark mark_of(uint32_t rgb)
{
    for (int i = 0; i < SIDE * SIDE; i++)
        pixels[i] = 0xff000000 | rgb;
    return (struct mark){
        .proportion = 1, .coverage = 1, .picture = {pixels, SIDE, SIDE, 0}};
}

static bool can_miss(uint32_t rgb, uint32_t paper)
{
    const struct rect all = {0, 0, 1, 1};
    const struct backdrop backdrop = {all, {&paper, 1, 1, 0}};
    const struct mark mark = mark_of(rgb);
    return plate_can_miss(&backdrop, &mark, &all);
}

static void a_logo_that_stands_out_needs_no_plate(void **state)
{
    (void)state;
    assert_true(can_miss(WHITE, NAVY));
    assert_true(can_miss(GREEN, WHITE));
    assert_false(can_miss(WHITE, 0xffd21e));
    // Part of the photo.
    assert_false(can_miss(WHITE, 0x80000000 | NAVY));
}

static void
dark_on_dark_is_lost_at_a_contrast_that_is_enough_in_the_light(void **state)
{
    (void)state;
    assert_false(can_miss(GREEN, NAVY));
    assert_true(can_miss(WHITE, 0xff5a4e));
}

static void a_white_logo_alone_wants_a_dark_ground(void **state)
{
    (void)state;
    struct mark mark = mark_of(WHITE);
    assert_true(plate_is_dark(&mark));
    mark.has_ground = true;
    assert_false(plate_is_dark(&mark));
    mark = mark_of(GREEN);
    assert_false(plate_is_dark(&mark));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_logo_that_stands_out_needs_no_plate),
        cmocka_unit_test(
            dark_on_dark_is_lost_at_a_contrast_that_is_enough_in_the_light),
        cmocka_unit_test(a_white_logo_alone_wants_a_dark_ground),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
