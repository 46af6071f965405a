// Job: the facts that bench_job wrote, for the peers in C; and what they answer
// with. Nothing of postertool is linked here.
#pragma once

#include <stddef.h>

enum { JOB_LINES_MAX = 16, JOBS = 4 };

extern const char *const job_ids[JOBS];

struct job_line {
    double x;
    double baseline;
    double size; // px per em
    unsigned rgb;
    char font[512];
    char words[256];
};

struct job {
    unsigned char *photo; // the JPEG's bytes
    size_t photo_size;
    int width; // of the poster
    int height;
    int x; // of the window
    int y;
    int window_width;
    int window_height;
    double crop_x; // of the photo
    double crop_y;
    double crop_width;
    double crop_height;
    struct job_line lines[JOB_LINES_MAX];
    int line_count;
};

// Reads FOLDER/ID.txt and the photo; ends the program when that fails.
void job_read(struct job *job, const char *folder, const char *id);

// Answers each line of standard input (see ../peers.mjs) by making the poster
// of a job, which is told by its place in job_ids: `make` gives its file, which
// `release` takes back.
void job_serve(const char *name,
               void (*make)(int index, void **file, size_t *size),
               void (*release)(void *file));

_Noreturn void job_fail(const char *what);
