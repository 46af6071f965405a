// How good a photo is after reading and scaling, against Lanczos-3 of the full
// size.
#include "press/photo.h"

#include "kinds.h"
#include "lanczos.h"
#include "picture.h"
#include "rare.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 640, HEIGHT = 480, FORMATS = 7 };

// Like a photo: shapes of every size, the smaller the fainter (the spectrum of
// natural pictures falls with the frequency), and a few hard edges.
static void draw_scene(struct picture *picture)
{
    picture_init(picture, WIDTH, HEIGHT);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            uint8_t *pixel = picture_at(picture, x, y);
            for (int c = 0; c < 3; c++) {
                double sum = 128;
                for (int i = 0; i < 7; i++) {
                    const double wave = 0.012 * pow(1.9, i);
                    sum += 42 / pow(1.75, i) *
                           sin(wave * (x * (1 + 0.1 * c) + 0.7 * i * y) + i) *
                           cos(wave * (y * 1.1 - 0.4 * x) + c);
                }
                if (hypot(x - 200, y - 240) < 110)
                    sum += 40;
                pixel[c] = (uint8_t)fmax(0, fmin(255, sum));
            }
        }
}

static void encode(const struct picture *picture, int format,
                   struct buffer *file)
{
    const struct kind_tags lossless = {.lossless = true};
    switch (format) {
    case 0:
        picture_encode_jpeg(picture, PICTURE_BASELINE, 0, file);
        break;
    case 1:
        picture_encode_jpeg(picture, PICTURE_PROGRESSIVE, 0, file);
        break;
    case 2:
        picture_encode_png(picture, &(struct picture_png){.bits = 8}, file);
        break;
    case 3:
        kinds_encode_webp(picture, &(struct kind_tags){0}, file);
        break;
    case 4:
        kinds_encode_webp(picture, &lossless, file);
        break;
    case 5:
        kinds_encode_heif(picture, KINDS_HEIC, &(struct kind_tags){0}, file);
        break;
    default:
        picture_encode_png(picture,
                           &(struct picture_png){.bits = 8, .interlaced = true},
                           file);
    }
}

static void read_part(const struct buffer *file, struct rect crop, int width,
                      int height, struct pixmap *picture)
{
    struct photo photo;
    struct error err;
    assert_true(photo_inspect(&photo, buffer_view(file), &err));
    assert_true(photo_read(&photo, 0, crop, width, height, picture, &err));
}

static void assert_quality(const struct buffer *file, int format,
                           const struct pixmap *whole, struct rect crop,
                           double smaller)
{
    const int width = (int)(crop.width / smaller);
    const int height = (int)(crop.height / smaller);
    struct pixmap pixmap;
    struct picture seen;
    struct picture expected;
    picture_init(&seen, width, height);
    picture_init(&expected, width, height);
    lanczos_scale(whole, crop, &expected);
    read_part(file, crop, width, height, &pixmap);
    for (int i = 0; i < width * height; i++)
        memcpy(seen.pixels + i * 3, pixmap.pixels + i * 4, 3);
    const double psnr = picture_psnr(&seen, &expected);
    if (psnr < 45)
        fail_msg("format %d, %.2f times smaller, from %.0f: %.1f dB", format,
                 smaller, crop.x, psnr);
    pixmap_finish(&pixmap);
    picture_finish(&seen);
    picture_finish(&expected);
}

// From the same full decode, at every step of a decoder's own scaling; the
// crops begin where no block does.
static void every_format_is_scaled_as_the_definition_says(void **state)
{
    (void)state;
    static const struct rect crops[] = {{0, 0, WIDTH, HEIGHT},
                                        {101.5, 67.25, 403, 301.5},
                                        {333, 211, 307, 269}};
    static const double smaller[] = {0.8, 1, 1.7, 2, 2.8, 4, 5.6, 8.3};
    struct picture scene;
    draw_scene(&scene);
    for (int format = 0; format < FORMATS; format++) {
        struct buffer file = {0};
        struct pixmap whole;
        encode(&scene, format, &file);
        read_part(&file, crops[0], WIDTH, HEIGHT, &whole);
        for (size_t i = 0; i < sizeof crops / sizeof *crops; i++)
            for (size_t k = 0; k < sizeof smaller / sizeof *smaller; k++)
                assert_quality(&file, format, &whole, crops[i], smaller[k]);
        pixmap_finish(&whole);
        buffer_finish(&file);
    }
    picture_finish(&scene);
}

// A decoder that begins in the middle of a row or a picture has neighbours to
// mind, other ones for each way of storing colours.
static void every_kind_of_jpeg_is_cropped_and_scaled_well(void **state)
{
    (void)state;
    static const struct rare_jpeg kinds[] = {
        {.across = 1, .down = 1},
        {.across = 2, .down = 1},
        {.across = 2, .down = 2},
        {.across = 1, .down = 2},
        {.across = 4, .down = 1},
        {.across = 4, .down = 2},
        {.across = 1, .down = 1, .rgb = true},
        {.across = 2, .down = 2, .arithmetic = true},
        {.across = 2, .down = 2, .arithmetic = true, .progressive = true},
        {.across = 2, .down = 2, .restart = 1},
        {.across = 2, .down = 1, .progressive = true, .restart = 3},
    };
    static const struct rect crops[] = {{101.5, 67.25, 403, 301.5},
                                        {333, 211, 307, 269}};
    struct picture scene;
    draw_scene(&scene);
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        struct buffer file = {0};
        struct pixmap whole;
        rare_encode_jpeg(&scene, &kinds[kind], &file);
        read_part(&file, (struct rect){0, 0, WIDTH, HEIGHT}, WIDTH, HEIGHT,
                  &whole);
        for (size_t i = 0; i < sizeof crops / sizeof *crops; i++)
            for (double smaller = 1; smaller < 10; smaller *= 1.9)
                assert_quality(&file, 100 + (int)kind, &whole, crops[i],
                               smaller);
        pixmap_finish(&whole);
        buffer_finish(&file);
    }
    picture_finish(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_is_scaled_as_the_definition_says),
        cmocka_unit_test(every_kind_of_jpeg_is_cropped_and_scaled_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
