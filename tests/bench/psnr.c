// How far two posters differ where the photo shows: the peak signal-to-noise
// ratio in dB over the pixels of a window that an overlay leaves clear.
//   bench_psnr OURS.png THEIRS.png OVERLAY.png X Y WIDTH HEIGHT
#include "bench.h"

#include "picture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <png.h>

static void read_picture(const char *path, struct picture *picture)
{
    struct buffer file = {0};
    if (!buffer_append_file(&file, path, 64 * 1000 * 1000))
        bench_fail(path, NULL);
    picture_decode_png(buffer_view(&file), picture);
    buffer_finish(&file);
}

// RGBA, to be freed.
static uint8_t *read_overlay(const char *path, int width, int height)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_file(&image, path))
        bench_fail(path, NULL);
    image.format = PNG_FORMAT_RGBA;
    uint8_t *const pixels = malloc(PNG_IMAGE_SIZE(image));
    if (!pixels || image.width != (unsigned)width ||
        image.height != (unsigned)height ||
        !png_image_finish_read(&image, NULL, pixels, 0, NULL))
        bench_fail(path, NULL);
    return pixels;
}

int main(int argc, char **argv)
{
    struct picture ours;
    struct picture theirs;
    double sum = 0;
    double count = 0;
    if (argc != 8) {
        fputs("Usage: bench_psnr OURS THEIRS OVERLAY X Y WIDTH HEIGHT\n",
              stderr);
        return 2;
    }
    read_picture(argv[1], &ours);
    read_picture(argv[2], &theirs);
    if (ours.width != theirs.width || ours.height != theirs.height)
        bench_fail("another size", NULL);
    uint8_t *const overlay = read_overlay(argv[3], ours.width, ours.height);
    const int left = atoi(argv[4]);
    const int top = atoi(argv[5]);
    for (int y = top; y < top + atoi(argv[7]); y++)
        for (int x = left; x < left + atoi(argv[6]); x++) {
            if (overlay[((size_t)y * (size_t)ours.width + (size_t)x) * 4 + 3])
                continue;
            for (int c = 0; c < 3; c++, count++)
                sum += pow(picture_at(&ours, x, y)[c] -
                               picture_at(&theirs, x, y)[c],
                           2);
        }
    printf("%.1f\n", sum > 0 ? 10 * log10(255.0 * 255 * count / sum) : 100.0);
    free(overlay);
    picture_finish(&ours);
    picture_finish(&theirs);
    return 0;
}
