#include "drawn_face.h"
#include "press/faces.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CASCADE "/usr/share/opencv4/lbpcascades/lbpcascade_frontalface.xml"

enum { WALL = 0x808890, SKIN = 0xd9a47e };

static struct cascade *cascade;

static int open_cascade(void **state)
{
    (void)state;
    struct error err = {0};
    return cascade_create(&cascade, CASCADE, &err) ? 0 : -1;
}

static int close_cascade(void **state)
{
    (void)state;
    cascade_destroy(cascade);
    return 0;
}

static size_t find(const struct pixmap *picture, struct face faces[FACES_MAX])
{
    size_t count;
    assert_true(faces_find(cascade, picture, faces, &count));
    return count;
}

// A drawn head's eyes and mouth lie a little below its middle.
static void assert_lies(const struct face *face, const struct pixmap *picture,
                        const struct rect *head)
{
    const double x = (face->box.x + face->box.width / 2) * picture->width;
    const double y = (face->box.y + face->box.height / 2) * picture->height;
    const double width = face->box.width * picture->width;
    assert_true(fabs(x - head->x - head->width / 2) < 0.1 * head->width);
    assert_true(fabs(y - head->y - 0.55 * head->height) < 0.1 * head->height);
    assert_true(width > 0.8 * head->width && width < 1.25 * head->width);
}

static void assert_is(const struct face *face, const struct pixmap *picture,
                      const struct rect *head)
{
    assert_lies(face, picture, head);
    assert_true(face->hits >= 10);
}

static void assert_found(int width, int height, struct rect head, unsigned skin,
                         unsigned wall)
{
    struct pixmap picture = drawn_face_wall(width, height, wall);
    struct face faces[FACES_MAX];
    drawn_face_paint(&picture, head, skin);
    const size_t count = find(&picture, faces);
    if (count != 1)
        fail_msg("%zu faces for one at %g, %g, %g px high, %06x on %06x", count,
                 head.x, head.y, head.height, skin, wall);
    assert_is(&faces[0], &picture, &head);
    pixmap_finish(&picture);
}

static void a_face_is_found_wherever_it_is(void **state)
{
    (void)state;
    for (int y = 10; y <= 280; y += 90)
        for (int x = 10; x <= 470; x += 115)
            assert_found(600, 450, (struct rect){x, y, 120, 160}, SKIN, WALL);
}

static void
a_face_is_found_from_a_twelfth_of_the_height_to_all_of_it(void **state)
{
    (void)state;
    for (double height = 50; height < 600; height *= 1.3)
        assert_found(400, 600,
                     (struct rect){200 - 0.325 * height, (600 - height) / 3,
                                   0.65 * height, height},
                     SKIN, WALL);
}

// A close-up: what a face's window wants to see lies in part outside.
static void a_face_that_fills_the_picture_is_found(void **state)
{
    (void)state;
    static const struct rect heads[] = {{-15, -60, 330, 440},
                                        {-60, -110, 420, 560},
                                        {-90, -130, 390, 520},
                                        {-10, -90, 390, 520}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct pixmap picture = drawn_face_wall(300, 400, WALL);
        struct face faces[FACES_MAX];
        drawn_face_paint(&picture, heads[i], SKIN);
        assert_int_equal(find(&picture, faces), 1);
        assert_lies(&faces[0], &picture, &heads[i]);
        pixmap_finish(&picture);
    }
}

static void a_face_of_any_colour_is_found(void **state)
{
    (void)state;
    static const unsigned skins[] = {0xf2d3bf, 0xd9a47e, 0xa56b46,
                                     0x6b4128, 0x3d2417, 0xc8c8c8};
    static const unsigned walls[] = {WALL, 0xffffff, 0x204020, 0x902030};
    for (size_t i = 0; i < sizeof skins / sizeof *skins; i++)
        for (size_t k = 0; k < sizeof walls / sizeof *walls; k++)
            assert_found(500, 500, (struct rect){150, 100, 150, 200}, skins[i],
                         walls[k]);
}

static void a_face_in_the_dark_is_found(void **state)
{
    (void)state;
    assert_found(500, 500, (struct rect){150, 100, 150, 200}, 0x30241c,
                 0x101114);
}

static void every_face_of_a_group_is_found(void **state)
{
    (void)state;
    static const struct rect heads[] = {{40, 60, 90, 120},
                                        {220, 30, 90, 120},
                                        {400, 80, 90, 120},
                                        {560, 50, 75, 100}};
    struct pixmap picture = drawn_face_wall(700, 400, WALL);
    for (size_t i = 0; i < 4; i++)
        drawn_face_paint(&picture, heads[i], SKIN);
    struct face faces[FACES_MAX];
    assert_int_equal(find(&picture, faces), 4);
    for (size_t i = 0; i < 4; i++) {
        size_t k = 0;
        while (k < 4 && fabs(faces[k].box.x * 700 - heads[i].x) > 40)
            k++;
        assert_true(k < 4);
        assert_is(&faces[k], &picture, &heads[i]);
    }
    for (size_t i = 1; i < 4; i++)
        assert_true(faces[i - 1].hits >= faces[i].hits);
    pixmap_finish(&picture);
}

static void more_faces_than_there_is_room_for_are_left_out(void **state)
{
    (void)state;
    struct pixmap picture = drawn_face_wall(800, 600, WALL);
    for (int y = 20; y < 500; y += 110)
        for (int x = 20; x < 740; x += 90)
            drawn_face_paint(&picture, (struct rect){x, y, 66, 88}, SKIN);
    struct face faces[FACES_MAX + 1];
    memset(&faces[FACES_MAX], 0x5a, sizeof faces[0]);
    assert_int_equal(find(&picture, faces), FACES_MAX);
    for (size_t i = 0; i < sizeof faces[0]; i++)
        assert_int_equal(((uint8_t *)&faces[FACES_MAX])[i], 0x5a);
    pixmap_finish(&picture);
}

static void
beside_a_sure_face_much_smaller_ones_are_not_looked_for(void **state)
{
    (void)state;
    const struct rect small = {520, 60, 45, 60};
    struct pixmap picture = drawn_face_wall(600, 450, WALL);
    struct face faces[FACES_MAX];
    drawn_face_paint(&picture, small, SKIN);
    assert_int_equal(find(&picture, faces), 1);
    const struct rect large = {100, 60, 240, 320};
    drawn_face_paint(&picture, large, SKIN);
    assert_int_equal(find(&picture, faces), 1);
    assert_is(&faces[0], &picture, &large);
    pixmap_finish(&picture);
}

static void a_face_upside_down_is_none(void **state)
{
    (void)state;
    struct pixmap picture = drawn_face_wall(400, 400, WALL);
    struct pixmap turned = drawn_face_wall(400, 400, WALL);
    drawn_face_paint(&picture, (struct rect){120, 100, 150, 200}, SKIN);
    for (int y = 0; y < 400; y++)
        memcpy(pixmap_row(&turned, y), pixmap_row(&picture, 399 - y), 4 * 400);
    struct face faces[FACES_MAX];
    assert_int_equal(find(&turned, faces), 0);
    pixmap_finish(&turned);
    pixmap_finish(&picture);
}

static void a_wall_has_no_face(void **state)
{
    (void)state;
    static const unsigned walls[] = {0, WALL, SKIN, 0xffffff};
    for (size_t i = 0; i < 4; i++) {
        struct pixmap picture = drawn_face_wall(640, 480, walls[i]);
        struct face faces[FACES_MAX];
        assert_int_equal(find(&picture, faces), 0);
        pixmap_finish(&picture);
    }
}

static void noise_has_no_face(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 4; round++) {
        struct pixmap picture = drawn_face_wall(400, 300, 0);
        for (int i = 0; i < 4 * 400 * 300; i++) {
            seed = seed * 1664525 + 1013904223;
            if (i % 4 != 3)
                picture.pixels[i] = (uint8_t)(seed >> 24);
        }
        struct face faces[FACES_MAX];
        assert_int_equal(find(&picture, faces), 0);
        pixmap_finish(&picture);
    }
}

static void a_face_cut_out_of_a_photo_is_found(void **state)
{
    (void)state;
    // Around the head all is transparent.
    struct pixmap picture;
    assert_true(pixmap_init(&picture, 500, 400));
    const struct rect head = {150, 80, 150, 200};
    drawn_face_paint(&picture, head, SKIN);
    struct face faces[FACES_MAX];
    assert_int_equal(find(&picture, faces), 1);
    assert_is(&faces[0], &picture, &head);
    pixmap_finish(&picture);
}

static void a_picture_of_any_size_is_looked_at(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {1, 1},  {2, 1},     {1, 16384}, {16384, 1}, {23, 23},
        {24, 7}, {3, 16384}, {400, 400}, {401, 399}, {1000, 40}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct pixmap picture = drawn_face_wall(sizes[i][0], sizes[i][1], SKIN);
        struct face faces[FACES_MAX];
        assert_int_equal(find(&picture, faces), 0);
        pixmap_finish(&picture);
    }
}

static void a_picture_of_nothing_has_no_face(void **state)
{
    (void)state;
    struct pixmap picture;
    assert_true(pixmap_init(&picture, 300, 200));
    struct face faces[FACES_MAX];
    assert_int_equal(find(&picture, faces), 0);
    pixmap_finish(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_face_is_found_wherever_it_is),
        cmocka_unit_test(
            a_face_is_found_from_a_twelfth_of_the_height_to_all_of_it),
        cmocka_unit_test(a_face_that_fills_the_picture_is_found),
        cmocka_unit_test(a_face_of_any_colour_is_found),
        cmocka_unit_test(a_face_in_the_dark_is_found),
        cmocka_unit_test(every_face_of_a_group_is_found),
        cmocka_unit_test(more_faces_than_there_is_room_for_are_left_out),
        cmocka_unit_test(
            beside_a_sure_face_much_smaller_ones_are_not_looked_for),
        cmocka_unit_test(a_face_upside_down_is_none),
        cmocka_unit_test(a_wall_has_no_face),
        cmocka_unit_test(noise_has_no_face),
        cmocka_unit_test(a_face_cut_out_of_a_photo_is_found),
        cmocka_unit_test(a_picture_of_any_size_is_looked_at),
        cmocka_unit_test(a_picture_of_nothing_has_no_face),
    };
    return cmocka_run_group_tests(tests, open_cascade, close_cascade);
}
