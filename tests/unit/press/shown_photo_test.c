// A photo that is given back to be looked at: whole, upright, in sRGB, small,
// and with nothing of its file.
#include "press/photo.h"

#include "kinds.h"
#include "made_up.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void show(const struct buffer *file, int turn, struct shown_photo *shown)
{
    struct error err;
    if (!press_show_photo(made_up_press, buffer_view(file), turn, shown, &err))
        fail_msg("%d %s", (int)err.message, err.detail);
}

// What was shown, as it is.
static void decode(const struct shown_photo *shown, struct picture *picture)
{
    struct photo photo;
    struct pixmap pixmap;
    struct error err;
    assert_true(photo_inspect(&photo, buffer_view(&shown->file), &err));
    const struct rect all = {.width = photo.width, .height = photo.height};
    assert_int_equal(photo.orientation, 1);
    assert_true(
        photo_read(&photo, 0, all, photo.width, photo.height, &pixmap, &err));
    picture_init(picture, photo.width, photo.height);
    for (int y = 0; y < photo.height; y++)
        for (int x = 0; x < photo.width; x++)
            memcpy(picture_at(picture, x, y),
                   pixmap_row(&pixmap, y) + x * PIXMAP_CHANNELS, 3);
    pixmap_finish(&pixmap);
}

static void assert_shows(const struct shown_photo *shown, double least_db,
                         const struct picture *expected)
{
    struct picture seen;
    decode(shown, &seen);
    assert_int_equal(seen.width, expected->width);
    assert_int_equal(seen.height, expected->height);
    const double psnr = picture_psnr(&seen, expected);
    if (psnr < least_db)
        fail_msg("%.1f dB", psnr);
    picture_finish(&seen);
}

static void every_orientation_is_shown_upright(void **state)
{
    (void)state;
    struct picture upright;
    picture_init(&upright, 180, 226);
    picture_draw(&upright);
    for (int value = 1; value <= 8; value++) {
        struct picture stored;
        struct buffer file = {0};
        struct shown_photo shown;
        picture_store(&upright, value, &stored);
        picture_encode_jpeg(&stored, PICTURE_BASELINE, value, &file);
        show(&file, 0, &shown);
        assert_int_equal(shown.width_px, 180);
        assert_int_equal(shown.height_px, 226);
        // A picture in the wrong place has 6 dB.
        assert_shows(&shown, 26, &upright);
        shown_photo_finish(&shown);
        buffer_finish(&file);
        picture_finish(&stored);
    }
    picture_finish(&upright);
}

static void a_turn_is_clockwise_and_on_top_of_the_orientation(void **state)
{
    (void)state;
    // What is shown by the turn is stored like this by EXIF.
    static const int stored_as[] = {1, 8, 3, 6};
    struct picture picture;
    struct buffer file = {0};
    picture_init(&picture, 180, 226);
    picture_draw(&picture);
    picture_encode_png(&picture, &(struct picture_png){.bits = 8}, &file);
    for (int i = 0; i < 4; i++) {
        struct picture turned;
        struct shown_photo shown;
        picture_store(&picture, stored_as[i], &turned);
        show(&file, 90 * i, &shown);
        assert_int_equal(shown.width_px, turned.width);
        assert_int_equal(shown.height_px, turned.height);
        assert_shows(&shown, 28, &turned);
        shown_photo_finish(&shown);
        picture_finish(&turned);
    }
    buffer_finish(&file);
    picture_finish(&picture);
}

static void
a_large_photo_is_made_small_and_a_small_one_is_not_enlarged(void **state)
{
    (void)state;
    // Of the photo, and of what is shown.
    static const int sizes[][4] = {
        {3000, 4000, 1200, 1600}, {1601, 800, 1600, 800},
        {1600, 1600, 1600, 1600}, {16000, 12, 1600, 1},
        {50, 40, 50, 40},         {1, 1, 1, 1}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct picture picture;
        struct picture seen;
        struct buffer file = {0};
        struct shown_photo shown;
        picture_init(&picture, sizes[i][0], sizes[i][1]);
        picture_encode_jpeg(&picture, PICTURE_BASELINE, 0, &file);
        show(&file, 0, &shown);
        assert_int_equal(shown.width_px, sizes[i][0]);
        assert_int_equal(shown.height_px, sizes[i][1]);
        decode(&shown, &seen);
        assert_int_equal(seen.width, sizes[i][2]);
        assert_int_equal(seen.height, sizes[i][3]);
        picture_finish(&seen);
        shown_photo_finish(&shown);
        buffer_finish(&file);
        picture_finish(&picture);
    }
}

static void what_is_transparent_is_white(void **state)
{
    (void)state;
    struct picture picture;
    struct buffer file = {0};
    struct shown_photo shown;
    picture_init(&picture, 180, 226);
    picture_draw(&picture);
    picture_encode_png(&picture,
                       &(struct picture_png){.bits = 8, .alpha = true}, &file);
    for (int y = 0; y < 226; y++)
        memset(picture_at(&picture, 0, y), 0xff, 90 * 3);
    show(&file, 0, &shown);
    assert_shows(&shown, 28, &picture);
    shown_photo_finish(&shown);
    buffer_finish(&file);
    picture_finish(&picture);
}

static bool holds(const struct buffer *file, const char *text)
{
    return memmem(file->data, file->size, text, strlen(text));
}

// The picture as its samples look under a profile.
static void convert(const struct buffer *profile, struct picture *picture)
{
    const int count = picture->width * picture->height;
    uint8_t *rgba = malloc((size_t)count * 4);
    assert_non_null(rgba);
    for (int i = 0; i < count; i++)
        memcpy(rgba + (size_t)i * 4, picture->pixels + (size_t)i * 3, 3);
    kinds_convert(profile, false, rgba, count);
    for (int i = 0; i < count; i++)
        memcpy(picture->pixels + (size_t)i * 3, rgba + (size_t)i * 4, 3);
    free(rgba);
}

// A profile that swaps the colours, and EXIF that turns.
static void
colours_are_those_of_the_profile_which_does_not_come_along(void **state)
{
    (void)state;
    struct picture picture;
    struct picture stored;
    struct buffer profile = {0};
    struct buffer file = {0};
    struct shown_photo shown;
    picture_init(&picture, 180, 226);
    picture_draw(&picture);
    picture_store(&picture, 6, &stored);
    kinds_make_profile(KINDS_SWAPPED, &profile);
    picture_encode_jpeg(&stored, PICTURE_BASELINE, 6, &file);
    kinds_add_profile(&file, &profile, 60000);
    assert_true(holds(&file, "Exif") && holds(&file, "ICC_PROFILE"));
    show(&file, 0, &shown);
    convert(&profile, &picture);
    assert_shows(&shown, 24, &picture);
    assert_false(holds(&shown.file, "Exif"));
    assert_false(holds(&shown.file, "ICC_PROFILE"));
    assert_memory_equal(shown.file.data, "\xff\xd8\xff\xe0\0\x10JFIF", 10);
    // Behind JFIF's segment come the tables.
    assert_memory_equal(shown.file.data + 20, "\xff\xdb", 2);
    shown_photo_finish(&shown);
    buffer_finish(&file);
    buffer_finish(&profile);
    picture_finish(&stored);
    picture_finish(&picture);
}

static void every_kind_of_heif_and_webp_is_shown(void **state)
{
    (void)state;
    struct picture picture;
    const struct kind_tags tags = {.lossless = true};
    picture_init(&picture, 180, 226);
    picture_draw(&picture);
    for (int kind = 0; kind < 3; kind++) {
        struct buffer file = {0};
        struct shown_photo shown;
        if (kind == 2)
            kinds_encode_webp(&picture, &tags, &file);
        else
            kinds_encode_heif(&picture, (enum kinds_heif)kind, &tags, &file);
        show(&file, 0, &shown);
        assert_shows(&shown, 26, &picture);
        shown_photo_finish(&shown);
        buffer_finish(&file);
    }
    picture_finish(&picture);
}

static void assert_refused(struct bytes file, enum error_kind kind,
                           enum message message)
{
    struct shown_photo shown;
    struct error err = {0};
    assert_false(press_show_photo(made_up_press, file, 0, &shown, &err));
    assert_int_equal(err.kind, kind);
    assert_int_equal(err.message, message);
    assert_string_equal(err.field, "photo");
    assert_null(shown.file.data);
}

static void what_is_no_photo_is_told_as_for_posters(void **state)
{
    (void)state;
    static const char text[] = "Geen foto, wel een tekst.";
    const struct bytes words = {(const uint8_t *)text, sizeof text - 1};
    struct bytes cut = buffer_view(&made_up_photo);
    cut.size -= 20;
    assert_refused((struct bytes){0}, ERROR_INVALID, MESSAGE_PHOTO_EMPTY);
    assert_refused(words, ERROR_UNSUPPORTED, MESSAGE_PHOTO_UNSUPPORTED);
    assert_refused(cut, ERROR_INVALID, MESSAGE_PHOTO_TRUNCATED);
    struct picture picture;
    struct buffer wide = {0};
    picture_init(&picture, LIMIT_PHOTO_SIDE_PX + 1, 1);
    picture_encode_png(&picture, &(struct picture_png){.bits = 8}, &wide);
    assert_refused(buffer_view(&wide), ERROR_INVALID,
                   MESSAGE_PHOTO_TOO_LONG_SIDE);
    buffer_finish(&wide);
    picture_finish(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_orientation_is_shown_upright),
        cmocka_unit_test(a_turn_is_clockwise_and_on_top_of_the_orientation),
        cmocka_unit_test(
            a_large_photo_is_made_small_and_a_small_one_is_not_enlarged),
        cmocka_unit_test(what_is_transparent_is_white),
        cmocka_unit_test(
            colours_are_those_of_the_profile_which_does_not_come_along),
        cmocka_unit_test(every_kind_of_heif_and_webp_is_shown),
        cmocka_unit_test(what_is_no_photo_is_told_as_for_posters),
    };
    return cmocka_run_group_tests(tests, made_up_make, made_up_tidy);
}
