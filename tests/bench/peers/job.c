#include "job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

const char *const job_ids[JOBS] = {"S", "P", "S-full", "P-full"};

_Noreturn void job_fail(const char *what)
{
    fprintf(stderr, "peer: %s\n", what);
    exit(1);
}

static void read_photo(struct job *job, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        job_fail(path);
    job->photo_size = (size_t)ftell(file);
    job->photo = malloc(job->photo_size);
    rewind(file);
    if (!job->photo ||
        fread(job->photo, 1, job->photo_size, file) != job->photo_size)
        job_fail(path);
    fclose(file);
}

static void read_line(struct job *job, const char *text)
{
    char photo[4096];
    struct job_line *line = &job->lines[job->line_count];
    if (sscanf(text, "photo\t%4095[^\n]", photo) == 1)
        read_photo(job, photo);
    else if (sscanf(text, "line\t%lf\t%lf\t%lf\t%x\t%511[^\t]\t%255[^\n]",
                    &line->x, &line->baseline, &line->size, &line->rgb,
                    line->font, line->words) == 6)
        job->line_count += job->line_count < JOB_LINES_MAX - 1;
    else if (sscanf(text, "size\t%d\t%d", &job->width, &job->height) != 2 &&
             sscanf(text, "window\t%d\t%d\t%d\t%d", &job->x, &job->y,
                    &job->window_width, &job->window_height) != 4 &&
             sscanf(text, "crop\t%lf\t%lf\t%lf\t%lf", &job->crop_x,
                    &job->crop_y, &job->crop_width, &job->crop_height) != 4)
        job_fail(text);
}

void job_read(struct job *job, const char *folder, const char *id)
{
    char text[4096];
    snprintf(text, sizeof text, "%s/%s.txt", folder, id);
    FILE *file = fopen(text, "r");
    if (!file)
        job_fail(text);
    while (fgets(text, sizeof text, file))
        read_line(job, text);
    fclose(file);
}

static double cpu_ms(void)
{
    struct rusage spent;
    getrusage(RUSAGE_SELF, &spent);
    return (double)(spent.ru_utime.tv_sec + spent.ru_stime.tv_sec) * 1e3 +
           (double)(spent.ru_utime.tv_usec + spent.ru_stime.tv_usec) / 1e3;
}

static void keep(const void *file, size_t size, const char *path)
{
    FILE *to = fopen(path, "wb");
    if (!to || fwrite(file, 1, size, to) != size || fclose(to) != 0)
        job_fail(path);
}

static int find(const char *id)
{
    for (int i = 0; i < JOBS; i++)
        if (strcmp(job_ids[i], id) == 0)
            return i;
    job_fail(id);
}

void job_serve(const char *name,
               void (*make)(int index, void **file, size_t *size),
               void (*release)(void *file))
{
    char line[4096];
    puts(name);
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        void *file;
        size_t size;
        line[strcspn(line, "\n")] = '\0';
        char *const tab = strchr(line, '\t');
        if (tab)
            *tab = '\0';
        const int index = find(line);
        const double start = cpu_ms();
        make(index, &file, &size);
        const double spent = cpu_ms() - start;
        if (tab)
            keep(file, size, tab + 1);
        release(file);
        printf("%.3f\t%zu\n", spent, size);
        fflush(stdout);
    }
}
