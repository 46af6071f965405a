// What counting adds to a poster. The same small poster is printed in a child
// as the server does it, in turn with its counts added to a ledger and without;
// and the counting is timed by itself, which is far less than two posters
// differ. TSV, processor time.
//   bench_counting SOURCE FOLDER ROUNDS STATE
#include "bench.h"

#include "evaluation/ledger.h"
#include "serve/counting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { POSTERS = 20, ADDED = 20000 };

// Of a browser of today: as long as they come, and none of the robots.
static const char browser[] =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Mobile Safari/537.36";

// What the worker does for a poster that is downloaded. Each has an id of its
// own, as requests have.
void bench_counted(struct ledger *ledger);

__attribute__((noinline)) void bench_counted(struct ledger *ledger)
{
    static unsigned long number;
    struct count_key keys[2];
    char id[33];
    if (counting_visitor(browser, "", "", false) != COUNTING_PERSON)
        bench_fail("a browser is taken for a robot", NULL);
    memset(keys, 0, sizeof keys);
    keys[0].day = event_today();
    keys[0].event = EVENT_POSTER_MADE;
    strcpy(keys[0].template_id, "geverifieerd");
    strcpy(keys[0].format_id, "instagram-portrait");
    strcpy(keys[0].type, "png");
    strcpy(keys[0].language, "nl");
    keys[1] = keys[0];
    keys[1].event = EVENT_POSTER_DOWNLOADED;
    snprintf(id, sizeof id, "%032lx", number++);
    if (!ledger_add(ledger, ledger_receipt(id, 0), keys, 2))
        bench_fail("the ledger takes nothing", NULL);
}

// As the recorder does, so that the ledger does not fill up.
static void empty(struct ledger *ledger)
{
    struct ledger_batch batch;
    while (ledger_take(ledger, &batch))
        ledger_settle(ledger);
}

static double print(const struct bench *bench, const struct order *order,
                    struct ledger *ledger)
{
    double ms = 0;
    for (int i = 0; i < POSTERS; i++) {
        const double before = bench_cpu_ms();
        bench_print_in_child(bench, order, NULL);
        if (ledger)
            bench_counted(ledger);
        ms += bench_cpu_ms() - before;
    }
    return ms / POSTERS;
}

static double count_alone(struct ledger *ledger)
{
    const double before = bench_cpu_ms();
    for (int i = 0; i < ADDED; i++)
        bench_counted(ledger);
    return (bench_cpu_ms() - before) / ADDED;
}

static struct ledger *open_ledger(const char *folder)
{
    struct ledger *ledger;
    struct error err = {0};
    char why[256];
    if (!ledger_open(&ledger, folder, why, sizeof why, &err))
        bench_fail("ledger", &err);
    if (*why)
        bench_fail(why, NULL);
    return ledger;
}

static void measure(const struct bench *bench, const struct order *order,
                    struct ledger *ledger, int rounds)
{
    struct bench_series off = {0};
    struct bench_series on = {0};
    struct bench_series ratio = {0};
    struct bench_series alone = {0};
    struct bench_series share = {0};
    for (int round = 0; round <= rounds; round++) {
        // Who goes first has the colder machine: they take turns.
        double with = round % 2 ? print(bench, order, ledger) : 0;
        const double without = print(bench, order, NULL);
        if (round % 2 == 0)
            with = print(bench, order, ledger);
        const double added = count_alone(ledger);
        empty(ledger);
        if (round == 0)
            continue;
        bench_add(&off, without);
        bench_add(&on, with);
        bench_add(&ratio, with / without);
        bench_add(&alone, added * 1000);
        bench_add(&share, added / without * 100);
    }
    puts("posters each\tms without\tms with\twith/without\tleast\tmost\t"
         "counting alone, us\t% of a poster");
    printf("%d\t%.1f\t%.1f\t%.3f\t%.3f\t%.3f\t%.1f\t%.3f\n", rounds * POSTERS,
           bench_median(&off), bench_median(&on), bench_median(&ratio),
           bench_least(&ratio), bench_most(&ratio), bench_median(&alone),
           bench_median(&share));
}

int main(int argc, char **argv)
{
    struct bench bench;
    struct order order;
    struct buffer photo = {0};
    if (argc != 5) {
        fputs("Usage: bench_counting SOURCE FOLDER ROUNDS STATE\n", stderr);
        return 2;
    }
    bench_open(&bench, argv[1], argv[2]);
    struct ledger *const ledger = open_ledger(argv[4]);
    const struct bench_job *const job = bench_job_find("small");
    bench_read(&bench, job->photo, &photo);
    bench_fill(&order, job, buffer_view(&photo));
    measure(&bench, &order, ledger, atoi(argv[3]));
    order_finish(&order);
    buffer_finish(&photo);
    ledger_close(ledger);
    bench_close(&bench);
    return 0;
}
