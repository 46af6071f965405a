// The rooms between a plan and a file: framing, blend, art, canvas, encoder.
#include "press/art.h"
#include "press/blend.h"
#include "press/canvas.h"
#include "press/encode_png.h"
#include "press/framing.h"

#include "picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_crop_fills_the_window_and_stays_inside_the_photo(void **state)
{
    (void)state;
    static const double focus[] = {0, 0.2, 0.5, 0.9, 1};
    static const int sizes[][4] = {{400, 300, 100, 100},
                                   {300, 400, 200, 90},
                                   {50, 50, 1080, 1350},
                                   {4032, 3024, 1080, 1920}};
    for (int i = 0; i < 4 * 5 * 5 * 3; i++) {
        const int *size = sizes[i % 4];
        const struct framing framing = {.has_focus = true,
                                        .focus_x = focus[i / 4 % 5],
                                        .focus_y = focus[i / 20 % 5],
                                        .zoom = 1 + i / 100 * 1.7};
        const struct point anchor = {0.5, 0.4};
        const struct rect crop =
            framing_crop(&framing, size[0], size[1], size[2], size[3], anchor);
        assert_true(crop.x >= 0 && crop.y >= 0);
        assert_true(crop.x + crop.width <= size[0] + 1e-9);
        assert_true(crop.y + crop.height <= size[1] + 1e-9);
        assert_true(fabs(crop.width / crop.height - (double)size[2] / size[3]) <
                    1e-9);
        // The focus lies on the anchor, or the crop at an edge of the photo.
        const double x = framing.focus_x * size[0] - anchor.x * crop.width;
        const double y = framing.focus_y * size[1] - anchor.y * crop.height;
        assert_true(fabs(crop.x - fmax(0, fmin(x, size[0] - crop.width))) <
                    1e-9);
        assert_true(fabs(crop.y - fmax(0, fmin(y, size[1] - crop.height))) <
                    1e-9);
        // At zoom 1 one side of the photo is used whole.
        if (framing.zoom == 1)
            assert_true(fabs(crop.width - size[0]) < 1e-9 ||
                        fabs(crop.height - size[1]) < 1e-9);
    }
}

// `from` over `to`, both 0..255, by the definition.
static uint32_t exact(uint32_t to, uint32_t from, uint32_t alpha)
{
    return (uint32_t)floor((from * alpha + to * (255.0 - alpha)) / 255 + 0.5);
}

static void a_colour_covers_as_the_definition_says(void **state)
{
    (void)state;
    for (uint32_t alpha = 0; alpha < 256; alpha++)
        for (uint32_t to = 0; to < 256; to += 5)
            for (uint32_t from = 0; from < 256; from += 15) {
                uint32_t pixel = to << 16 | to << 8 | to;
                blend_color(&pixel, from << 16 | from << 8 | from,
                            (uint8_t)alpha, 1);
                const int off =
                    (int)(pixel & 0xff) - (int)exact(to, from, alpha);
                // Two roundings, of the colour and of what it covers.
                assert_in_range(off + 1, 0, 2);
                assert_int_equal(pixel >> 16 & 0xff, pixel & 0xff);
                assert_int_equal(pixel >> 8 & 0xff, pixel & 0xff);
            }
}

static void art_covers_and_clear_art_changes_nothing(void **state)
{
    (void)state;
    uint32_t to[4] = {0x102030, 0x102030, 0x102030, 0xffffff};
    const uint32_t from[4] = {0, 0xff405060, 0x80400000, 0xff000000};
    blend_argb(to, from, 4);
    assert_int_equal(to[0] & 0xffffff, 0x102030);
    assert_int_equal(to[1] & 0xffffff, 0x405060);
    assert_int_equal(to[2] & 0xffffff, 0x481018);
    assert_int_equal(to[3] & 0xffffff, 0);
}

static void a_photo_shows_where_its_mask_is(void **state)
{
    (void)state;
    uint32_t to[3] = {0x101010, 0x101010, 0x101010};
    const uint8_t from[12] = {10, 20, 30, 255, 10, 20, 30, 255, 0, 0, 0, 0};
    const uint32_t mask[3] = {0, 0xff123456, 0xff000000};
    blend_rgba_masked(to, from, mask, 3);
    assert_int_equal(to[0] & 0xffffff, 0x101010);
    assert_int_equal(to[1] & 0xffffff, 0x0a141e);
    assert_int_equal(to[2] & 0xffffff, 0x101010);
}

static const char svg[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"10 20 200 100\">"
    "<rect id=\"box\" x=\"30\" y=\"40\" width=\"50\" height=\"25\" "
    "stroke=\"red\" stroke-width=\"4\"/>"
    "<g id=\"under\"><rect x=\"10\" y=\"20\" width=\"100\" height=\"100\" "
    "class=\"fill-accent\" fill=\"#000000\"/>"
    "<circle cx=\"150\" cy=\"70\" r=\"40\" fill=\"#00ff00\"/>"
    "<image href=\"file:///etc/passwd\" width=\"9\" height=\"9\"/>"
    "<rect class=\"with-name\" x=\"10\" y=\"20\" width=\"5\" height=\"5\" "
    "fill=\"#0000ff\"/></g></svg>";

static struct art *open_svg(const char *css)
{
    struct art *art;
    struct error err;
    const struct bytes bytes = {(const uint8_t *)svg, sizeof svg - 1};
    if (!art_create(&art, bytes, css, "test.svg", &err))
        fail_msg("%s", err.detail);
    return art;
}

static void boxes_are_in_the_units_of_the_drawing(void **state)
{
    (void)state;
    struct art *art = open_svg("");
    struct rect box;
    assert_true(art_box(art, "box", &box));
    assert_true(fabs(box.x - 30) < 1e-6 && fabs(box.y - 40) < 1e-6);
    assert_true(fabs(box.width - 50) < 1e-6 && fabs(box.height - 25) < 1e-6);
    assert_false(art_box(art, "none", &box));
    assert_true(art_has(art, "under"));
    assert_false(art_has(art, "over"));
    const struct rect view = art_view_box(art);
    assert_true(view.x == 10 && view.y == 20 && view.width == 200);
    art_destroy(art);
}

static void a_theme_colours_and_switches(void **state)
{
    (void)state;
    struct art *art = open_svg(".fill-accent{fill:#ff0000}"
                               ".with-name{display:none}");
    const struct mapping mapping = {1, -10, -20};
    struct band band;
    struct error err;
    assert_true(band_init(&band, 200, 100));
    assert_true(art_draw(art, "under", &mapping, &band, &err));
    assert_int_equal(band.pixels[0], 0xffff0000);
    assert_int_equal(band.pixels[50 * 200 + 140], 0xff00ff00);
    assert_int_equal(band.pixels[199], 0);
    // An object that is not there leaves nothing of the one before.
    assert_true(art_draw(art, "over", &mapping, &band, &err));
    assert_int_equal(band.pixels[0], 0);
    band_finish(&band);
    art_destroy(art);
}

static void bands_are_the_stripes_of_the_whole(void **state)
{
    (void)state;
    struct art *art = open_svg("");
    const struct mapping mapping = {1.5, -15, -30};
    struct band whole;
    struct band band;
    struct error err;
    assert_true(band_init(&whole, 300, 150) && band_init(&band, 300, 40));
    assert_true(art_draw(art, "under", &mapping, &whole, &err));
    for (band.top = 0; band.top < 120; band.top += 40) {
        assert_true(art_draw(art, "under", &mapping, &band, &err));
        assert_memory_equal(band.pixels, whole.pixels + band.top * 300,
                            300 * 40 * sizeof *band.pixels);
    }
    band_finish(&whole);
    band_finish(&band);
    art_destroy(art);
}

static void what_is_no_drawing_is_told(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "", "x", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 0 0\"/>"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct art *art;
        struct error err;
        const struct bytes bytes = {(const uint8_t *)wrong[i],
                                    strlen(wrong[i])};
        assert_false(art_create(&art, bytes, "", "test.svg", &err));
        assert_null(art);
        assert_int_equal(err.message, MESSAGE_CONFIGURATION);
        assert_non_null(strstr(err.detail, "test.svg"));
    }
}

// The names of the chunks of a PNG, in order, "IDAT" once.
static void list_chunks(const struct buffer *file, char *names, size_t size)
{
    names[0] = '\0';
    for (size_t at = 8; at + 8 <= file->size;) {
        const uint8_t *p = file->data + at;
        const size_t length =
            (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
        char name[5] = "";
        memcpy(name, p + 4, 4);
        if (!strstr(names, name))
            snprintf(names + strlen(names), size - strlen(names), "%s ", name);
        at += length + 12;
    }
}

static void a_poster_comes_back_as_it_was_painted(void **state)
{
    (void)state;
    struct picture drawn;
    struct picture decoded;
    struct buffer file = {0};
    struct buffer again = {0};
    struct error err;
    char chunks[64];
    struct canvas *canvas = canvas_create(123, 45, CANVAS_WHITE);
    assert_int_equal(canvas_row(canvas, 44)[122] & 0xffffff, 0xffffff);
    picture_init(&drawn, 123, 45);
    picture_draw(&drawn);
    for (int y = 0; y < 45; y++)
        for (int x = 0; x < 123; x++) {
            const uint8_t *p = picture_at(&drawn, x, y);
            canvas_row(canvas, y)[x] =
                (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
        }
    assert_true(
        encode_png(canvas, &(struct png_wish){.dpi = 300}, &file, &err));
    assert_true(
        encode_png(canvas, &(struct png_wish){.dpi = 300}, &again, &err));
    assert_int_equal(file.size, again.size);
    assert_memory_equal(file.data, again.data, file.size);
    picture_decode_png(buffer_view(&file), &decoded);
    assert_memory_equal(decoded.pixels, drawn.pixels, 123 * 45 * 3);
    list_chunks(&file, chunks, sizeof chunks);
    assert_string_equal(chunks, "IHDR sRGB pHYs IDAT IEND ");
    // 300 dpi are 11,811 pixels in a metre.
    const uint8_t phys[] = {'p',  'H', 'Y', 's',  0,    0, 0x2e,
                            0x23, 0,   0,   0x2e, 0x23, 1};
    assert_non_null(memmem(file.data, file.size, phys, sizeof phys));
    buffer_finish(&again);
    assert_true(encode_png(canvas, &(struct png_wish){.dpi = 0}, &again, &err));
    list_chunks(&again, chunks, sizeof chunks);
    assert_string_equal(chunks, "IHDR sRGB IDAT IEND ");
    buffer_finish(&file);
    buffer_finish(&again);
    picture_finish(&drawn);
    picture_finish(&decoded);
    canvas_destroy(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_crop_fills_the_window_and_stays_inside_the_photo),
        cmocka_unit_test(a_colour_covers_as_the_definition_says),
        cmocka_unit_test(art_covers_and_clear_art_changes_nothing),
        cmocka_unit_test(a_photo_shows_where_its_mask_is),
        cmocka_unit_test(boxes_are_in_the_units_of_the_drawing),
        cmocka_unit_test(a_theme_colours_and_switches),
        cmocka_unit_test(bands_are_the_stripes_of_the_whole),
        cmocka_unit_test(what_is_no_drawing_is_told),
        cmocka_unit_test(a_poster_comes_back_as_it_was_painted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
