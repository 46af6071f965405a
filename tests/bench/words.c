// What words cost, as parts of the posters they are on: processor time, all in
// one run, the cases in turn, medians of 21 rounds after a warm one.
//   bench_words SOURCE
#include "bench.h"

#include "picture.h"

#include <stdio.h>

enum { ROUNDS = 21, TEXT_WIDTH_PX = 540 };

struct words {
    const char *name;
    const char *slogan;
    double allowed; // part of the whole poster that words may cost
    struct bench_series words;
    struct bench_series whole;
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

static void fill(struct order *order, const char *slogan, struct bytes photo)
{
    bench_fill(order,
               &(struct bench_job){.template_id = "geverifieerd",
                                   .format = "instagram-portrait",
                                   .slogan = slogan},
               photo);
}

// In one process: the stages of words against all stages.
static void measure_case(const struct bench *bench, struct words *words,
                         struct bytes photo, int round)
{
    struct order order;
    struct buffer explain = {0};
    fill(&order, words->slogan, photo);
    const double whole = bench_print(bench, &order, &explain, NULL);
    if (round >= 0) {
        bench_add(&words->whole, whole);
        bench_add(&words->words, bench_stage_ms(&explain, "plan") +
                                     bench_stage_ms(&explain, "ink"));
    }
    buffer_finish(&explain);
    order_finish(&order);
}

// As a server does it, in a child: a poster, or its words alone.
static double measure_child(const struct bench *bench, enum order_layer layer,
                            struct bytes photo)
{
    struct order order;
    fill(&order, cases[0].slogan,
         layer == ORDER_POSTER ? photo : (struct bytes){0});
    order.layer = layer;
    order.width_px = layer == ORDER_POSTER ? 0 : TEXT_WIDTH_PX;
    const double spent = bench_print_in_child(bench, &order, NULL);
    order_finish(&order);
    return spent;
}

static void tell(const char *what, double part, double whole, double allowed)
{
    printf("%-34s %8.2f ms of %8.2f ms  %5.1f %%  (at most %4.1f %%)%s\n", what,
           part, whole, 100 * part / whole, 100 * allowed,
           part / whole <= allowed ? "" : "  MISSED");
}

static void run(const struct bench *bench, struct bytes photo)
{
    struct bench_series poster = {0};
    struct bench_series text = {0};
    for (int round = -1; round < ROUNDS; round++) {
        for (int i = 0; i < CASES; i++)
            measure_case(bench, &cases[i], photo, round);
        const double whole = measure_child(bench, ORDER_POSTER, photo);
        const double part = measure_child(bench, ORDER_WORDS, photo);
        if (round < 0)
            continue;
        bench_add(&poster, whole);
        bench_add(&text, part);
    }
    for (int i = 0; i < CASES; i++) {
        char what[64];
        snprintf(what, sizeof what, "words of a poster, %s", cases[i].name);
        tell(what, bench_median(&cases[i].words), bench_median(&cases[i].whole),
             cases[i].allowed);
    }
    tell("text.png of 540 px, in a child", bench_median(&text),
         bench_median(&poster), 1.0 / 6);
}

int main(int argc, char **argv)
{
    struct bench bench;
    struct picture picture;
    struct buffer photo = {0};
    if (argc != 2) {
        fputs("Usage: bench_words SOURCE\n", stderr);
        return 2;
    }
    bench_open(&bench, argv[1], argv[1]);
    picture_init(&picture, 4000, 3000);
    picture_draw(&picture);
    picture_encode_jpeg(&picture, PICTURE_BASELINE, 0, &photo);
    picture_finish(&picture);
    printf("photo of 4000x3000 px, %zu KB\n", photo.size / 1000);
    run(&bench, buffer_view(&photo));
    buffer_finish(&photo);
    bench_close(&bench);
    return 0;
}
