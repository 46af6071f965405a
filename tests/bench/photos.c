// Makes the photos that the benchmarks read: drawn, always the same, with as
// much detail and noise as a phone's have, so that 12 megapixels are about 4 MB
// as a JPEG. What is there already is kept.
//   bench_photos FOLDER
#include "bench.h"

#include "kinds.h"
#include "picture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OCTAVES = 9, LONGEST_PX = 512, GRAIN = 5, QUALITY = 95 };

static uint32_t mix(uint32_t value)
{
    value ^= value >> 16;
    value *= 0x7feb352dU;
    value ^= value >> 15;
    value *= 0x846ca68bU;
    return value ^ (value >> 16);
}

// -1..1, of a place in a lattice.
static float lattice(int x, int y, int layer)
{
    const uint32_t place =
        (uint32_t)x * 0x9e3779b1U + (uint32_t)y * 0x85ebca6bU;
    return (float)mix(place + (uint32_t)layer * 0xc2b2ae35U) / 2147483648.0F -
           1;
}

// Noise that is smooth over `length` pixels, for each pixel of a row, times
// `strength`, is added to it.
static void add_octave(float *row, int width, int y, int length, int layer,
                       float strength)
{
    const int top = y / length;
    const float down = (float)(y % length) / (float)length;
    for (int cell = 0; cell * length < width; cell++) {
        const float left = lattice(cell, top, layer) * (1 - down) +
                           lattice(cell, top + 1, layer) * down;
        const float right = lattice(cell + 1, top, layer) * (1 - down) +
                            lattice(cell + 1, top + 1, layer) * down;
        for (int i = 0; i < length && cell * length + i < width; i++)
            row[cell * length + i] +=
                strength * (left + (right - left) * (float)i / (float)length);
    }
}

// Surfaces with sharp edges, as of people and things, in a few colours.
static const float surfaces[5][3] = {{62, 84, 70},
                                     {196, 160, 132},
                                     {120, 112, 150},
                                     {210, 204, 190},
                                     {150, 70, 62}};

// What each pixel of a row is made of.
enum layer { COARSE, FINE, FOCUS, WARMTH, SHAPE, LAYERS };

// Detail of every size, the small a little weaker than the large; fine detail
// only where the photo is in focus, as before a background that is not.
static void draw_layers(float *rows, int width, int y)
{
    memset(rows, 0, (size_t)width * LAYERS * sizeof *rows);
    for (int i = 0; i < OCTAVES; i++)
        add_octave(rows + (i < 4 ? COARSE : FINE) * width, width, y,
                   LONGEST_PX >> i, i, 14 * powf(0.93F, (float)i));
    for (int i = 0; i < 2; i++)
        add_octave(rows + FOCUS * width, width, y, LONGEST_PX >> i, 10 + i, 2);
    for (int i = 0; i < 4; i++)
        add_octave(rows + WARMTH * width, width, y, LONGEST_PX >> i, 20 + i, 6);
    for (int i = 0; i < 5; i++)
        add_octave(rows + SHAPE * width, width, y, LONGEST_PX >> i, 30 + i,
                   powf(0.5F, (float)i));
}

static void draw_row(const struct picture *picture, int y, float *rows)
{
    const int width = picture->width;
    draw_layers(rows, width, y);
    for (int x = 0; x < width; x++) {
        const float *const at = rows + x;
        const float *const surface =
            surfaces[(int)fminf(4, fmaxf(0, at[SHAPE * width] * 2.5F + 2.5F))];
        const float focus = fminf(2, fmaxf(0, 2 * at[FOCUS * width] + 1));
        const float light = at[COARSE * width] + focus * at[FINE * width];
        for (int c = 0; c < 3; c++) {
            const float value = surface[c] + light +
                                at[WARMTH * width] * (float)(1 - c) +
                                GRAIN * lattice(x, y, 40 + c);
            picture_at(picture, x, y)[c] = (uint8_t)fminf(255, fmaxf(0, value));
        }
    }
}

static void draw(struct picture *picture, int width, int height)
{
    float *const rows = calloc((size_t)width * LAYERS, sizeof *rows);
    if (!rows)
        bench_fail("memory", NULL);
    picture_init(picture, width, height);
    for (int y = 0; y < height; y++)
        draw_row(picture, y, rows);
    free(rows);
}

static void encode(const struct picture *picture, const char *name,
                   struct buffer *file)
{
    const struct picture_png png = {.bits = 8};
    const struct kind_tags tags = {.usual = true};
    if (strstr(name, ".heic"))
        kinds_encode_heif(picture, KINDS_HEIC, &tags, file);
    else if (strstr(name, ".png"))
        picture_encode_png(picture, &png, file);
    else
        picture_encode_jpeg_at(picture,
                               strstr(name, "progressive") ? PICTURE_PROGRESSIVE
                                                           : PICTURE_BASELINE,
                               QUALITY, file);
}

static const struct {
    const char *name;
    int width;
    int height;
} photos[] = {
    {"photo-12mp.jpg", 4000, 3000},        {"photo-small.jpg", 2000, 1500},
    {"photo-progressive.jpg", 4000, 3000}, {"photo-12mp.heic", 4000, 3000},
    {"photo-small.png", 2000, 1500},       {"photo-3mp.jpg", 2000, 1500},
    {"photo-6mp.jpg", 2828, 2121},         {"photo-24mp.jpg", 5656, 4242},
    {"photo-48mp.jpg", 8000, 6000},
};

static void make(const char *folder, size_t index)
{
    char path[4096];
    struct picture picture;
    struct buffer file = {0};
    snprintf(path, sizeof path, "%s/%s", folder, photos[index].name);
    if (access(path, R_OK) == 0)
        return;
    draw(&picture, photos[index].width, photos[index].height);
    encode(&picture, photos[index].name, &file);
    FILE *to = fopen(path, "wb");
    if (!to || fwrite(file.data, 1, file.size, to) != file.size ||
        fclose(to) != 0)
        bench_fail(path, NULL);
    fprintf(stderr, "%s: %dx%d, %.2f MB\n", photos[index].name, picture.width,
            picture.height, (double)file.size / 1e6);
    if (strcmp(photos[index].name, "photo-12mp.jpg") == 0 &&
        (file.size < 3500000 || file.size > 4500000))
        bench_fail("12 megapixels are not 3.5 to 4.5 MB", NULL);
    picture_finish(&picture);
    buffer_finish(&file);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("Usage: bench_photos FOLDER\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < sizeof photos / sizeof *photos; i++)
        make(argv[1], i);
    return 0;
}
