// Prints one job in a warm process so many times, for instruments: callgrind
// counts in bench_measured alone (--toggle-collect), perf looks at all.
//   bench_once SOURCE FOLDER JOB TIMES
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

void bench_measured(const struct bench *bench, const struct order *order);

__attribute__((noinline)) void bench_measured(const struct bench *bench,
                                              const struct order *order)
{
    bench_print(bench, order, NULL, NULL);
}

int main(int argc, char **argv)
{
    struct bench bench;
    struct order order;
    struct buffer photo = {0};
    if (argc != 5) {
        fputs("Usage: bench_once SOURCE FOLDER JOB TIMES\n", stderr);
        return 2;
    }
    bench_open(&bench, argv[1], argv[2]);
    const struct bench_job *const job = bench_job_find(argv[3]);
    bench_read(&bench, job->photo, &photo);
    bench_fill(&order, job, buffer_view(&photo));
    bench_print(&bench, &order, NULL, NULL);
    for (int i = atoi(argv[4]); i > 0; i--)
        bench_measured(&bench, &order);
    order_finish(&order);
    buffer_finish(&photo);
    bench_close(&bench);
    return 0;
}
