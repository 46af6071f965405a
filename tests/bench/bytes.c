// What the poster's bytes are against zlib at level 6 with the best filter that
// is the same for every row: the whole IDAT of ours to a whole stream of
// zlib's.
//   bench_bytes SOURCE FOLDER
#include "bench.h"

#include "picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

enum { FILTERS = 5, STEP = 3 };

static const char *const filter_names[FILTERS] = {"None", "Sub", "Up",
                                                  "Average", "Paeth"};

static int paeth(int left, int up, int corner)
{
    const int guess = left + up - corner;
    const int from_left = abs(guess - left);
    const int from_up = abs(guess - up);
    const int from_corner = abs(guess - corner);
    if (from_left <= from_up && from_left <= from_corner)
        return left;
    return from_up <= from_corner ? up : corner;
}

static int guess(int filter, int left, int up, int corner)
{
    const int guesses[FILTERS] = {0, left, up, (left + up) / 2,
                                  paeth(left, up, corner)};
    return guesses[filter];
}

// The picture's rows, all filtered in one way, each with its type before it.
static uint8_t *filter_rows(const struct picture *picture, int filter)
{
    const size_t size = (size_t)picture->width * STEP;
    uint8_t *const rows = malloc((size + 1) * (size_t)picture->height);
    uint8_t *to = rows;
    if (!rows)
        bench_fail("memory", NULL);
    for (int y = 0; y < picture->height; y++) {
        const uint8_t *const row = picture_at(picture, 0, y);
        const uint8_t *const above = y > 0 ? row - size : NULL;
        *to++ = (uint8_t)filter;
        for (size_t i = 0; i < size; i++) {
            const bool inside = i >= STEP;
            *to++ = (uint8_t)(row[i] -
                              guess(filter, inside ? row[i - STEP] : 0,
                                    above ? above[i] : 0,
                                    inside && above ? above[i - STEP] : 0));
        }
    }
    return rows;
}

static size_t pack(const struct picture *picture, int filter)
{
    const uLong size =
        ((uLong)picture->width * STEP + 1) * (uLong)picture->height;
    uLongf packed_size = compressBound(size);
    uint8_t *const rows = filter_rows(picture, filter);
    uint8_t *const packed = malloc(packed_size);
    if (!packed || compress2(packed, &packed_size, rows, size, 6) != Z_OK)
        bench_fail("zlib", NULL);
    free(rows);
    free(packed);
    return packed_size;
}

// The bytes of all IDAT chunks.
static size_t count_idat(struct bytes file)
{
    size_t sum = 0;
    for (size_t at = 8; at + 12 <= file.size;) {
        const uint8_t *const chunk = file.data + at;
        const size_t size = (size_t)chunk[0] << 24 | (size_t)chunk[1] << 16 |
                            (size_t)chunk[2] << 8 | chunk[3];
        if (memcmp(chunk + 4, "IDAT", 4) == 0)
            sum += size;
        at += size + 12;
    }
    return sum;
}

static void measure(const struct bench *bench, const char *id)
{
    const struct bench_job *const job = bench_job_find(id);
    struct order order;
    struct buffer photo = {0};
    struct buffer file = {0};
    struct picture picture;
    size_t best = SIZE_MAX;
    int best_filter = 0;
    bench_read(bench, job->photo, &photo);
    bench_fill(&order, job, buffer_view(&photo));
    bench_print_in_child(bench, &order, &file);
    picture_decode_png(buffer_view(&file), &picture);
    for (int filter = 0; filter < FILTERS; filter++) {
        const size_t size = pack(&picture, filter);
        if (size < best) {
            best = size;
            best_filter = filter;
        }
    }
    const size_t ours = count_idat(buffer_view(&file));
    printf("%s\t%zu\t%zu\t%s\t%.3f\n", id, ours, best,
           filter_names[best_filter], (double)ours / (double)best);
    picture_finish(&picture);
    buffer_finish(&file);
    buffer_finish(&photo);
    order_finish(&order);
}

int main(int argc, char **argv)
{
    struct bench bench;
    if (argc != 3) {
        fputs("Usage: bench_bytes SOURCE FOLDER\n", stderr);
        return 2;
    }
    bench_open(&bench, argv[1], argv[2]);
    puts("job\tours\tzlib 6\tits filter\tratio");
    measure(&bench, "S");
    measure(&bench, "P");
    bench_close(&bench);
    return 0;
}
