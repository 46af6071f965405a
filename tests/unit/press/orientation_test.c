// Orientation against the table of the TIFF 6.0 specification, written out in
// tests/support/picture.c, and against turning pixel by pixel.
#include "press/orientation.h"

#include "picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 5, HEIGHT = 3 };

// Every pixel has a colour of its own.
static void number_pixels(struct picture *picture, int width, int height)
{
    picture_init(picture, width, height);
    for (int i = 0; i < width * height; i++)
        picture->pixels[i * 3] = (uint8_t)(i + 1);
}

static void to_pixmap(const struct picture *picture, struct pixmap *pixmap)
{
    assert_true(pixmap_init(pixmap, picture->width, picture->height));
    for (int i = 0; i < picture->width * picture->height; i++)
        memcpy(pixmap->pixels + i * 4, picture->pixels + i * 3, 3);
}

// Clockwise by 90 degrees: the left column, from below, becomes the top row.
static void turn_once(struct picture *picture)
{
    struct picture turned;
    picture_init(&turned, picture->height, picture->width);
    for (int y = 0; y < turned.height; y++)
        for (int x = 0; x < turned.width; x++)
            memcpy(picture_at(&turned, x, y),
                   picture_at(picture, y, picture->height - 1 - x), 3);
    picture_finish(picture);
    *picture = turned;
}

static void assert_same(const struct pixmap *pixmap,
                        const struct picture *picture)
{
    assert_int_equal(pixmap->width, picture->width);
    assert_int_equal(pixmap->height, picture->height);
    for (int i = 0; i < picture->width * picture->height; i++)
        assert_int_equal(pixmap->pixels[i * 4], picture->pixels[i * 3]);
}

// In pieces of `rows` rows.
static void apply(struct orientation orientation, const struct pixmap *stored,
                  int rows, struct pixmap *upright)
{
    const bool transpose = orientation.transpose;
    assert_true(pixmap_init(upright, transpose ? stored->height : stored->width,
                            transpose ? stored->width : stored->height));
    for (int y = 0; y < stored->height; y += rows)
        orientation_place(orientation, pixmap_row(stored, y), y,
                          stored->height - y < rows ? stored->height - y : rows,
                          upright);
}

static void every_orientation_and_turn_puts_each_pixel_right(void **state)
{
    (void)state;
    for (int value = 1; value <= 8; value++)
        for (int turns = 0; turns < 4; turns++) {
            struct picture expected;
            struct picture stored;
            struct pixmap from;
            struct pixmap upright;
            number_pixels(&expected, WIDTH, HEIGHT);
            picture_store(&expected, value, &stored);
            to_pixmap(&stored, &from);
            for (int i = 0; i < turns; i++)
                turn_once(&expected);
            const struct orientation orientation =
                orientation_turn(orientation_from_exif(value), turns * 90);
            apply(orientation, &from, turns % 2 + 1, &upright);
            assert_same(&upright, &expected);
            pixmap_finish(&from);
            pixmap_finish(&upright);
            picture_finish(&stored);
            picture_finish(&expected);
        }
}

// A rectangle of the upright picture holds the same pixels as the rectangle of
// the stored one that it is said to be.
static void assert_rect(struct orientation orientation,
                        const struct pixmap *stored,
                        const struct pixmap *upright, struct rect rect)
{
    const struct rect there =
        orientation_to_stored(orientation, rect, stored->width, stored->height);
    int sum = 0;
    for (int y = (int)rect.y; y < (int)(rect.y + rect.height); y++)
        for (int x = (int)rect.x; x < (int)(rect.x + rect.width); x++)
            sum += 1 << pixmap_row(upright, y)[x * 4];
    assert_true(there.x >= 0 && there.x + there.width <= stored->width);
    assert_true(there.y >= 0 && there.y + there.height <= stored->height);
    for (int y = (int)there.y; y < (int)(there.y + there.height); y++)
        for (int x = (int)there.x; x < (int)(there.x + there.width); x++)
            sum -= 1 << pixmap_row(stored, y)[x * 4];
    assert_int_equal(sum, 0);
}

static void every_rectangle_is_found_in_the_stored_picture(void **state)
{
    (void)state;
    for (int value = 1; value <= 8; value++)
        for (int turn = 0; turn < 360; turn += 90) {
            const struct orientation orientation =
                orientation_turn(orientation_from_exif(value), turn);
            struct picture numbers;
            struct pixmap stored;
            struct pixmap upright;
            number_pixels(&numbers, WIDTH, HEIGHT);
            to_pixmap(&numbers, &stored);
            apply(orientation, &stored, HEIGHT, &upright);
            for (int y = 0; y < upright.height; y++)
                for (int x = 0; x < upright.width; x++)
                    for (int h = 1; y + h <= upright.height; h++)
                        for (int w = 1; x + w <= upright.width; w++)
                            assert_rect(orientation, &stored, &upright,
                                        (struct rect){x, y, w, h});
            picture_finish(&numbers);
            pixmap_finish(&stored);
            pixmap_finish(&upright);
        }
}

static void any_other_value_leaves_the_picture_as_it_is(void **state)
{
    (void)state;
    static const int values[] = {0, 9, -1, 65535};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        const struct orientation orientation = orientation_from_exif(values[i]);
        assert_false(orientation.transpose || orientation.flip_x ||
                     orientation.flip_y);
    }
}

static void four_turns_are_none(void **state)
{
    (void)state;
    for (int value = 1; value <= 8; value++) {
        const struct orientation once = orientation_from_exif(value);
        struct orientation turned = once;
        for (int i = 0; i < 4; i++)
            turned = orientation_turn(turned, 90);
        assert_memory_equal(&turned, &once, sizeof once);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_orientation_and_turn_puts_each_pixel_right),
        cmocka_unit_test(every_rectangle_is_found_in_the_stored_picture),
        cmocka_unit_test(any_other_value_leaves_the_picture_as_it_is),
        cmocka_unit_test(four_turns_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
