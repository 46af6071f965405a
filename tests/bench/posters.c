// What whole posters cost in a warm process: printed in the process itself, and
// in a child as the server does it, against the sum of their stages. All jobs
// in turn, medians of the rounds after a warm one. TSV, processor
// milliseconds.
//   bench_posters SOURCE FOLDER ROUNDS
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JOBS_MAX = 32 };

struct cost {
    struct order order;
    struct buffer photo;
    size_t bytes;
    struct bench_series process;
    struct bench_series child;
    struct bench_series stages; // their sum
    struct bench_series over;   // child to stages
    struct bench_series to_s;   // child to child of S
    struct bench_series stage[BENCH_STAGES];
};

static struct cost costs[JOBS_MAX];
// The formats of the kit: one by one, as a kit, and the first of them as a kit.
struct kit_cost {
    struct bench_series ms;
    struct bench_series to_s;
};
static struct kit_cost kit_apart;
static struct kit_cost kit_whole;
static struct kit_cost kit_first;

static double measure(const struct bench *bench, struct cost *cost, bool counts)
{
    struct buffer explain = {0};
    struct buffer file = {0};
    const double process = bench_print(bench, &cost->order, &explain, NULL);
    const double child = bench_print_in_child(bench, &cost->order, &file);
    cost->bytes = file.size;
    double sum = 0;
    for (int i = 0; i < BENCH_STAGES; i++) {
        const double stage = bench_stage_ms(&explain, bench_stages[i]);
        sum += stage;
        if (counts)
            bench_add(&cost->stage[i], stage);
    }
    if (counts) {
        bench_add(&cost->process, process);
        bench_add(&cost->child, child);
        bench_add(&cost->stages, sum);
        bench_add(&cost->over, child / sum);
    }
    buffer_finish(&explain);
    buffer_finish(&file);
    return child;
}

static bool is_of_kit(size_t job)
{
    return strncmp(bench_jobs[job].id, "kit", 3) == 0;
}

// The first formats of the kit, at most so many of them, and all in one.
static double measure_kit(const struct bench *bench, int most)
{
    struct kit_wish wish = {0};
    struct error err = {0};
    const struct order *order = NULL;
    for (size_t i = 0; i < bench_job_count && most > 0; i++) {
        if (!is_of_kit(i))
            continue;
        const char *format = bench_jobs[i].format;
        if (!kit_wish_read(&wish, format, strlen(format), &err))
            bench_fail(format, &err);
        order = &costs[i].order;
        most--;
    }
    return bench_print_kit_in_child(bench, order, &wish);
}

static void note_kit(struct kit_cost *cost, double ms, double s_ms)
{
    bench_add(&cost->ms, ms);
    bench_add(&cost->to_s, ms / s_ms);
}

static void run_round(const struct bench *bench, bool counts)
{
    double s_ms = 0;
    double kit_ms = 0;
    for (size_t i = 0; i < bench_job_count; i++) {
        const double child = measure(bench, &costs[i], counts);
        if (i == 0)
            s_ms = child;
        if (is_of_kit(i))
            kit_ms += child;
        if (counts)
            bench_add(&costs[i].to_s, child / s_ms);
    }
    const double whole_ms = measure_kit(bench, JOBS_MAX);
    const double first_ms = measure_kit(bench, 1);
    if (!counts)
        return;
    note_kit(&kit_apart, kit_ms, s_ms);
    note_kit(&kit_whole, whole_ms, s_ms);
    note_kit(&kit_first, first_ms, s_ms);
}

static void tell(const struct bench_job *job, const struct cost *cost)
{
    printf("%s\t%s\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.2f\t%.2f\t%zu", job->id,
           *job->what ? job->what : job->format, bench_median(&cost->process),
           bench_median(&cost->stages), bench_median(&cost->child),
           bench_least(&cost->child), bench_most(&cost->child),
           bench_median(&cost->over), bench_median(&cost->to_s), cost->bytes);
    for (int i = 0; i < BENCH_STAGES; i++)
        printf("\t%.1f", bench_median(&cost->stage[i]));
    putchar('\n');
}

static void tell_kit(const char *id, const char *what,
                     const struct kit_cost *cost)
{
    printf("%s\t%s\t\t\t%.1f\t%.1f\t%.1f\t\t%.2f\t\t\t\t\t\t\n", id, what,
           bench_median(&cost->ms), bench_least(&cost->ms),
           bench_most(&cost->ms), bench_median(&cost->to_s));
}

int main(int argc, char **argv)
{
    struct bench bench;
    if (argc != 4) {
        fputs("Usage: bench_posters SOURCE FOLDER ROUNDS\n", stderr);
        return 2;
    }
    bench_open(&bench, argv[1], argv[2]);
    for (size_t i = 0; i < bench_job_count; i++) {
        bench_read(&bench, bench_jobs[i].photo, &costs[i].photo);
        bench_fill(&costs[i].order, &bench_jobs[i],
                   buffer_view(&costs[i].photo));
    }
    const int rounds = atoi(argv[3]);
    for (int round = 0; round <= rounds; round++)
        run_round(&bench, round > 0);
    puts("job\twhat\tprocess\tstages\tchild\tleast\tmost\tchild/stages\t"
         "of S\tbytes\tplan\tphoto\tcompose\tink\tencode");
    for (size_t i = 0; i < bench_job_count; i++)
        tell(&bench_jobs[i], &costs[i]);
    tell_kit("kit", "eight formats, the photo decoded once", &kit_whole);
    tell_kit("kit of one", "the first of them", &kit_first);
    tell_kit("kit apart", "the eight, one after another", &kit_apart);
    for (size_t i = 0; i < bench_job_count; i++) {
        order_finish(&costs[i].order);
        buffer_finish(&costs[i].photo);
    }
    bench_close(&bench);
    return 0;
}
