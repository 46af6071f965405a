// Every format of photos, upright, in sRGB, whole or refused.
#include "press/photo.h"

#include "kinds.h"
#include "picture.h"
#include "rare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 64, HEIGHT = 48 };

static struct picture upright;

static int draw(void **state)
{
    (void)state;
    picture_init(&upright, WIDTH, HEIGHT);
    picture_draw(&upright);
    return 0;
}

static int undraw(void **state)
{
    (void)state;
    picture_finish(&upright);
    return 0;
}

static void read_upright(const struct buffer *file, struct pixmap *pixmap)
{
    struct photo photo;
    struct error err = {0};
    int width;
    int height;
    if (!photo_inspect(&photo, buffer_view(file), &err))
        fail_msg("kind %d message %d", (int)err.kind, (int)err.message);
    photo_upright_size(&photo, 0, &width, &height);
    if (!photo_read(&photo, 0, (struct rect){0, 0, width, height}, width,
                    height, pixmap, &err))
        fail_msg("kind %d message %d", (int)err.kind, (int)err.message);
}

static void to_picture(const struct pixmap *pixmap, struct picture *picture)
{
    picture_init(picture, pixmap->width, pixmap->height);
    for (int i = 0; i < pixmap->width * pixmap->height; i++)
        memcpy(picture->pixels + i * 3, pixmap->pixels + i * 4, 3);
}

// Finishes the file.
static void assert_shows(struct buffer *file, const struct picture *expected,
                         double psnr, const char *what)
{
    struct pixmap pixmap;
    struct picture seen;
    read_upright(file, &pixmap);
    to_picture(&pixmap, &seen);
    assert_int_equal(seen.width, expected->width);
    assert_int_equal(seen.height, expected->height);
    const double reached = picture_psnr(&seen, expected);
    if (reached < psnr)
        fail_msg("%s: %.1f dB", what, reached);
    pixmap_finish(&pixmap);
    picture_finish(&seen);
    buffer_finish(file);
}

static void every_format_shows_its_picture(void **state)
{
    (void)state;
    struct buffer file = {0};
    kinds_encode_webp(&upright, &(struct kind_tags){0}, &file);
    assert_shows(&file, &upright, 25, "WebP");
    kinds_encode_webp(&upright, &(struct kind_tags){.lossless = true}, &file);
    assert_shows(&file, &upright, 99, "lossless WebP");
    kinds_encode_heif(&upright, KINDS_HEIC, &(struct kind_tags){0}, &file);
    assert_shows(&file, &upright, 32, "HEIC");
    kinds_encode_heif(&upright, KINDS_AVIF, &(struct kind_tags){0}, &file);
    assert_shows(&file, &upright, 32, "AVIF");
    struct picture reduced;
    picture_init(&reduced, WIDTH, HEIGHT);
    picture_draw(&reduced);
    kinds_reduce_colors(&reduced);
    kinds_encode_gif(&upright, false, 0, &file);
    assert_shows(&file, &reduced, 99, "GIF");
    kinds_encode_gif(&upright, true, 0, &file);
    assert_shows(&file, &reduced, 99, "interlaced GIF");
    picture_finish(&reduced);
}

static void every_orientation_is_applied_once(void **state)
{
    (void)state;
    for (int value = 1; value <= 8; value++) {
        struct picture stored;
        struct buffer file = {0};
        picture_store(&upright, value, &stored);
        struct kind_tags tags = {.exif = value, .lossless = true};
        kinds_encode_webp(&stored, &tags, &file);
        assert_shows(&file, &upright, 99, "WebP");
        for (int kind = KINDS_HEIC; kind <= KINDS_AVIF; kind++) {
            // Both the boxes and EXIF, as phones write; one alone, as programs
            // do; and EXIF that the boxes overrule.
            tags = (struct kind_tags){.exif = value, .turn = value};
            kinds_encode_heif(&stored, (enum kinds_heif)kind, &tags, &file);
            assert_shows(&file, &upright, 30, "boxes and EXIF");
            tags = (struct kind_tags){.turn = value};
            kinds_encode_heif(&stored, (enum kinds_heif)kind, &tags, &file);
            assert_shows(&file, &upright, 30, "boxes");
            tags = (struct kind_tags){.exif = value};
            kinds_encode_heif(&stored, (enum kinds_heif)kind, &tags, &file);
            assert_shows(&file, &upright, 30, "EXIF");
            if (value == 1)
                continue;
            tags = (struct kind_tags){.exif = value % 8 + 1, .turn = value};
            kinds_encode_heif(&stored, (enum kinds_heif)kind, &tags, &file);
            assert_shows(&file, &upright, 30, "boxes against EXIF");
        }
        picture_finish(&stored);
    }
}

static void a_png_may_say_its_orientation_behind_its_pixels(void **state)
{
    (void)state;
    for (int value = 1; value <= 8; value++) {
        const uint8_t exif[] = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
                                1,   18,  0, 3,  0, 0, 0, 1, 0, (uint8_t)value,
                                0,   0,   0, 0,  0, 0};
        struct picture stored;
        struct buffer file = {0};
        picture_store(&upright, value, &stored);
        picture_encode_png(&stored, &(struct picture_png){.bits = 8}, &file);
        rare_add_last_chunk(&file, "eXIf", exif, sizeof exif);
        assert_shows(&file, &upright, 99, "eXIf behind the pixels");
        picture_finish(&stored);
    }
}

static void an_animation_shows_its_first_picture(void **state)
{
    (void)state;
    struct picture black;
    struct buffer file = {0};
    struct buffer second = {0};
    picture_init(&black, WIDTH, HEIGHT);
    for (int interlaced = 0; interlaced <= 1; interlaced++) {
        const struct picture_png kind = {.bits = 8, .interlaced = interlaced};
        picture_encode_png(&upright, &kind, &file);
        picture_encode_png(&black, &kind, &second);
        rare_animate_png(&file, &second, WIDTH, HEIGHT);
        assert_shows(&file, &upright, 99, "APNG");
        buffer_finish(&second);
    }
    picture_finish(&black);
    // Encoders give a sequence a first picture for those that show no more.
    kinds_encode_heif(&upright, KINDS_AVIF, &(struct kind_tags){0}, &file);
    assert_memory_equal(file.data + 8, "avif", 4);
    memcpy(file.data + 8, "avis", 4);
    assert_shows(&file, &upright, 32, "AVIF of the kind of sequences");
}

// The clear part of a canvas is black in RGB, since colours are premultiplied.
static void a_first_frame_lies_on_its_canvas(void **state)
{
    (void)state;
    enum { OFFSET = 6 };
    struct picture canvas;
    struct buffer file = {0};
    kinds_encode_moving_webp(&upright, 0, &file);
    assert_shows(&file, &upright, 99, "moving WebP");
    picture_init(&canvas, WIDTH + OFFSET, HEIGHT + OFFSET);
    for (int y = 0; y < HEIGHT; y++)
        memcpy(picture_at(&canvas, OFFSET, y + OFFSET),
               picture_at(&upright, 0, y), WIDTH * 3);
    kinds_encode_moving_webp(&upright, OFFSET, &file);
    assert_shows(&file, &canvas, 99, "moving WebP with an offset");
    kinds_reduce_colors(&canvas);
    kinds_encode_gif(&upright, false, OFFSET, &file);
    assert_shows(&file, &canvas, 99, "GIF with an offset");
    kinds_encode_gif(&upright, true, OFFSET, &file);
    assert_shows(&file, &canvas, 99, "interlaced GIF with an offset");
    picture_finish(&canvas);
}

static void what_is_clear_stays_clear(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct buffer file = {0};
        struct pixmap pixmap;
        const struct kind_tags tags = {.alpha = true, .lossless = true};
        if (i == 0)
            kinds_encode_webp(&upright, &tags, &file);
        else
            kinds_encode_heif(&upright, i == 1 ? KINDS_HEIC : KINDS_AVIF, &tags,
                              &file);
        read_upright(&file, &pixmap);
        assert_true(pixmap_row(&pixmap, 20)[4 * 4 + 3] < 8);
        assert_true(pixmap_row(&pixmap, 20)[60 * 4 + 3] > 247);
        pixmap_finish(&pixmap);
        buffer_finish(&file);
    }
}

static void add_profile(struct buffer *file, int format,
                        const struct buffer *profile)
{
    const struct kind_tags tags = {.icc = buffer_view(profile),
                                   .lossless = true};
    struct buffer packed = {0};
    switch (format) {
    case 0:
        picture_encode_fine_jpeg(&upright, file);
        kinds_add_profile(file, profile, 200);
        break;
    case 1:
        kinds_encode_webp(&upright, &tags, file);
        break;
    case 2:
        kinds_encode_heif(&upright, KINDS_HEIC, &tags, file);
        break;
    default:
        picture_encode_png(&upright, &(struct picture_png){.bits = 8}, file);
        rare_pack_profile(profile, &packed);
        rare_add_chunk(file, "iCCP", packed.data, (uint32_t)packed.size);
        buffer_finish(&packed);
    }
}

static void profiles_become_srgb_as_lcms2_has_it(void **state)
{
    (void)state;
    for (int kind = KINDS_SRGB; kind <= KINDS_SWAPPED; kind++)
        for (int format = 0; format < 4; format++) {
            struct buffer profile = {0};
            struct buffer none = {0};
            struct buffer file = {0};
            struct pixmap plain;
            struct pixmap seen;
            kinds_make_profile((enum kinds_profile)kind, &profile);
            add_profile(&file, format, &profile);
            read_upright(&file, &seen);
            buffer_finish(&file);
            // The same samples without the profile, then by lcms2 itself.
            buffer_append(&none, "none", 4);
            add_profile(&file, format, &none);
            read_upright(&file, &plain);
            kinds_convert(&profile, false, plain.pixels, WIDTH * HEIGHT);
            for (int i = 0; i < WIDTH * HEIGHT * 4; i++)
                if (abs(seen.pixels[i] - plain.pixels[i]) > 2)
                    fail_msg("profile %d, format %d: %d is not %d", kind,
                             format, seen.pixels[i], plain.pixels[i]);
            pixmap_finish(&seen);
            pixmap_finish(&plain);
            buffer_finish(&file);
            buffer_finish(&none);
            buffer_finish(&profile);
        }
}

static void a_gray_profile_is_for_gray_samples(void **state)
{
    (void)state;
    struct buffer profile = {0};
    struct buffer file = {0};
    struct pixmap plain;
    struct pixmap seen;
    kinds_make_profile(KINDS_GRAY, &profile);
    picture_encode_jpeg(&upright, PICTURE_GRAY, 0, &file);
    read_upright(&file, &plain);
    kinds_add_profile(&file, &profile, 60000);
    read_upright(&file, &seen);
    assert_true(memcmp(seen.pixels, plain.pixels, WIDTH * HEIGHT * 4) != 0);
    kinds_convert(&profile, true, plain.pixels, WIDTH * HEIGHT);
    for (int i = 0; i < WIDTH * HEIGHT * 4; i++)
        assert_in_range(seen.pixels[i] - plain.pixels[i] + 2, 0, 4);
    pixmap_finish(&seen);
    pixmap_finish(&plain);
    buffer_finish(&file);
    // Colours with a profile for grey: as if there were none.
    picture_encode_fine_jpeg(&upright, &file);
    read_upright(&file, &plain);
    kinds_add_profile(&file, &profile, 60000);
    read_upright(&file, &seen);
    assert_memory_equal(seen.pixels, plain.pixels, WIDTH * HEIGHT * 4);
    pixmap_finish(&seen);
    pixmap_finish(&plain);
    buffer_finish(&file);
    buffer_finish(&profile);
}

static bool is_read(struct bytes file, struct error *err)
{
    struct photo photo;
    struct pixmap pixmap;
    if (!photo_inspect(&photo, file, err))
        return false;
    // Only a strip at the top: what is missing is missed all the same.
    if (!photo_read(&photo, 0, (struct rect){0, 0, 8, 8}, 8, 8, &pixmap, err))
        return false;
    pixmap_finish(&pixmap);
    return true;
}

// Finishes the file.
static void assert_cuts_are_told(struct buffer *file, const char *what)
{
    for (size_t percent = 0; percent < 100; percent++) {
        const size_t size = file->size * percent / 100;
        struct error err = {0};
        // A copy of its own, so that a byte too far is one outside.
        uint8_t *cut = malloc(size + 1);
        memcpy(cut, file->data, size);
        const bool read = is_read((struct bytes){cut, size}, &err);
        if (read || (err.kind != ERROR_INVALID &&
                     (err.kind != ERROR_UNSUPPORTED || percent > 20)))
            fail_msg("%s cut at %zu %%: %d, kind %d", what, percent, read,
                     (int)err.kind);
        free(cut);
    }
    buffer_finish(file);
}

static void a_file_that_is_cut_anywhere_is_refused(void **state)
{
    (void)state;
    struct buffer file = {0};
    picture_encode_jpeg(&upright, PICTURE_BASELINE, 6, &file);
    assert_cuts_are_told(&file, "JPEG");
    picture_encode_jpeg(&upright, PICTURE_PROGRESSIVE, 6, &file);
    assert_cuts_are_told(&file, "progressive JPEG");
    picture_encode_png(&upright, &(struct picture_png){.bits = 8}, &file);
    assert_cuts_are_told(&file, "PNG");
    picture_encode_png(
        &upright, &(struct picture_png){.bits = 8, .interlaced = true}, &file);
    assert_cuts_are_told(&file, "interlaced PNG");
    kinds_encode_webp(&upright, &(struct kind_tags){.exif = 6}, &file);
    assert_cuts_are_told(&file, "WebP");
    kinds_encode_webp(&upright, &(struct kind_tags){.lossless = true}, &file);
    assert_cuts_are_told(&file, "lossless WebP");
    kinds_encode_heif(&upright, KINDS_HEIC, &(struct kind_tags){.exif = 6},
                      &file);
    assert_cuts_are_told(&file, "HEIC");
    kinds_encode_heif(&upright, KINDS_AVIF, &(struct kind_tags){.exif = 6},
                      &file);
    assert_cuts_are_told(&file, "AVIF");
}

// Phones append a film, a second picture or notes of their own.
static void what_lies_behind_a_jpeg_changes_nothing(void **state)
{
    (void)state;
    struct buffer file = {0};
    struct pixmap plain;
    picture_encode_fine_jpeg(&upright, &file);
    read_upright(&file, &plain);
    const size_t size = file.size;
    for (int i = 0; i < 3; i++) {
        struct buffer behind = {0};
        struct pixmap seen;
        struct picture black;
        picture_init(&black, 300, 200);
        if (i == 0)
            picture_encode_jpeg(&black, PICTURE_BASELINE, 6, &behind);
        else if (i == 1)
            buffer_append_text(&behind, "\xff\xd8\xff\xe0 not a picture");
        else
            kinds_encode_gif(&black, false, 0, &behind);
        file.size = size;
        assert_true(buffer_append(&file, behind.data, behind.size));
        read_upright(&file, &seen);
        assert_memory_equal(seen.pixels, plain.pixels, WIDTH * HEIGHT * 4);
        pixmap_finish(&seen);
        picture_finish(&black);
        buffer_finish(&behind);
    }
    pixmap_finish(&plain);
    buffer_finish(&file);
}

// Its second picture may be missing, the first may not.
static void a_gif_is_refused_without_its_first_picture(void **state)
{
    (void)state;
    struct buffer file = {0};
    struct error err = {0};
    kinds_encode_gif(&upright, false, 0, &file);
    size_t first = file.size;
    while (is_read((struct bytes){file.data, first - 1}, &err))
        first--;
    assert_true(first < file.size);
    for (size_t size = 6; size < first; size += 1 + first / 100) {
        assert_false(is_read((struct bytes){file.data, size}, &err));
        assert_int_equal(err.kind, ERROR_INVALID);
    }
    buffer_finish(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_shows_its_picture),
        cmocka_unit_test(every_orientation_is_applied_once),
        cmocka_unit_test(a_png_may_say_its_orientation_behind_its_pixels),
        cmocka_unit_test(an_animation_shows_its_first_picture),
        cmocka_unit_test(a_first_frame_lies_on_its_canvas),
        cmocka_unit_test(what_is_clear_stays_clear),
        cmocka_unit_test(profiles_become_srgb_as_lcms2_has_it),
        cmocka_unit_test(a_gray_profile_is_for_gray_samples),
        cmocka_unit_test(a_file_that_is_cut_anywhere_is_refused),
        cmocka_unit_test(what_lies_behind_a_jpeg_changes_nothing),
        cmocka_unit_test(a_gif_is_refused_without_its_first_picture),
    };
    return cmocka_run_group_tests(tests, draw, undraw);
}
