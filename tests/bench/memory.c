// The memory that the process of a poster has for itself: pages that it does
// not share with the warm worker that it was forked from, written since the
// fork (Private_Dirty of smaps_rollup). A watcher beside it asks the kernel as
// often as it can, so the peak is the largest of many looks at many posters,
// and can only be too small. Nothing is timed here: looking takes time.
//   bench_memory SOURCE FOLDER ROUNDS
#include "bench.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

// What the watcher tells, in memory that both see.
struct seen {
    long peak_kb;
    long looks;
};

// A line of a file of /proc in kB; -1 when the process is gone.
static long read_kb(const char *path, const char *name)
{
    char line[256];
    long kb = -1;
    FILE *file = fopen(path, "r");
    while (file && kb < 0 && fgets(line, sizeof line, file))
        if (strncmp(line, name, strlen(name)) == 0)
            kb = strtol(line + strlen(name), NULL, 10);
    if (file)
        fclose(file);
    return kb;
}

static void look(long child, volatile struct seen *seen)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", child);
    const long kb = read_kb(path, "Private_Dirty:");
    if (kb < 0)
        return;
    seen->looks++;
    if (kb > seen->peak_kb)
        seen->peak_kb = kb;
}

static _Noreturn void watch(pid_t worker, volatile struct seen *seen)
{
    char path[64];
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)worker,
             (int)worker);
    while (getppid() == worker) {
        long child = 0;
        FILE *file = fopen(path, "r");
        while (file && fscanf(file, "%ld", &child) == 1)
            if (child != getpid())
                look(child, seen);
        if (file)
            fclose(file);
    }
    _exit(0);
}

static void measure(const struct bench *bench, const struct bench_job *job,
                    int rounds, volatile struct seen *seen)
{
    struct order order;
    struct buffer photo = {0};
    bench_read(bench, job->photo, &photo);
    bench_fill(&order, job, buffer_view(&photo));
    bench_print_in_child(bench, &order, NULL);
    seen->peak_kb = 0;
    seen->looks = 0;
    for (int i = 0; i < rounds; i++)
        bench_print_in_child(bench, &order, NULL);
    printf("%s\t%s\t%.1f\t%ld\n", job->id, job->what,
           (double)seen->peak_kb * 1024 / 1e6, seen->looks);
    order_finish(&order);
    buffer_finish(&photo);
}

int main(int argc, char **argv)
{
    struct bench bench;
    if (argc != 4) {
        fputs("Usage: bench_memory SOURCE FOLDER ROUNDS\n", stderr);
        return 2;
    }
    bench_open(&bench, argv[1], argv[2]);
    struct seen *const seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE,
                                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (seen == MAP_FAILED)
        bench_fail("mmap", NULL);
    const pid_t worker = getpid();
    const pid_t watcher = fork();
    if (watcher == 0)
        watch(worker, seen);
    puts("job\twhat\tpeak MB\tlooks");
    for (size_t i = 0; i < bench_job_count; i++)
        if (strncmp(bench_jobs[i].id, "kit", 3) != 0)
            measure(&bench, &bench_jobs[i], atoi(argv[3]), seen);
    kill(watcher, SIGKILL);
    waitpid(watcher, NULL, 0);
    bench_close(&bench);
    return 0;
}
