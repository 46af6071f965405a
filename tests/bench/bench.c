#include "bench.h"

#include "serve/child.h"
#include "serve/child_kit.h"
#include "serve/heap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { FILE_BYTES_MAX = 64 * 1000 * 1000 };

#define PHOTO "photo-12mp.jpg"
#define SLOGAN "Geverifieerd door 3B."

#define PORTRAIT "instagram-portrait"
#define V "geverifieerd"

const struct bench_job bench_jobs[] = {
    {"S", "12 MP JPEG to 1080x1350", V, PHOTO, PORTRAIT, SLOGAN, 0},
    {"P", "12 MP JPEG to A4, 2551x3579", V, PHOTO, "a4", SLOGAN, 0},
    {"S-full", "S, the photo on all of it", "kader", PHOTO, PORTRAIT, SLOGAN,
     0},
    {"P-full", "P, the photo on all of it", "kader", PHOTO, "a4", SLOGAN, 0},
    {"small", "S from a JPEG of 2000x1500", V, "photo-small.jpg", PORTRAIT,
     SLOGAN, 0},
    {"focus", "S, the focus not given", V, PHOTO, PORTRAIT, SLOGAN, true},
    {"progressive", "S from a progressive JPEG", V, "photo-progressive.jpg",
     PORTRAIT, SLOGAN, 0},
    {"heic", "S from HEIC of 12 MP", V, "photo-12mp.heic", PORTRAIT, SLOGAN, 0},
    {"png", "S from a PNG of 2000x1500", V, "photo-small.png", PORTRAIT, SLOGAN,
     0},
    {"emoji", "S with emoji", V, PHOTO, PORTRAIT,
     "Wij ❤️ lezen 👩🏽‍🏫 elke dag 📚", 0},
    {"kit 1", "", V, PHOTO, PORTRAIT, SLOGAN, 0},
    {"kit 2", "", V, PHOTO, "instagram-square", SLOGAN, 0},
    {"kit 3", "", V, PHOTO, "instagram-tall", SLOGAN, 0},
    {"kit 4", "", V, PHOTO, "story", SLOGAN, 0},
    {"kit 5", "", V, PHOTO, "link-preview", SLOGAN, 0},
    {"kit 6", "", V, PHOTO, "x-post", SLOGAN, 0},
    {"kit 7", "", V, PHOTO, "x-header", SLOGAN, 0},
    {"kit 8", "", V, PHOTO, "linkedin-banner", SLOGAN, 0},
};
const size_t bench_job_count = sizeof bench_jobs / sizeof *bench_jobs;

const char *const bench_stages[BENCH_STAGES] = {"plan", "photo", "compose",
                                                "ink", "encode"};

_Noreturn void bench_fail(const char *what, const struct error *err)
{
    fprintf(stderr, "bench: %s", what);
    if (err)
        fprintf(stderr, ": %d %s %s", (int)err->message, err->field,
                err->detail);
    fputc('\n', stderr);
    exit(1);
}

double bench_cpu_ms(void)
{
    struct timespec now;
    struct rusage ended;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    getrusage(RUSAGE_CHILDREN, &ended);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6 +
           (double)(ended.ru_utime.tv_sec + ended.ru_stime.tv_sec) * 1e3 +
           (double)(ended.ru_utime.tv_usec + ended.ru_stime.tv_usec) / 1e3;
}

void bench_add(struct bench_series *series, double sample)
{
    if (series->count == BENCH_ROUNDS_MAX)
        bench_fail("too many rounds", NULL);
    series->samples[series->count++] = sample;
}

static int compare(const void *a, const void *b)
{
    const double one = *(const double *)a;
    const double other = *(const double *)b;
    return (one > other) - (one < other);
}

// The sample at a place of the sorted ones, 0..1.
static double at(const struct bench_series *series, double place)
{
    struct bench_series sorted = *series;
    if (sorted.count == 0)
        bench_fail("no rounds", NULL);
    qsort(sorted.samples, sorted.count, sizeof *sorted.samples, compare);
    return sorted.samples[(size_t)(place * (double)(sorted.count - 1))];
}

double bench_median(const struct bench_series *series)
{
    return at(series, 0.5);
}

double bench_least(const struct bench_series *series)
{
    return at(series, 0);
}

double bench_most(const struct bench_series *series)
{
    return at(series, 1);
}

const struct bench_job *bench_job_find(const char *id)
{
    for (size_t i = 0; i < bench_job_count; i++)
        if (strcmp(bench_jobs[i].id, id) == 0)
            return &bench_jobs[i];
    bench_fail(id, NULL);
}

void bench_open(struct bench *bench, const char *source, const char *folder)
{
    char templates[4096];
    char fonts[4096];
    struct error err = {0};
    *bench = (struct bench){.source = source, .folder = folder};
    snprintf(templates, sizeof templates, "%s/templates", folder);
    snprintf(fonts, sizeof fonts, "%s/fonts/fonts.ini", source);
    const struct press_config config = {.templates_dir = templates,
                                        .fonts_file = fonts,
                                        .photo_limits = PHOTO_LIMITS_DEFAULT,
                                        .art_bytes = 64 * 1000 * 1000};
    if (!press_create(&bench->press, &config, &err) ||
        !press_warm(bench->press, &err))
        bench_fail("start", &err);
    heap_gather();
}

void bench_close(struct bench *bench)
{
    press_destroy(bench->press);
    *bench = (struct bench){0};
}

void bench_read(const struct bench *bench, const char *name,
                struct buffer *file)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", bench->folder, name);
    if (!buffer_append_file(file, path, FILE_BYTES_MAX))
        bench_fail(path, NULL);
}

static void set(struct order *order, const char *name, const char *value)
{
    struct error err = {0};
    if (!order_set(order, name, value, strlen(value), &err))
        bench_fail(name, &err);
}

void bench_fill(struct order *order, const struct bench_job *job,
                struct bytes photo)
{
    order_init(order);
    set(order, "template", job->template_id);
    set(order, "format", job->format);
    if (!job->finds_focus) {
        set(order, "focus_x", "0.5");
        set(order, "focus_y", "0.5");
    }
    set(order, "slogan", job->slogan);
    set(order, "name", "Juf Amina, wiskunde");
    order->photo = photo;
}

// The time since `start`, and what becomes of the poster.
static double end(struct poster *poster, double start, struct buffer *file)
{
    const double spent = bench_cpu_ms() - start;
    if (file) {
        *file = poster->file;
        poster->file = (struct buffer){0};
    }
    poster_finish(poster);
    return spent;
}

double bench_print(const struct bench *bench, const struct order *order,
                   struct buffer *explain, struct buffer *file)
{
    struct poster poster;
    struct error err = {0};
    const double start = bench_cpu_ms();
    press_prepare(bench->press, order);
    if (!press_print(bench->press, order, &poster, explain, &err))
        bench_fail(order->format_id, &err);
    return end(&poster, start, file);
}

double bench_print_in_child(const struct bench *bench,
                            const struct order *order, struct buffer *file)
{
    struct config config;
    struct poster poster;
    struct error err = {0};
    config_init(&config);
    const struct child_limits limits = child_limits_of(&config);
    const double start = bench_cpu_ms();
    if (!child_print(bench->press, order, &limits, &poster, NULL, &err))
        bench_fail(order->format_id, &err);
    return end(&poster, start, file);
}

static bool leave_head(void *context, const struct kit_head *head)
{
    (void)context;
    (void)head;
    return true;
}

static bool leave_made(void *context, const struct kit_file *file,
                       const double stage_ms[PRESS_STAGES])
{
    (void)context;
    (void)file;
    (void)stage_ms;
    return true;
}

static bool leave_bytes(void *context, struct bytes piece)
{
    (void)context;
    (void)piece;
    return true;
}

double bench_print_kit_in_child(const struct bench *bench,
                                const struct order *order,
                                const struct kit_wish *wish)
{
    static const struct kit_sink sink = {leave_head, leave_made, leave_bytes,
                                         NULL};
    struct config config;
    struct error err = {0};
    config_init(&config);
    const struct child_limits limits = child_kit_limits_of(&config);
    const double start = bench_cpu_ms();
    if (!child_print_kit(bench->press, order, wish, &limits, &sink, NULL, &err))
        bench_fail("kit", &err);
    return bench_cpu_ms() - start;
}

const char *bench_explained(const struct buffer *explain, const char *name)
{
    struct buffer text = *explain;
    const size_t size = strlen(name);
    const char *from = (const char *)text.data;
    const char *const end = from + text.size;
    while (from && from + size < end) {
        if (memcmp(from, name, size) == 0)
            return from + size;
        from = memchr(from, '\n', (size_t)(end - from));
        from = from ? from + 1 : NULL;
    }
    bench_fail(name, NULL);
}

double bench_stage_ms(const struct buffer *explain, const char *stage)
{
    char name[32];
    snprintf(name, sizeof name, "time %s ", stage);
    return strtod(bench_explained(explain, name), NULL);
}
