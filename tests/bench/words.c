// What words cost, as parts of the posters they are on: processor time, all in
// one run, the cases in turn, medians of 21 rounds after a warm one.
//   bench_words SOURCE
#include "press/press.h"
#include "serve/child.h"
#include "serve/heap.h"

#include "picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { ROUNDS = 21, TEXT_WIDTH_PX = 540 };

struct cost {
    double samples[ROUNDS];
};

struct words {
    const char *name;
    const char *slogan;
    double allowed; // part of the whole poster that words may cost
    struct cost words;
    struct cost whole;
};

static struct words cases[] = {
    {.name = "Dutch",
     .slogan = "Mijn mooiste like? \"Aha, nu snap ik het!\"",
     .allowed = 0.1},
    {.name = "emoji",
     .slogan = "Wij ❤️ lezen 👩🏽‍🏫 elke dag 📚",
     .allowed = 0.2},
    {.name = "Arabic", .slogan = "معلمتي هي المؤثرة الحقيقية", .allowed = 0.2},
};

enum { CASES = sizeof cases / sizeof *cases };

static double processor_ms(void)
{
    struct timespec now;
    struct rusage ended;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    getrusage(RUSAGE_CHILDREN, &ended);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6 +
           (double)(ended.ru_utime.tv_sec + ended.ru_stime.tv_sec) * 1e3 +
           (double)(ended.ru_utime.tv_usec + ended.ru_stime.tv_usec) / 1e3;
}

static int compare(const void *a, const void *b)
{
    const double one = *(const double *)a;
    const double other = *(const double *)b;
    return (one > other) - (one < other);
}

static double median(struct cost *cost)
{
    qsort(cost->samples, ROUNDS, sizeof *cost->samples, compare);
    return cost->samples[ROUNDS / 2];
}

static _Noreturn void give_up(const char *what, const struct error *err)
{
    fprintf(stderr, "bench_words: %s: %d %s %s\n", what, (int)err->message,
            err->field, err->detail);
    exit(1);
}

static void set(struct order *order, const char *name, const char *value)
{
    struct error err = {0};
    if (!order_set(order, name, value, strlen(value), &err))
        give_up(name, &err);
}

static void fill(struct order *order, const char *slogan, struct bytes photo)
{
    order_init(order);
    set(order, "template", "geverifieerd");
    set(order, "format", "instagram-portrait");
    set(order, "focus_x", "0.5");
    set(order, "focus_y", "0.5");
    set(order, "slogan", slogan);
    set(order, "name", "Juf Amina, wiskunde");
    order->photo = photo;
}

// The milliseconds of a stage, as --explain tells them.
static double stage_ms(const struct buffer *explain, const char *name)
{
    char wanted[32];
    snprintf(wanted, sizeof wanted, "time %s ", name);
    const char *at = strstr((const char *)explain->data, wanted);
    return at ? strtod(at + strlen(wanted), NULL) : 0;
}

// In one process: the stages of words against all stages.
static void measure_case(struct press *press, struct words *words,
                         struct bytes photo, int round)
{
    struct order order;
    struct poster poster;
    struct buffer explain = {0};
    struct error err = {0};
    fill(&order, words->slogan, photo);
    press_prepare(press, &order);
    const double start = processor_ms();
    if (!press_print(press, &order, &poster, &explain, &err) ||
        !buffer_append(&explain, "", 1))
        give_up(words->name, &err);
    if (round >= 0) {
        words->whole.samples[round] = processor_ms() - start;
        words->words.samples[round] =
            stage_ms(&explain, "plan") + stage_ms(&explain, "ink");
    }
    buffer_finish(&explain);
    poster_finish(&poster);
    order_finish(&order);
}

// As a server does it, in a child: a poster, or its words alone.
static double measure_child(struct press *press, enum order_layer layer,
                            struct bytes photo)
{
    struct config config;
    struct order order;
    struct poster poster;
    struct error err = {0};
    config_init(&config);
    const struct child_limits limits = child_limits_of(&config);
    fill(&order, cases[0].slogan,
         layer == ORDER_POSTER ? photo : (struct bytes){0});
    order.layer = layer;
    order.width_px = layer == ORDER_POSTER ? 0 : TEXT_WIDTH_PX;
    const double start = processor_ms();
    if (!child_print(press, &order, &limits, &poster, &err))
        give_up("child", &err);
    const double spent = processor_ms() - start;
    poster_finish(&poster);
    order_finish(&order);
    return spent;
}

static void tell(const char *what, double part, double whole, double allowed)
{
    printf("%-34s %8.2f ms of %8.2f ms  %5.1f %%  (at most %4.1f %%)%s\n", what,
           part, whole, 100 * part / whole, 100 * allowed,
           part / whole <= allowed ? "" : "  MISSED");
}

static void run(struct press *press, struct bytes photo)
{
    struct cost poster;
    struct cost text;
    for (int round = -1; round < ROUNDS; round++) {
        for (int i = 0; i < CASES; i++)
            measure_case(press, &cases[i], photo, round);
        const double whole = measure_child(press, ORDER_POSTER, photo);
        const double part = measure_child(press, ORDER_WORDS, photo);
        if (round < 0)
            continue;
        poster.samples[round] = whole;
        text.samples[round] = part;
    }
    for (int i = 0; i < CASES; i++) {
        char what[64];
        snprintf(what, sizeof what, "words of a poster, %s", cases[i].name);
        tell(what, median(&cases[i].words), median(&cases[i].whole),
             cases[i].allowed);
    }
    tell("text.png of 540 px, in a child", median(&text), median(&poster),
         1.0 / 6);
}

int main(int argc, char **argv)
{
    char templates[4096];
    char fonts[4096];
    struct press *press;
    struct picture picture;
    struct buffer photo = {0};
    struct error err = {0};
    if (argc != 2) {
        fputs("Usage: bench_words SOURCE\n", stderr);
        return 2;
    }
    snprintf(templates, sizeof templates, "%s/templates", argv[1]);
    snprintf(fonts, sizeof fonts, "%s/fonts/fonts.ini", argv[1]);
    const struct press_config config = {.templates_dir = templates,
                                        .fonts_file = fonts,
                                        .photo_limits = PHOTO_LIMITS_DEFAULT,
                                        .art_bytes = 64 * 1000 * 1000};
    if (!press_create(&press, &config, &err) || !press_warm(press, &err))
        give_up("start", &err);
    heap_gather();
    picture_init(&picture, 4000, 3000);
    picture_draw(&picture);
    picture_encode_jpeg(&picture, PICTURE_BASELINE, 0, &photo);
    picture_finish(&picture);
    printf("photo of 4000x3000 px, %zu KB\n", photo.size / 1000);
    run(press, buffer_view(&photo));
    buffer_finish(&photo);
    press_destroy(press);
    return 0;
}
