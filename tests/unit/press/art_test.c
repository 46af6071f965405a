// Art: what a drawing can reach, where it lands, and what hides it. Boxes,
// bands and broken drawings are in paint_test.c.
#include "press/art.h"

#include "folder.h"
#include "picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SVG(content)                                                           \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" "                               \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "                            \
    "xmlns:xi=\"http://www.w3.org/2001/XInclude\" viewBox=\"0 0 40 "           \
    "20\">" content "</svg>"

static struct art *open_svg(const char *svg, const char *css)
{
    struct art *art;
    struct error err;
    const struct bytes bytes = {(const uint8_t *)svg, strlen(svg)};
    if (!art_create(&art, bytes, css, "test.svg", &err))
        fail_msg("%s: %s", err.detail, svg);
    return art;
}

// Puts `path` in the place of the @ of a drawing.
static void fill_in(const char *svg, const char *path, char out[2048])
{
    const char *at = strchr(svg, '@');
    snprintf(out, 2048, "%.*s%s%s", (int)(at - svg), svg, path, at + 1);
}

// Draws `under` at one pixel a unit and gives the number of pixels inked.
static int count_inked(const char *svg, const char *css)
{
    struct art *art = open_svg(svg, css);
    struct band band;
    struct error err;
    int inked = 0;
    assert_true(band_init(&band, 40, 20));
    assert_true(
        art_draw(art, "under", &(struct mapping){1, 0, 0}, &band, &err));
    for (int i = 0; i < 40 * 20; i++)
        inked += band.pixels[i] >> 24 != 0;
    band_finish(&band);
    art_destroy(art);
    return inked;
}

// A drawing that would show if a file were read: first that it shows when it
// is inside the drawing, then that it does not when it is a file.
static void no_file_is_reached_from_a_drawing(void **state)
{
    (void)state;
    struct picture red;
    struct buffer png = {0};
    char svg[2048];
    folder_make();
    picture_init(&red, 8, 8);
    memset(red.pixels, 200, 8 * 8 * 3);
    picture_encode_png(&red, &(struct picture_png){.bits = 8}, &png);
    folder_write("red.png", png.data, png.size);
    folder_write_text("red.svg", SVG("<rect id=\"r\" width=\"9\" "
                                     "height=\"9\" fill=\"red\"/>"));
    folder_write_text("red.css", "rect{fill:red}");
    assert_true(count_inked(SVG("<g id=\"under\"><rect width=\"9\" "
                                "height=\"9\" fill=\"red\"/></g>"),
                            "") == 81);
    static const char *const reaching[] = {
        SVG("<g id=\"under\"><image width=\"9\" height=\"9\" "
            "href=\"file://@\"/></g>"),
        SVG("<g id=\"under\"><image width=\"9\" height=\"9\" "
            "xlink:href=\"@\"/></g>"),
        SVG("<g id=\"under\"><image width=\"9\" height=\"9\" "
            "href=\"red.png\"/><!-- @ --></g>"),
    };
    for (size_t i = 0; i < sizeof reaching / sizeof *reaching; i++) {
        fill_in(reaching[i], folder_path("red.png"), svg);
        assert_int_equal(count_inked(svg, ""), 0);
    }
    static const char *const including[] = {
        SVG("<g id=\"under\"><use href=\"file://@#r\"/></g>"),
        SVG("<g id=\"under\"><image width=\"9\" height=\"9\" "
            "href=\"file://@\"/></g>"),
        SVG("<g id=\"under\"><xi:include href=\"file://@\"/></g>"),
    };
    for (size_t i = 0; i < sizeof including / sizeof *including; i++) {
        fill_in(including[i], folder_path("red.svg"), svg);
        assert_int_equal(count_inked(svg, ""), 0);
    }
    fill_in(SVG("<style>#import url(\"file://@\");"
                "</style><g id=\"under\"><rect width=\"9\" height=\"9\" "
                "fill=\"none\"/></g>"),
            folder_path("red.css"), svg);
    *strchr(svg, '#') = '@'; // of @import; fill_in takes the first one
    assert_int_equal(count_inked(svg, ""), 0);
    buffer_finish(&png);
    picture_finish(&red);
    folder_remove();
}

static void an_entity_is_no_way_to_a_file(void **state)
{
    (void)state;
    static const char svg[] =
        "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\">"
        "<g id=\"under\"><text y=\"15\">&x;</text></g></svg>";
    struct art *art = NULL;
    struct error err;
    const struct bytes bytes = {(const uint8_t *)svg, strlen(svg)};
    // Refused or empty, both are well.
    if (art_create(&art, bytes, "", "test.svg", &err)) {
        art_destroy(art);
        assert_int_equal(count_inked(svg, ""), 0);
    }
}

static void what_the_style_hides_is_not_drawn(void **state)
{
    (void)state;
    static const char svg[] =
        SVG("<g id=\"under\"><rect class=\"with-name\" width=\"10\" "
            "height=\"10\"/><rect class=\"without-name\" x=\"20\" width=\"5\" "
            "height=\"5\"/></g>");
    assert_int_equal(count_inked(svg, ""), 125);
    assert_int_equal(count_inked(svg, ".with-name{display:none}"), 25);
    assert_int_equal(count_inked(svg, ".without-name{display:none}"), 100);
}

static void
a_theme_wins_over_attributes_but_not_over_other_classes(void **state)
{
    (void)state;
    struct art *art = open_svg(
        SVG("<g id=\"under\">"
            "<rect class=\"fill-ink\" width=\"10\" height=\"20\" "
            "fill=\"#00ff00\"/>"
            "<rect class=\"fill-ink-soft\" x=\"10\" width=\"10\" "
            "height=\"20\" fill=\"#00ff00\"/>"
            "<path class=\"stroke-ink\" d=\"M25 0v20\" stroke-width=\"4\"/>"
            "<linearGradient id=\"g\"><stop class=\"stop-ink\"/>"
            "</linearGradient>"
            "<rect x=\"30\" width=\"10\" height=\"20\" fill=\"url(#g)\"/>"
            "</g>"),
        ".fill-ink{fill:#ff0000}.stroke-ink{stroke:#0000ff}"
        ".stop-ink{stop-color:#ffff00}");
    struct band band;
    struct error err;
    assert_true(band_init(&band, 40, 20));
    assert_true(
        art_draw(art, "under", &(struct mapping){1, 0, 0}, &band, &err));
    assert_int_equal(band.pixels[40 * 10 + 5], 0xffff0000);
    assert_int_equal(band.pixels[40 * 10 + 15], 0xff00ff00);
    assert_int_equal(band.pixels[40 * 10 + 25], 0xff0000ff);
    assert_int_equal(band.pixels[40 * 10 + 35], 0xffffff00);
    band_finish(&band);
    art_destroy(art);
}

static void a_mapping_moves_and_scales_boxes_and_drawing_alike(void **state)
{
    (void)state;
    static const char svg[] =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"100 50 40 20\">"
        "<g id=\"under\"><rect id=\"r\" x=\"110\" y=\"55\" width=\"10\" "
        "height=\"5\"/></g></svg>";
    struct art *art = open_svg(svg, "");
    const struct mapping mapping = {3, -280, -150};
    struct band band;
    struct error err;
    struct rect box;
    assert_true(art_box(art, "r", &box));
    assert_true(band_init(&band, 120, 60));
    assert_true(art_draw(art, "under", &mapping, &band, &err));
    const int left = (int)lround(box.x * 3 - 280);
    const int top = (int)lround(box.y * 3 - 150);
    assert_int_equal(left, 50);
    assert_int_equal(top, 15);
    for (int y = 0; y < 60; y++)
        for (int x = 0; x < 120; x++) {
            const bool inside =
                x >= left && x < left + 30 && y >= top && y < top + 15;
            assert_int_equal(band.pixels[y * 120 + x] >> 24, inside ? 255 : 0);
        }
    band_finish(&band);
    art_destroy(art);
}

static void a_band_of_no_size_is_refused(void **state)
{
    (void)state;
    struct band band;
    assert_false(band_init(&band, 0, 10));
    assert_false(band_init(&band, 10, 0));
    assert_false(band_init(&band, -1, 10));
    band_finish(&band);
    art_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_file_is_reached_from_a_drawing),
        cmocka_unit_test(an_entity_is_no_way_to_a_file),
        cmocka_unit_test(what_the_style_hides_is_not_drawn),
        cmocka_unit_test(
            a_theme_wins_over_attributes_but_not_over_other_classes),
        cmocka_unit_test(a_mapping_moves_and_scales_boxes_and_drawing_alike),
        cmocka_unit_test(a_band_of_no_size_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
