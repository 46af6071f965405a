// What each stage costs alone and how cost grows with the size of the photo and
// of the poster. TSV, processor milliseconds, medians of rounds after a warm
// one, all in turn. "limit" is what libjpeg-turbo takes for the same photo
// without us: rows of RGB that nobody looks at.
//   bench_stages SOURCE FOLDER ROUNDS stages|linear
#include "bench.h"

#include "press/encode_png.h"
#include "press/photo.h"
#include "press/png_filter.h"
#include "press/press_paint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

enum { STEPS_MAX = 32 };

// One thing that is measured.
struct step {
    const char *name;
    double megapixels;
    void (*run)(const struct bench *bench, struct step *step);
    const struct bench_job *job;
    int eighths;
    int width_px;
    struct order order;
    struct buffer photo;
    struct plan plan;
    struct canvas *canvas;
    struct bench_series ms;
};

static void decode_alone(const struct bench *bench, struct step *step)
{
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    (void)bench;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, step->photo.data, (unsigned long)step->photo.size);
    jpeg_read_header(&jpeg, TRUE);
    jpeg.scale_num = (unsigned)step->eighths;
    jpeg.scale_denom = 8;
    jpeg_start_decompress(&jpeg);
    JSAMPLE *row = malloc((size_t)jpeg.output_width * 3);
    if (!row)
        bench_fail("memory", NULL);
    while (jpeg.output_scanline < jpeg.output_height)
        jpeg_read_scanlines(&jpeg, &row, 1);
    free(row);
    jpeg_finish_decompress(&jpeg);
    jpeg_destroy_decompress(&jpeg);
}

static void read_window(const struct bench *bench, struct step *step)
{
    struct pixmap picture;
    struct error err = {0};
    (void)bench;
    if (!photo_read(&step->plan.photo, step->plan.turn, step->plan.crop,
                    (int)step->plan.window.width, (int)step->plan.window.height,
                    &picture, &err))
        bench_fail(step->name, &err);
    pixmap_finish(&picture);
}

static void filter(const struct bench *bench, struct step *step)
{
    const size_t size = (size_t)step->plan.width * 3;
    uint8_t *const bytes = calloc(size, 6);
    (void)bench;
    if (!bytes)
        bench_fail("memory", NULL);
    uint8_t *row = bytes;
    uint8_t *above = bytes + size;
    for (int y = 0; y < step->plan.height; y++) {
        const uint32_t *const from = canvas_row(step->canvas, y);
        for (int x = 0; x < step->plan.width; x++)
            for (int c = 0; c < 3; c++)
                row[x * 3 + c] = (uint8_t)(from[x] >> (16 - 8 * c));
        png_filter_row(row, above, size, 3, bytes + 2 * size, bytes + 4 * size);
        uint8_t *const swap = row;
        row = above;
        above = swap;
    }
    free(bytes);
}

static void encode(const struct bench *bench, struct step *step)
{
    const struct png_wish wish = {0};
    struct buffer file = {0};
    struct error err = {0};
    (void)bench;
    if (!encode_png(step->canvas, &wish, &file, &err))
        bench_fail(step->name, &err);
    buffer_finish(&file);
}

static void print(const struct bench *bench, struct step *step)
{
    bench_print(bench, &step->order, NULL, NULL);
}

static struct step steps[STEPS_MAX];
static size_t step_count;

static double jpeg_megapixels(const struct buffer *file)
{
    struct photo photo;
    struct error err = {0};
    if (!photo_inspect(&photo, buffer_view(file), &err))
        bench_fail("photo", &err);
    return (double)photo.width * photo.height / 1e6;
}

// Adds a step; `photo_name` NULL is the job's own.
static struct step *add(const struct bench *bench, const char *name,
                        const char *job, const char *photo_name)
{
    struct step *const step = &steps[step_count++];
    step->name = name;
    step->job = bench_job_find(job);
    bench_read(bench, photo_name ? photo_name : step->job->photo, &step->photo);
    bench_fill(&step->order, step->job, buffer_view(&step->photo));
    return step;
}

static void plan(const struct bench *bench, struct step *step)
{
    struct error err = {0};
    if (!press_paint_plan(bench->press, &step->order, &step->plan,
                          &step->canvas, &err))
        bench_fail(step->name, &err);
}

static void add_decode(const struct bench *bench, const char *name, int eighths)
{
    struct step *const step = add(bench, name, "S", NULL);
    step->run = decode_alone;
    step->eighths = eighths;
    step->megapixels = jpeg_megapixels(&step->photo);
}

static void add_stages(const struct bench *bench, const char *job,
                       const char *const names[3])
{
    struct step *const photo = add(bench, names[0], job, NULL);
    plan(bench, photo);
    photo->run = read_window;
    photo->megapixels = jpeg_megapixels(&photo->photo);
    struct step *const filters = add(bench, names[1], job, NULL);
    plan(bench, filters);
    filters->run = filter;
    struct step *const png = add(bench, names[2], job, NULL);
    plan(bench, png);
    png->run = encode;
    filters->megapixels = png->megapixels =
        (double)png->plan.width * png->plan.height / 1e6;
}

static void add_all_stages(const struct bench *bench)
{
    static const char *const s[] = {"S: photo, read and scaled",
                                    "S: filtering rows alone",
                                    "S: filtering and packing"};
    static const char *const p[] = {"P: photo, read and scaled",
                                    "P: filtering rows alone",
                                    "P: filtering and packing"};
    add_decode(bench, "limit: libjpeg-turbo 8/8", 8);
    add_decode(bench, "limit: libjpeg-turbo 4/8", 4);
    add_decode(bench, "limit: libjpeg-turbo 2/8", 2);
    add_stages(bench, "S", s);
    add_stages(bench, "P", p);
}

// S of photos of several sizes, and posters of several sizes of one photo.
static void add_all_sizes(const struct bench *bench)
{
    static const char *const photos[] = {"photo-3mp.jpg", "photo-6mp.jpg",
                                         "photo-12mp.jpg", "photo-24mp.jpg",
                                         "photo-48mp.jpg"};
    static const struct {
        const char *format;
        int width_px;
        int height_px;
    } posters[] = {{"instagram-portrait", 540, 675},
                   {"instagram-portrait", 1080, 1350},
                   {"a5", 1819, 2551},
                   {"a4", 2551, 3579},
                   {"a3", 3579, 5031}};
    for (size_t i = 0; i < sizeof photos / sizeof *photos; i++) {
        struct step *const step = add(bench, "photo", "S", photos[i]);
        step->run = print;
        step->megapixels = jpeg_megapixels(&step->photo);
    }
    for (size_t i = 0; i < sizeof posters / sizeof *posters; i++) {
        struct step *const step = add(bench, "poster", "S", NULL);
        step->run = print;
        strcpy(step->order.format_id, posters[i].format);
        if (posters[i].width_px < 1080)
            step->order.width_px = posters[i].width_px;
        step->megapixels =
            (double)posters[i].width_px * posters[i].height_px / 1e6;
    }
}

static void finish(struct step *step)
{
    canvas_destroy(step->canvas);
    plan_finish(&step->plan);
    order_finish(&step->order);
    buffer_finish(&step->photo);
}

int main(int argc, char **argv)
{
    struct bench bench;
    if (argc != 5) {
        fputs("Usage: bench_stages SOURCE FOLDER ROUNDS stages|linear\n",
              stderr);
        return 2;
    }
    bench_open(&bench, argv[1], argv[2]);
    const bool is_linear = strcmp(argv[4], "linear") == 0;
    if (is_linear)
        add_all_sizes(&bench);
    else
        add_all_stages(&bench);
    for (int round = 0; round <= atoi(argv[3]); round++)
        for (size_t i = 0; i < step_count; i++) {
            const double start = bench_cpu_ms();
            steps[i].run(&bench, &steps[i]);
            if (round > 0)
                bench_add(&steps[i].ms, bench_cpu_ms() - start);
        }
    puts(is_linear ? "of\tMP\tms\tms/MP" : "stage\tMP\tms\tms/MP");
    for (size_t i = 0; i < step_count; i++) {
        const double ms = bench_median(&steps[i].ms);
        printf("%s\t%.2f\t%.1f\t%.2f\n", steps[i].name, steps[i].megapixels, ms,
               ms / steps[i].megapixels);
        finish(&steps[i]);
    }
    bench_close(&bench);
    return 0;
}
