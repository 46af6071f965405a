// A QR code as a picture: its quiet zone, its three corners, its limits.
#include "serve/qr_code.h"

#include <stdio.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SIDE_MAX = 185, QUIET = 4 };

static bool black[SIDE_MAX][SIDE_MAX];

// Paints the rectangles of a code; its side in modules.
static int paint(const char *text)
{
    struct buffer svg = {0};
    struct error err = {0};
    int side = 0;
    memset(black, 0, sizeof black);
    assert_true(qr_code_write_svg(text, &svg, &err));
    assert_true(buffer_append(&svg, "", 1));
    const char *box = strstr((const char *)svg.data, "viewBox=\"0 0 ");
    assert_non_null(box);
    assert_int_equal(sscanf(box, "viewBox=\"0 0 %d", &side), 1);
    assert_true(side <= SIDE_MAX);
    const char *at = strstr((const char *)svg.data, "d=\"M0 0h") + 3;
    while ((at = strpbrk(at + 1, "M<")) && strncmp(at, "</svg>", 6) != 0) {
        int x;
        int y;
        int width;
        if (sscanf(at, "M%d %dh%dv1", &x, &y, &width) != 3)
            continue;
        assert_true(x >= 0 && y >= 0 && y < side && x + width <= side);
        for (int i = 0; i < width; i++)
            black[y][x + i] = true;
    }
    buffer_finish(&svg);
    return side;
}

// Seven modules wide: a ring, a white ring, a block.
static void assert_corner(int left, int top)
{
    for (int y = 0; y < 7; y++)
        for (int x = 0; x < 7; x++) {
            const int from_edge_x = x < 3 ? x : 6 - x;
            const int from_edge_y = y < 3 ? y : 6 - y;
            const int ring =
                from_edge_x < from_edge_y ? from_edge_x : from_edge_y;
            assert_int_equal(black[top + y][left + x], ring != 1);
        }
}

static void a_code_has_three_corners_and_a_quiet_zone(void **state)
{
    (void)state;
    const int side = paint("https://poster.example.org/embed/sint-jan?lang=fr");
    // A version of a code has 17 modules and four for each step.
    assert_int_equal((side - 2 * QUIET - 17) % 4, 0);
    assert_corner(QUIET, QUIET);
    assert_corner(side - QUIET - 7, QUIET);
    assert_corner(QUIET, side - QUIET - 7);
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++)
            if (x < QUIET || y < QUIET || x >= side - QUIET ||
                y >= side - QUIET)
                assert_false(black[y][x]);
}

static void the_text_is_in_the_modules_alone(void **state)
{
    (void)state;
    struct buffer svg = {0};
    struct error err = {0};
    assert_true(qr_code_write_svg("\"><script>alert(1)</script>", &svg, &err));
    assert_true(buffer_append(&svg, "", 1));
    assert_null(strstr((const char *)svg.data, "script"));
    buffer_finish(&svg);
}

static void a_text_that_is_too_long_is_an_error(void **state)
{
    (void)state;
    struct buffer svg = {0};
    struct error err = {0};
    char text[4000];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_false(qr_code_write_svg(text, &svg, &err));
    assert_int_equal(err.kind, ERROR_SYSTEM);
    assert_non_null(strstr(err.detail, "too long"));
    buffer_finish(&svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_has_three_corners_and_a_quiet_zone),
        cmocka_unit_test(the_text_is_in_the_modules_alone),
        cmocka_unit_test(a_text_that_is_too_long_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
