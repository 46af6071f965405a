// What a file says of its colours, and what of it counts.
#include "press/photo.h"

#include "kinds.h"
#include "picture.h"
#include "rare.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SIDE = 16 };

static const uint8_t sample[] = {200, 90, 40, 255};

// A PNG of one colour, for chunks to be added.
static void make_png(struct buffer *file)
{
    uint8_t samples[SIDE * SIDE * 4];
    for (int i = 0; i < SIDE * SIDE; i++)
        memcpy(samples + i * 4, sample, 4);
    rare_encode_png(samples, SIDE, SIDE, 8, file);
}

// The first pixel; finishes the file.
static void read_color(struct buffer *file, uint8_t color[4])
{
    struct photo photo;
    struct pixmap picture;
    struct error err = {0};
    if (!photo_inspect(&photo, buffer_view(file), &err) ||
        !photo_read(&photo, 0, (struct rect){0, 0, photo.width, photo.height},
                    photo.width, photo.height, &picture, &err))
        fail_msg("kind %d message %d", (int)err.kind, (int)err.message);
    memcpy(color, picture.pixels, 4);
    pixmap_finish(&picture);
    buffer_finish(file);
}

static void assert_color(struct buffer *file, const double expected[3],
                         const char *what)
{
    uint8_t color[4];
    read_color(file, color);
    for (int c = 0; c < 3; c++)
        if (fabs(color[c] - expected[c]) > 2)
            fail_msg("%s: %d is not %.1f", what, color[c], expected[c]);
}

static void put_number(uint8_t *at, double number)
{
    const uint32_t fixed = (uint32_t)lround(number * 100000);
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(fixed >> (24 - 8 * i));
}

static void add_gamma(struct buffer *file, double gamma)
{
    uint8_t chunk[4];
    put_number(chunk, gamma);
    rare_add_chunk(file, "gAMA", chunk, sizeof chunk);
}

static void add_chromaticities(struct buffer *file, const double xy[8])
{
    uint8_t chunk[32];
    for (size_t i = 0; i < 8; i++)
        put_number(chunk + i * 4, xy[i]);
    rare_add_chunk(file, "cHRM", chunk, sizeof chunk);
}

static void add_profile(struct buffer *file, enum kinds_profile kind)
{
    struct buffer profile = {0};
    struct buffer packed = {0};
    kinds_make_profile(kind, &profile);
    rare_pack_profile(&profile, &packed);
    rare_add_chunk(file, "iCCP", packed.data, (uint32_t)packed.size);
    buffer_finish(&profile);
    buffer_finish(&packed);
}

static void add_cicp(struct buffer *file, int primaries, int transfer)
{
    const uint8_t chunk[] = {(uint8_t)primaries, (uint8_t)transfer, 0, 1};
    rare_add_chunk(file, "cICP", chunk, sizeof chunk);
}

static const double srgb_xy[] = {0.3127, 0.3290, 0.64, 0.33,
                                 0.30,   0.60,   0.15, 0.06};
static const double p3_xy[] = {0.3127, 0.3290, 0.680, 0.320,
                               0.265,  0.690,  0.150, 0.060};

static double to_light(double value)
{
    value /= 255;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double from_light(double light)
{
    light = fmax(0, fmin(1, light));
    return 255 * (light <= 0.0031308 ? 12.92 * light
                                     : 1.055 * pow(light, 1 / 2.4) - 0.055);
}

// The sample as Display P3, in sRGB, by the matrices of both.
static void expect_p3(double expected[3])
{
    static const double matrix[3][3] = {
        {1.2249, -0.2247, 0}, {-0.0420, 1.0419, 0}, {-0.0197, -0.0786, 1.0979}};
    for (int c = 0; c < 3; c++) {
        double light = 0;
        for (int k = 0; k < 3; k++)
            light += matrix[c][k] * to_light(sample[k]);
        expected[c] = from_light(light);
    }
}

// The sample as light of an exponent, in sRGB.
static void expect_gamma(double exponent, double expected[3])
{
    for (int c = 0; c < 3; c++)
        expected[c] = from_light(pow(sample[c] / 255.0, exponent));
}

static void what_png_says_in_numbers_counts(void **state)
{
    (void)state;
    const double plain[] = {sample[0], sample[1], sample[2]};
    double expected[3];
    struct buffer file = {0};
    make_png(&file);
    assert_color(&file, plain, "untagged");
    make_png(&file);
    add_gamma(&file, 0.45455);
    add_chromaticities(&file, srgb_xy);
    assert_color(&file, plain, "the numbers of sRGB");
    make_png(&file);
    add_gamma(&file, 1 / 1.4);
    expect_gamma(1.4, expected);
    assert_color(&file, expected, "gAMA");
    make_png(&file);
    add_chromaticities(&file, p3_xy);
    expect_p3(expected);
    assert_color(&file, expected, "cHRM");
    make_png(&file);
    add_cicp(&file, 12, 13);
    assert_color(&file, expected, "cICP");
    make_png(&file);
    add_cicp(&file, 1, 8);
    expect_gamma(1, expected);
    assert_color(&file, expected, "cICP, linear");
}

static void add_srgb(struct buffer *file)
{
    const uint8_t intent = 0;
    rare_add_chunk(file, "sRGB", &intent, 1);
}

// PNG, third edition, section 4.3: cICP, iCCP, sRGB, then gAMA with cHRM.
static void the_rank_of_chunks_is_that_of_the_specification(void **state)
{
    (void)state;
    const double plain[] = {sample[0], sample[1], sample[2]};
    double expected[3];
    struct buffer file = {0};
    make_png(&file);
    add_srgb(&file);
    add_gamma(&file, 1 / 1.4);
    assert_color(&file, plain, "sRGB before gAMA");
    make_png(&file);
    add_gamma(&file, 1 / 1.4);
    add_profile(&file, KINDS_DISPLAY_P3);
    add_cicp(&file, 1, 13);
    assert_color(&file, plain, "cICP before iCCP");
    make_png(&file);
    add_profile(&file, KINDS_SWAPPED);
    add_cicp(&file, 12, 13);
    expect_p3(expected);
    assert_color(&file, expected, "cICP before another iCCP");
    make_png(&file);
    add_gamma(&file, 1 / 1.4);
    add_profile(&file, KINDS_SRGB);
    assert_color(&file, plain, "iCCP before gAMA");
}

// Brighter than white is bent below white; nothing becomes black or wraps.
static void bright_signals_stay_in_order(void **state)
{
    (void)state;
    for (int transfer = 16; transfer <= 18; transfer += 2) {
        int last = -1;
        for (int value = 0; value < 256; value += 5) {
            uint8_t samples[SIDE * SIDE * 4];
            struct buffer file = {0};
            uint8_t color[4];
            memset(samples, value, sizeof samples);
            for (int i = 0; i < SIDE * SIDE; i++)
                samples[i * 4 + 3] = 255;
            rare_encode_png(samples, SIDE, SIDE, 8, &file);
            add_cicp(&file, 1, transfer);
            read_color(&file, color);
            assert_true(color[1] >= last);
            last = color[1];
        }
        assert_true(last > 245);
    }
}

static void assert_as_if_untagged(const struct buffer *profile)
{
    struct buffer file = {0};
    struct buffer plain = {0};
    struct picture picture;
    uint8_t seen[4];
    uint8_t expected[4];
    picture_init(&picture, 32, 32);
    picture_draw(&picture);
    picture_encode_fine_jpeg(&picture, &file);
    picture_encode_fine_jpeg(&picture, &plain);
    kinds_add_profile(&file, profile, 60000);
    read_color(&file, seen);
    read_color(&plain, expected);
    assert_memory_equal(seen, expected, 4);
    picture_finish(&picture);
}

static void a_profile_that_cannot_be_used_is_none(void **state)
{
    (void)state;
    struct buffer profile = {0};
    kinds_make_profile(KINDS_SWAPPED, &profile);
    const size_t whole = profile.size;
    for (size_t size = 1; size < whole; size += 1 + whole / 40) {
        profile.size = size;
        struct buffer file = {0};
        uint8_t color[4];
        struct picture picture;
        // Cut, it may still be understood; it is never a reason to refuse.
        picture_init(&picture, 32, 32);
        picture_draw(&picture);
        picture_encode_fine_jpeg(&picture, &file);
        kinds_add_profile(&file, &profile, 60000);
        read_color(&file, color);
        picture_finish(&picture);
    }
    profile.size = 100;
    assert_as_if_untagged(&profile);
    // A good one behind so many zeros that all is above the limit.
    profile.size = whole;
    while (profile.size <= LIMIT_PHOTO_PROFILE_BYTES) {
        static const uint8_t zeros[100000];
        assert_true(buffer_append(&profile, zeros, sizeof zeros));
    }
    assert_as_if_untagged(&profile);
    buffer_finish(&profile);
}

static void inks_with_a_profile_are_as_lcms2_has_them(void **state)
{
    (void)state;
    static const uint8_t inks[][4] = {{0, 0, 0, 0},       {255, 0, 0, 0},
                                      {0, 255, 0, 0},     {0, 0, 255, 0},
                                      {0, 0, 0, 200},     {120, 60, 30, 10},
                                      {250, 240, 30, 90}, {30, 200, 100, 0}};
    struct buffer profile = {0};
    kinds_make_ink_profile(&profile);
    for (size_t i = 0; i < sizeof inks / sizeof *inks; i++)
        for (int kind = RARE_CMYK; kind <= RARE_YCCK; kind++) {
            uint8_t stored[4];
            uint8_t expected[3];
            struct buffer file = {0};
            // Adobe's files hold the inverse.
            for (int c = 0; c < 4; c++)
                stored[c] = (uint8_t)(kind == RARE_CMYK ? inks[i][c]
                                                        : 255 - inks[i][c]);
            rare_encode_inks(stored, (enum rare_inks)kind, &file);
            kinds_add_profile(&file, &profile, 60000);
            kinds_convert_inks(&profile, inks[i], expected);
            assert_color(&file,
                         (double[]){expected[0], expected[1], expected[2]},
                         "inks");
        }
    buffer_finish(&profile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_png_says_in_numbers_counts),
        cmocka_unit_test(the_rank_of_chunks_is_that_of_the_specification),
        cmocka_unit_test(bright_signals_stay_in_order),
        cmocka_unit_test(a_profile_that_cannot_be_used_is_none),
        cmocka_unit_test(inks_with_a_profile_are_as_lcms2_has_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
