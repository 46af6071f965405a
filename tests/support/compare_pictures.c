// compare_pictures EXPECTED ACTUAL DIFFERENCE: two PNGs are nearly the same
// (exit 0), or not (exit 1, with a picture of the difference and a line that
// says where it is).
#include "picture.h"

#include <stdio.h>
#include <stdlib.h>

// A rounding more or less of an anti-aliased edge passes, another word or a
// shift by a pixel does not; nor does a small thing that is gone from one
// place, which a measure of the whole would not see.
#define PSNR_LEAST 40.0
#define BLOCK_MOST 10.0

static int load(const char *path, struct picture *picture)
{
    struct buffer file = {0};
    if (!buffer_append_file(&file, path, 100 * 1000 * 1000)) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return 0;
    }
    picture_decode_png(buffer_view(&file), picture);
    buffer_finish(&file);
    return 1;
}

static void write_difference(const struct picture *a, const struct picture *b,
                             const char *path)
{
    struct picture difference;
    struct buffer file = {0};
    picture_init_difference(&difference, a, b);
    picture_encode_png(&difference, &(struct picture_png){.bits = 8}, &file);
    FILE *to = fopen(path, "wb");
    if (to) {
        fwrite(file.data, 1, file.size, to);
        fclose(to);
    }
    buffer_finish(&file);
    picture_finish(&difference);
}

int main(int argc, char **argv)
{
    struct picture expected;
    struct picture actual;
    if (argc != 4 || !load(argv[1], &expected) || !load(argv[2], &actual))
        return 2;
    const bool same_size =
        expected.width == actual.width && expected.height == actual.height;
    const double psnr = same_size ? picture_psnr(&expected, &actual) : 0;
    const double worst =
        same_size ? picture_worst_block(&expected, &actual) : 0;
    const bool near = psnr >= PSNR_LEAST && worst <= BLOCK_MOST;
    if (!near && same_size)
        write_difference(&expected, &actual, argv[3]);
    if (!near)
        fprintf(stderr,
                "%.1f dB, %.1f in the worst block: expected %s, actual %s, "
                "difference %s\n",
                psnr, worst, argv[1], argv[2], argv[3]);
    picture_finish(&expected);
    picture_finish(&actual);
    return near ? 0 : 1;
}
