// A QR code as a picture: its frame, its quiet zone and its finder patterns.
// That readers read it is for the web tests.
#include "serve/qr_code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void a_code_has_its_quiet_zone_and_corners(void **state)
{
    (void)state;
    struct buffer svg = {0};
    struct error err = {0};
    // 10 letters at level Q fit in the smallest, of 21 modules.
    assert_true(qr_code_write_svg("https://a/", &svg, &err));
    assert_true(buffer_append(&svg, "", 1));
    const char *text = (const char *)svg.data;
    assert_non_null(strstr(text, "width=\"232\" height=\"232\" "
                                 "viewBox=\"0 0 29 29\""));
    assert_non_null(strstr(text, "M0 0h29v29H0z"));
    // The upper edges of the corners left and right, the lower one of the left.
    assert_non_null(strstr(text, "\" d=\"M0 0h29v29H0z\"/><path d=\"M4 4h7v1"));
    assert_non_null(strstr(text, "M18 4h7v1h-7z"));
    assert_non_null(strstr(text, "M4 24h7v1h-7z"));
    const char *end = "\"/></svg>\n";
    assert_string_equal(text + strlen(text) - strlen(end), end);
    int x;
    int y;
    int width;
    const char *at = strstr(text, "<path d=\"");
    assert_non_null(at);
    while ((at = strchr(at, 'M')) &&
           sscanf(at++, "M%d %dh%dv1", &x, &y, &width) == 3)
        assert_true(x >= 4 && y >= 4 && x + width <= 25 && y < 25);
    buffer_finish(&svg);
}

static void a_text_is_never_markup(void **state)
{
    (void)state;
    struct buffer svg = {0};
    struct error err = {0};
    assert_true(qr_code_write_svg("\"/><script>x</script>", &svg, &err));
    assert_true(buffer_append(&svg, "", 1));
    assert_null(strstr((const char *)svg.data, "script"));
    buffer_finish(&svg);
}

static void a_text_that_is_too_long_is_told(void **state)
{
    (void)state;
    struct buffer svg = {0};
    struct error err = {0};
    char text[4000];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_false(qr_code_write_svg(text, &svg, &err));
    assert_string_equal(err.detail, "a text is too long for a QR code");
    buffer_finish(&svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_has_its_quiet_zone_and_corners),
        cmocka_unit_test(a_text_is_never_markup),
        cmocka_unit_test(a_text_that_is_too_long_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
