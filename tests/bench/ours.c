// Ours among the peers: see peers.mjs for what they are asked and answer.
// Posters are printed as the server does it, in a child, in the sandbox; or in
// the process itself, as peers do.
//   bench_ours SOURCE FOLDER child|process
#include "bench.h"

#include <stdio.h>
#include <string.h>

enum { JOBS_MAX = 8 };

// The jobs that were asked for so far.
struct job {
    const struct bench_job *job;
    struct buffer photo;
    struct order order;
};

static struct job jobs[JOBS_MAX];

static struct job *find(const struct bench *bench, const char *id)
{
    const struct bench_job *const wanted = bench_job_find(id);
    for (size_t i = 0; i < JOBS_MAX; i++) {
        if (jobs[i].job == wanted)
            return &jobs[i];
        if (jobs[i].job)
            continue;
        jobs[i].job = wanted;
        bench_read(bench, wanted->photo, &jobs[i].photo);
        bench_fill(&jobs[i].order, wanted, buffer_view(&jobs[i].photo));
        return &jobs[i];
    }
    bench_fail("too many jobs", NULL);
}

static void write_file(const struct buffer *file, const char *path)
{
    FILE *to = fopen(path, "wb");
    if (!to || fwrite(file->data, 1, file->size, to) != file->size ||
        fclose(to) != 0)
        bench_fail(path, NULL);
}

static void answer(const struct bench *bench, bool in_child, struct job *job,
                   const char *path)
{
    struct buffer file = {0};
    const double ms = in_child ? bench_print_in_child(bench, &job->order, &file)
                               : bench_print(bench, &job->order, NULL, &file);
    if (*path)
        write_file(&file, path);
    printf("%.3f\t%zu\n", ms, file.size);
    fflush(stdout);
    buffer_finish(&file);
}

int main(int argc, char **argv)
{
    struct bench bench;
    char line[4096];
    if (argc != 4) {
        fputs("Usage: bench_ours SOURCE FOLDER child|process\n", stderr);
        return 2;
    }
    bench_open(&bench, argv[1], argv[2]);
    const bool in_child = strcmp(argv[3], "child") == 0;
    puts(in_child ? "postertool" : "postertool, without a child");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        char *const tab = strchr(line, '\t');
        if (tab)
            *tab = '\0';
        answer(&bench, in_child, find(&bench, line), tab ? tab + 1 : "");
    }
    for (size_t i = 0; i < JOBS_MAX && jobs[i].job; i++) {
        order_finish(&jobs[i].order);
        buffer_finish(&jobs[i].photo);
    }
    bench_close(&bench);
    return 0;
}
