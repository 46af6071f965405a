#include "drawn_face.h"
#include "press/focus.h"
#include "press/subject.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CASCADE "/usr/share/opencv4/lbpcascades/" FOCUS_CASCADE_FILE

enum { WALL = 0x808890, SKIN = 0xa56b46, SHIRT = 0x303860 };

static struct focus_finder *finder;

static int open_finder(void **state)
{
    (void)state;
    struct error err = {0};
    return focus_create(&finder, CASCADE, &err) ? 0 : -1;
}

static int close_finder(void **state)
{
    (void)state;
    focus_destroy(finder);
    return 0;
}

static void fill(const struct pixmap *picture, struct rect box, unsigned rgb)
{
    for (int y = (int)box.y; y < box.y + box.height; y++)
        for (int x = (int)box.x; x < box.x + box.width; x++) {
            uint8_t *pixel = pixmap_row(picture, y) + (ptrdiff_t)4 * x;
            pixel[0] = (uint8_t)(rgb >> 16);
            pixel[1] = (uint8_t)(rgb >> 8 & 0xff);
            pixel[2] = (uint8_t)(rgb & 0xff);
            pixel[3] = 255;
        }
}

static struct focus find(const struct pixmap *picture)
{
    struct focus focus = {.point = {-1, -1}};
    assert_true(focus_find(finder, picture, &focus));
    assert_true(focus.point.x >= 0 && focus.point.x <= 1);
    assert_true(focus.point.y >= 0 && focus.point.y <= 1);
    return focus;
}

static void assert_point(struct point seen, double x, double y, double slack)
{
    if (!(fabs(seen.x - x) <= slack && fabs(seen.y - y) <= slack))
        fail_msg("%.3f, %.3f is not %.3f, %.3f", seen.x, seen.y, x, y);
}

// A person: a head above shoulders.
static void paint_person(const struct pixmap *picture, double scale, double x,
                         double y)
{
    fill(picture,
         (struct rect){(x - 60) * scale, (y + 110) * scale, 240 * scale,
                       200 * scale},
         SHIRT);
    drawn_face_paint(
        picture, (struct rect){x * scale, y * scale, 120 * scale, 150 * scale},
        SKIN);
}

static void the_focus_is_the_middle_of_the_head(void **state)
{
    (void)state;
    for (int x = 70; x <= 600; x += 130) {
        struct pixmap picture = drawn_face_wall(800, 450, WALL);
        paint_person(&picture, 1, x, 60);
        const struct focus focus = find(&picture);
        assert_point(focus.point, (x + 60) / 800.0, 135 / 450.0, 0.03);
        // Hair to chin, and ear to ear.
        assert_true(focus.heads.x * 800 <= x + 6);
        assert_true((focus.heads.x + focus.heads.width) * 800 >= x + 114);
        assert_true(focus.heads.y * 450 <= 60 + 8);
        assert_true((focus.heads.y + focus.heads.height) * 450 >= 210 - 8);
        pixmap_finish(&picture);
    }
}

static void the_size_of_the_picture_hardly_matters(void **state)
{
    (void)state;
    static const int longer[] = {300, 400, 600, 1200, 2400};
    for (size_t i = 0; i < sizeof longer / sizeof *longer; i++) {
        const double scale = longer[i] / 800.0;
        struct pixmap picture =
            drawn_face_wall(longer[i], (int)(450 * scale), WALL);
        paint_person(&picture, scale, 500, 80);
        assert_point(find(&picture).point, 560 / 800.0, 155 / 450.0, 0.02);
        pixmap_finish(&picture);
    }
}

static void the_focus_of_a_group_is_the_middle_of_all_heads(void **state)
{
    (void)state;
    struct pixmap picture = drawn_face_wall(1000, 600, WALL);
    drawn_face_paint(&picture, (struct rect){100, 100, 120, 150}, SKIN);
    drawn_face_paint(&picture, (struct rect){350, 60, 120, 150}, SKIN);
    drawn_face_paint(&picture, (struct rect){500, 140, 120, 150}, SKIN);
    const struct focus focus = find(&picture);
    assert_point(focus.point, 360 / 1000.0, 175 / 600.0, 0.03);
    pixmap_finish(&picture);
}

static void people_far_behind_do_not_draw_the_focus_away(void **state)
{
    (void)state;
    struct pixmap picture = drawn_face_wall(900, 600, WALL);
    drawn_face_paint(&picture, (struct rect){120, 80, 240, 300}, SKIN);
    drawn_face_paint(&picture, (struct rect){740, 120, 98, 123}, SKIN);
    const struct focus focus = find(&picture);
    assert_point(focus.point, 240 / 900.0, 230 / 600.0, 0.03);
    pixmap_finish(&picture);
}

static void assert_no_heads(const struct focus *focus)
{
    assert_true(focus->heads.width == 0 && focus->heads.height == 0);
}

static void a_picture_of_nothing_has_its_focus_where_heads_are(void **state)
{
    (void)state;
    struct pixmap walls[3] = {drawn_face_wall(400, 300, WALL),
                              drawn_face_wall(300, 500, 0xffffff)};
    assert_true(pixmap_init(&walls[2], 640, 480)); // transparent
    for (int i = 0; i < 3; i++) {
        const struct focus focus = find(&walls[i]);
        assert_point(focus.point, 0.5, 1 / 3.0, 1e-9);
        assert_no_heads(&focus);
        pixmap_finish(&walls[i]);
    }
}

static void a_back_draws_the_focus_to_its_side(void **state)
{
    (void)state;
    for (int side = 0; side < 2; side++) {
        // No face: hair above a shirt.
        struct pixmap picture = drawn_face_wall(800, 450, WALL);
        const double x = side ? 560 : 60;
        fill(&picture, (struct rect){x + 50, 60, 90, 110}, 0x302018);
        fill(&picture, (struct rect){x, 170, 180, 280}, SHIRT);
        const struct focus focus = find(&picture);
        assert_no_heads(&focus);
        assert_point(focus.point, (x + 90) / 800.0, 1 / 3.0, 0.1);
        pixmap_finish(&picture);
    }
}

static void a_trifle_does_not_draw_the_subject_away(void **state)
{
    (void)state;
    struct pixmap picture = drawn_face_wall(800, 450, WALL);
    fill(&picture, (struct rect){100, 80, 160, 370}, SHIRT);
    fill(&picture, (struct rect){700, 80, 20, 370}, SHIRT);
    struct subject subject;
    assert_true(subject_find(&picture, &subject));
    assert_true(fabs(subject.x - 180 / 800.0) < 0.02);
    assert_true(subject.certainty > 0.3);
    pixmap_finish(&picture);
}

static void what_is_everywhere_leaves_the_focus_near_the_middle(void **state)
{
    (void)state;
    // Posts from side to side, thicker on the left.
    struct pixmap picture = drawn_face_wall(800, 450, WALL);
    for (int i = 0; i < 10; i++)
        fill(&picture, (struct rect){20 + 78 * i, 50, 48 - 2 * i, 400}, SHIRT);
    const struct focus focus = find(&picture);
    assert_no_heads(&focus);
    assert_point(focus.point, 0.5, 1 / 3.0, 0.05);
    pixmap_finish(&picture);
}

static void what_is_above_counts_for_more_than_what_is_below(void **state)
{
    (void)state;
    struct pixmap picture = drawn_face_wall(800, 450, WALL);
    fill(&picture, (struct rect){100, 60, 150, 120}, SHIRT);
    fill(&picture, (struct rect){530, 300, 190, 120}, SHIRT);
    struct subject subject;
    assert_true(subject_find(&picture, &subject));
    assert_true(subject.x < 0.3);
    pixmap_finish(&picture);
}

static void a_hole_in_a_cut_out_is_no_subject(void **state)
{
    (void)state;
    struct pixmap picture = drawn_face_wall(800, 450, WALL);
    for (int y = 100; y < 350; y++)
        memset(pixmap_row(&picture, y) + (ptrdiff_t)4 * 100, 0, 4 * 200);
    assert_point(find(&picture).point, 0.5, 1 / 3.0, 0.05);
    pixmap_finish(&picture);
}

static void noise_has_its_focus_in_the_middle(void **state)
{
    (void)state;
    struct pixmap picture = drawn_face_wall(700, 500, 0);
    uint32_t seed = 3;
    for (int i = 0; i < 4 * 700 * 500; i++) {
        seed = seed * 1664525 + 1013904223;
        if (i % 4 != 3)
            picture.pixels[i] = (uint8_t)(seed >> 24);
    }
    assert_point(find(&picture).point, 0.5, 1 / 3.0, 0.03);
    pixmap_finish(&picture);
}

static void a_mirrored_back_has_the_mirrored_focus(void **state)
{
    (void)state;
    struct pixmap picture = drawn_face_wall(640, 480, WALL);
    struct pixmap mirrored = drawn_face_wall(640, 480, WALL);
    fill(&picture, (struct rect){80, 100, 200, 380}, SHIRT);
    fill(&mirrored, (struct rect){360, 100, 200, 380}, SHIRT);
    const struct focus focus = find(&picture);
    const struct focus other = find(&mirrored);
    assert_true(focus.point.x < 0.45);
    assert_point(other.point, 1 - focus.point.x, focus.point.y, 1e-9);
    pixmap_finish(&mirrored);
    pixmap_finish(&picture);
}

static void what_is_transparent_is_background(void **state)
{
    (void)state;
    struct pixmap picture;
    assert_true(pixmap_init(&picture, 800, 400));
    fill(&picture, (struct rect){100, 50, 150, 350}, SHIRT);
    const struct focus focus = find(&picture);
    assert_no_heads(&focus);
    assert_point(focus.point, 175 / 800.0, 1 / 3.0, 0.1);
    pixmap_finish(&picture);
}

static void a_picture_of_any_size_has_a_focus(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1},  {2, 3},     {1, 16384}, {16384, 1},
                                   {24, 7}, {16384, 3}, {63, 65},   {401, 399}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct pixmap picture = drawn_face_wall(sizes[i][0], sizes[i][1], WALL);
        const struct focus focus = find(&picture);
        assert_point(focus.point, 0.5, 1 / 3.0, 1e-9);
        assert_no_heads(&focus);
        pixmap_finish(&picture);
    }
}

static void the_same_picture_has_the_same_focus(void **state)
{
    (void)state;
    struct pixmap picture = drawn_face_wall(777, 555, WALL);
    paint_person(&picture, 1, 333, 44);
    const struct focus first = find(&picture);
    const struct focus second = find(&picture);
    assert_memory_equal(&first, &second, sizeof first);
    pixmap_finish(&picture);
}

static void without_its_cascade_there_is_no_finder(void **state)
{
    (void)state;
    struct focus_finder *none;
    struct error err = {0};
    assert_false(focus_create(&none, "/nowhere/" FOCUS_CASCADE_FILE, &err));
    assert_null(none);
    assert_int_equal(err.kind, ERROR_SYSTEM);
    assert_non_null(strstr(err.detail, "opencv-data"));
    focus_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_focus_is_the_middle_of_the_head),
        cmocka_unit_test(the_size_of_the_picture_hardly_matters),
        cmocka_unit_test(the_focus_of_a_group_is_the_middle_of_all_heads),
        cmocka_unit_test(people_far_behind_do_not_draw_the_focus_away),
        cmocka_unit_test(a_picture_of_nothing_has_its_focus_where_heads_are),
        cmocka_unit_test(a_back_draws_the_focus_to_its_side),
        cmocka_unit_test(a_trifle_does_not_draw_the_subject_away),
        cmocka_unit_test(what_is_everywhere_leaves_the_focus_near_the_middle),
        cmocka_unit_test(what_is_above_counts_for_more_than_what_is_below),
        cmocka_unit_test(a_hole_in_a_cut_out_is_no_subject),
        cmocka_unit_test(noise_has_its_focus_in_the_middle),
        cmocka_unit_test(a_mirrored_back_has_the_mirrored_focus),
        cmocka_unit_test(what_is_transparent_is_background),
        cmocka_unit_test(a_picture_of_any_size_has_a_focus),
        cmocka_unit_test(the_same_picture_has_the_same_focus),
        cmocka_unit_test(without_its_cascade_there_is_no_finder),
    };
    return cmocka_run_group_tests(tests, open_finder, close_finder);
}
