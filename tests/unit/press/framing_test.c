#include "press/framing.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

// A photo, a window and a wish, any at all.
struct scene {
    struct framing framing;
    int width;
    int height;
    double window_width;
    double window_height;
    struct point anchor;
};

enum { ROUNDS = 20000 };

static unsigned random_number(unsigned *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

// 0..1, the ends among them.
static double random_part(unsigned *state)
{
    return random_number(state) % 33 / 32.0;
}

// From 1 px to a panorama's 16,384.
static int random_side(unsigned *state)
{
    const unsigned most = 1u << (1 + random_number(state) % 14);
    return 1 + (int)(random_number(state) % most);
}

static struct scene random_scene(unsigned *state)
{
    struct scene scene;
    scene.width = random_side(state);
    scene.height = random_side(state);
    scene.window_width = random_side(state) + random_part(state);
    scene.window_height = random_side(state) + random_part(state);
    scene.framing = (struct framing){.focus_x = random_part(state),
                                     .focus_y = random_part(state),
                                     .zoom = 1 + 7 * random_part(state)};
    // A design may set its focus a little outside the window.
    scene.anchor = (struct point){1.5 * random_part(state) - 0.25,
                                  1.5 * random_part(state) - 0.25};
    return scene;
}

static struct rect crop_of(const struct scene *scene)
{
    return framing_crop(&scene->framing, scene->width, scene->height,
                        scene->window_width, scene->window_height,
                        scene->anchor);
}

static void assert_near(double seen, double expected, double size)
{
    if (!(fabs(seen - expected) <= 1e-9 * (1 + size)))
        fail_msg("%.12g is not %.12g", seen, expected);
}

static void any_crop_lies_inside_the_photo(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (int i = 0; i < ROUNDS; i++) {
        const struct scene scene = random_scene(&seed);
        const struct rect crop = crop_of(&scene);
        assert_true(crop.x >= 0 && crop.y >= 0);
        assert_true(crop.width > 0 && crop.height > 0);
        assert_true(crop.x + crop.width <= scene.width * (1 + 1e-12));
        assert_true(crop.y + crop.height <= scene.height * (1 + 1e-12));
    }
}

static void a_crop_has_the_shape_of_its_window(void **state)
{
    (void)state;
    unsigned seed = 2;
    for (int i = 0; i < ROUNDS; i++) {
        const struct scene scene = random_scene(&seed);
        const struct rect crop = crop_of(&scene);
        const double shape = scene.window_width / scene.window_height;
        assert_near(crop.width / crop.height / shape, 1, 0);
    }
}

static void a_zoom_of_one_just_covers_the_window(void **state)
{
    (void)state;
    unsigned seed = 3;
    for (int i = 0; i < ROUNDS; i++) {
        struct scene scene = random_scene(&seed);
        const double zoom = scene.framing.zoom;
        const struct rect near = crop_of(&scene);
        scene.framing.zoom = 1;
        const struct rect whole = crop_of(&scene);
        // One side of the photo is there whole, and it is the shorter one.
        const double across = whole.width / scene.width;
        const double down = whole.height / scene.height;
        assert_near(fmax(across, down), 1, 0);
        assert_near(near.width * zoom, whole.width, whole.width);
        assert_near(near.height * zoom, whole.height, whole.height);
    }
}

// What is seen of an axis: the focus on the anchor, or an edge of the photo.
static void assert_axis(double start, double length, double side, double focus,
                        double anchor)
{
    const double there = start + anchor * length;
    if (fabs(there - focus * side) <= 1e-6)
        return;
    if (there > focus * side)
        assert_near(start, 0, side);
    else
        assert_near(start + length, side, side);
}

static void the_focus_meets_the_anchor_unless_an_edge_stops_it(void **state)
{
    (void)state;
    unsigned seed = 4;
    for (int i = 0; i < ROUNDS; i++) {
        const struct scene scene = random_scene(&seed);
        const struct rect crop = crop_of(&scene);
        assert_axis(crop.x, crop.width, scene.width, scene.framing.focus_x,
                    scene.anchor.x);
        assert_axis(crop.y, crop.height, scene.height, scene.framing.focus_y,
                    scene.anchor.y);
    }
}

static void a_mirrored_wish_gives_the_mirrored_crop(void **state)
{
    (void)state;
    unsigned seed = 5;
    for (int i = 0; i < ROUNDS; i++) {
        struct scene scene = random_scene(&seed);
        const struct rect crop = crop_of(&scene);
        scene.framing.focus_x = 1 - scene.framing.focus_x;
        scene.anchor.x = 1 - scene.anchor.x;
        const struct rect mirrored = crop_of(&scene);
        assert_near(mirrored.x, scene.width - crop.x - crop.width, scene.width);
        assert_near(mirrored.y, crop.y, scene.height);
    }
}

static void a_turned_wish_gives_the_turned_crop(void **state)
{
    (void)state;
    unsigned seed = 6;
    for (int i = 0; i < ROUNDS; i++) {
        const struct scene scene = random_scene(&seed);
        const struct rect crop = crop_of(&scene);
        // Across and down change places.
        const struct scene turned = {
            .framing = {.focus_x = scene.framing.focus_y,
                        .focus_y = scene.framing.focus_x,
                        .zoom = scene.framing.zoom},
            .width = scene.height,
            .height = scene.width,
            .window_width = scene.window_height,
            .window_height = scene.window_width,
            .anchor = {scene.anchor.y, scene.anchor.x}};
        const struct rect other = crop_of(&turned);
        assert_near(other.x, crop.y, scene.height);
        assert_near(other.y, crop.x, scene.width);
        assert_near(other.width, crop.height, scene.height);
        assert_near(other.height, crop.width, scene.width);
    }
}

static void small_heads_are_gone_near_to(void **state)
{
    (void)state;
    const struct rect crop = {0, 0, 1000, 1250};
    const struct rect small = {0.45, 0.3, 0.08, 0.1};
    const struct rect large = {0.3, 0.2, 0.4, 0.5};
    const struct rect group = {0.1, 0.3, 0.6, 0.15};
    const struct rect none = {0.5, 0.3, 0, 0};
    // A tenth of 2000 px is 200 px; 0.48 of the window's 1250 are wanted.
    assert_true(framing_zoom_to(small, 1000, 2000, crop, 9) == 2);
    assert_true(framing_zoom_to(small, 1000, 2000, crop, 1.5) == 1.5);
    // So little is not worth it, and a photo without pixels stays far.
    assert_true(framing_zoom_to(small, 1000, 2000, crop, 1.05) == 1);
    assert_true(framing_zoom_to(small, 1000, 2000, crop, 0.4) == 1);
    assert_true(framing_zoom_to(large, 1000, 2000, crop, 9) == 1);
    assert_true(framing_zoom_to(none, 1000, 2000, crop, 9) == 1);
    // A group keeps all its heads: half as much again as they are wide.
    const double zoom = framing_zoom_to(group, 1000, 2000, crop, 9);
    assert_true(zoom > 1.1 && zoom < 1.12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_crop_lies_inside_the_photo),
        cmocka_unit_test(a_crop_has_the_shape_of_its_window),
        cmocka_unit_test(a_zoom_of_one_just_covers_the_window),
        cmocka_unit_test(the_focus_meets_the_anchor_unless_an_edge_stops_it),
        cmocka_unit_test(a_mirrored_wish_gives_the_mirrored_crop),
        cmocka_unit_test(a_turned_wish_gives_the_turned_crop),
        cmocka_unit_test(small_heads_are_gone_near_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
