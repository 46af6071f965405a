// A canvas as a file that is small enough: what is chosen, and that every
// format can be met.
#include "press/format.h"
#include "press/pack.h"
#include "press/photo.h"
#include "press/unlike.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// Always the same (a step of Numerical Recipes' linear congruential generator).
static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

// Pixels that have nothing to do with each other, of `colors` colours; 0: of
// any.
static struct canvas *paint_noise(int width, int height, uint32_t colors)
{
    struct canvas *canvas = canvas_create(width, height, CANVAS_WHITE);
    uint32_t state = 1;
    assert_non_null(canvas);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            const uint32_t value = next_random(&state);
            canvas_row(canvas, y)[x] =
                0xff000000 |
                (colors > 0 ? value % colors * 0x9e3779 & 0xffffff : value);
        }
    return canvas;
}

static struct photo look_at(const struct packed *packed)
{
    struct photo photo;
    struct error err;
    assert_true(photo_inspect(&photo, buffer_view(&packed->file), &err));
    return photo;
}

// Every byte is read.
static void assert_decodes(const struct packed *packed, int width, int height)
{
    struct photo photo = look_at(packed);
    struct pixmap picture;
    struct error err;
    assert_int_equal(photo.width, width);
    assert_int_equal(photo.height, height);
    assert_true(photo_read(&photo, 0, (struct rect){0, 0, width, height}, width,
                           height, &picture, &err));
    pixmap_finish(&picture);
}

static void every_format_is_met_by_the_noisiest_photo(void **state)
{
    (void)state;
    struct format_list formats;
    struct error err;
    int met = 0;
    assert_true(
        format_list_read(&formats, SOURCE_DIR "/templates/formats.ini", &err));
    for (size_t i = 0; i < formats.count; i++) {
        const struct format *format = &formats.items[i];
        const struct pack_wish wish = {.any_type = true,
                                       .max_bytes = format->max_bytes,
                                       .jpeg_quality = format->jpeg_quality};
        struct packed packed;
        if (format->max_bytes == 0)
            continue;
        struct canvas *canvas =
            paint_noise(format->width_px, format->height_px, 0);
        if (!pack(canvas, &wish, &packed, &err))
            fail_msg("%s", format->id);
        assert_true(packed.file.size <= (size_t)format->max_bytes);
        assert_decodes(&packed, format->width_px, format->height_px);
        buffer_finish(&packed.file);
        canvas_destroy(canvas);
        met++;
    }
    assert_true(met >= 15);
    format_list_finish(&formats);
}

static void true_colours_stay_where_they_fit(void **state)
{
    (void)state;
    struct canvas *canvas = paint_noise(100, 100, 0);
    const struct pack_wish wish = {
        .any_type = true, .max_bytes = 40000, .jpeg_quality = 88};
    struct packed packed;
    struct error err;
    assert_true(pack(canvas, &wish, &packed, &err));
    assert_int_equal(packed.type, POSTER_PNG);
    assert_int_equal(packed.colors, 0);
    assert_true(packed.file.size > 30000);
    buffer_finish(&packed.file);
    canvas_destroy(canvas);
}

// Few colours without any order are what a JPEG is worst at.
static void a_palette_is_taken_where_it_looks_better(void **state)
{
    (void)state;
    struct canvas *canvas = paint_noise(200, 200, 16);
    struct pack_wish wish = {
        .any_type = true, .max_bytes = 25000, .jpeg_quality = 88};
    struct packed first;
    struct packed second;
    struct error err;
    assert_true(pack(canvas, &wish, &first, &err));
    assert_int_equal(first.type, POSTER_PNG);
    assert_int_equal(first.colors, 16);
    assert_true(first.file.size <= 25000);
    assert_decodes(&first, 200, 200);
    // The same canvas gives the same bytes.
    assert_true(pack(canvas, &wish, &second, &err));
    assert_int_equal(first.file.size, second.file.size);
    assert_memory_equal(first.file.data, second.file.data, first.file.size);
    buffer_finish(&first.file);
    buffer_finish(&second.file);
    canvas_destroy(canvas);
}

static void a_jpeg_is_taken_where_it_looks_better(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_create(700, 500, CANVAS_WHITE);
    struct packed packed;
    struct error err;
    uint32_t noise = 1;
    // Soft colours with a grain: no palette has so many.
    for (int y = 0; y < 500; y++)
        for (int x = 0; x < 700; x++)
            canvas_row(canvas, y)[x] =
                0xff000000 |
                (uint32_t)(40 + x / 4 + (int)(next_random(&noise) % 8)) << 16 |
                (uint32_t)(30 + y / 3) << 8 | (uint32_t)(x + y) / 6;
    const struct pack_wish wish = {
        .any_type = true, .max_bytes = 60000, .jpeg_quality = 88};
    assert_true(pack(canvas, &wish, &packed, &err));
    assert_int_equal(packed.type, POSTER_JPEG);
    assert_in_range(packed.quality, 50, 95);
    // What is allowed is made use of.
    assert_in_range(packed.file.size, 48000, 60000);
    buffer_finish(&packed.file);
    canvas_destroy(canvas);
}

static void a_type_that_was_chosen_is_kept(void **state)
{
    (void)state;
    struct canvas *canvas = paint_noise(200, 200, 0);
    struct pack_wish wish = {
        .type = POSTER_JPEG, .max_bytes = 30000, .jpeg_quality = 88};
    struct packed packed;
    struct error err;
    assert_true(pack(canvas, &wish, &packed, &err));
    assert_int_equal(packed.type, POSTER_JPEG);
    assert_true(packed.quality < 88 && packed.file.size <= 30000);
    buffer_finish(&packed.file);
    wish = (struct pack_wish){.max_bytes = 30000};
    assert_true(pack(canvas, &wish, &packed, &err));
    assert_int_equal(packed.type, POSTER_PNG);
    assert_in_range(packed.colors, 16, 64);
    assert_true(packed.file.size <= 30000);
    assert_string_equal(look_at(&packed).reader->name, "PNG");
    buffer_finish(&packed.file);
    // Sixteen colours of noise take four bits a pixel.
    wish.max_bytes = 15000;
    err = (struct error){0};
    assert_false(pack(canvas, &wish, &packed, &err));
    assert_int_equal(err.message, MESSAGE_FILE_TOO_LARGE);
    assert_string_equal(err.field, "type");
    assert_int_equal(err.values[0], 15);
    // Not even a JPEG can be this small.
    wish.max_bytes = 1000;
    wish.any_type = true;
    assert_false(pack(canvas, &wish, &packed, &err));
    assert_int_equal(err.message, MESSAGE_FILE_TOO_LARGE);
    canvas_destroy(canvas);
}

struct other {
    struct canvas *canvas;
    int red, green, blue; // that is added to every pixel
    bool checkered;       // added to one, taken from the next
};

static void give_row(void *context, int y, uint8_t *rgb)
{
    const struct other *other = context;
    const uint32_t *row = canvas_row(other->canvas, y);
    for (int x = 0; x < canvas_width(other->canvas); x++) {
        const int sign = other->checkered && (x + y) % 2 ? -1 : 1;
        *rgb++ = (uint8_t)((int)(row[x] >> 16 & 0xff) + sign * other->red);
        *rgb++ = (uint8_t)((int)(row[x] >> 8 & 0xff) + sign * other->green);
        *rgb++ = (uint8_t)((int)(row[x] & 0xff) + sign * other->blue);
    }
}

static void what_an_eye_does_not_see_is_no_error(void **state)
{
    (void)state;
    // Of a size that no cell divides.
    struct canvas *canvas = canvas_create(101, 67, CANVAS_CLEAR);
    for (int y = 0; y < 67; y++)
        for (int x = 0; x < 101; x++)
            canvas_row(canvas, y)[x] = 0xff808080;
    struct other other = {.canvas = canvas};
    assert_true(unlike_measure(canvas, give_row, &other) == 0);
    // 6/8 of the square of the light.
    other = (struct other){canvas, 10, 10, 10, false};
    const double gray = unlike_measure(canvas, give_row, &other);
    assert_true(gray > 74.99 && gray < 75.01);
    // A dither shows where it is cut at the edges only.
    other.checkered = true;
    assert_true(unlike_measure(canvas, give_row, &other) < 2);
    // Blue alone is little light, and some colour.
    other = (struct other){canvas, 0, 0, 10, false};
    const double blue = unlike_measure(canvas, give_row, &other);
    assert_true(blue > 3 && blue < 6);
    canvas_destroy(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_is_met_by_the_noisiest_photo),
        cmocka_unit_test(true_colours_stay_where_they_fit),
        cmocka_unit_test(a_palette_is_taken_where_it_looks_better),
        cmocka_unit_test(a_jpeg_is_taken_where_it_looks_better),
        cmocka_unit_test(a_type_that_was_chosen_is_kept),
        cmocka_unit_test(what_an_eye_does_not_see_is_no_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
