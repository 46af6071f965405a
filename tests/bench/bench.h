// Bench: what the benchmarks share: a clock of processor time, rounds and their
// medians, the jobs that are measured, a warm press, and photos from a folder.
// Whatever fails ends the program: a benchmark without its input is none.
#pragma once

#include "press/kit.h"
#include "press/press.h"

#include <stdbool.h>
#include <stddef.h>

enum { BENCH_ROUNDS_MAX = 64 };

// Milliseconds of processor time of this process and its ended children.
double bench_cpu_ms(void);

// One figure, once for each round. A zeroed one is empty.
struct bench_series {
    double samples[BENCH_ROUNDS_MAX];
    size_t count;
};

void bench_add(struct bench_series *series, double sample);
double bench_median(const struct bench_series *series);
double bench_least(const struct bench_series *series);
double bench_most(const struct bench_series *series);

// One poster that is measured. All have a name under their slogan.
struct bench_job {
    const char *id;
    const char *what;
    const char *template_id;
    const char *photo; // a file of bench_photos
    const char *format;
    const char *slogan;
    bool finds_focus; // else the focus is given
};

// S is the first one. The jobs whose ids begin with "kit" are the eight
// formats of a kit.
extern const struct bench_job bench_jobs[];
extern const size_t bench_job_count;

const struct bench_job *bench_job_find(const char *id);

// A warm press with the typefaces of a source tree, and a folder of what
// bench_photos made and script/bench laid beside it: photos and `templates`.
struct bench {
    struct press *press;
    const char *source;
    const char *folder;
};

void bench_open(struct bench *bench, const char *source, const char *folder);
void bench_close(struct bench *bench);

// A file of the folder. The caller finishes it.
void bench_read(const struct bench *bench, const char *name,
                struct buffer *file);

// Fills an order, which the caller finishes; the photo is borrowed.
void bench_fill(struct order *order, const struct bench_job *job,
                struct bytes photo);

// Prints once in this process. `explain` and `file` may be NULL; what they get
// is the caller's to finish. Returns the processor time.
double bench_print(const struct bench *bench, const struct order *order,
                   struct buffer *explain, struct buffer *file);

// Prints once as the server does: in a child, in the sandbox. `file` may be
// NULL. Returns the processor time of both.
double bench_print_in_child(const struct bench *bench,
                            const struct order *order, struct buffer *file);

// Prints the kit of an order as the server does, in a child; its bytes come
// over and are left aside. Returns the processor time of both.
double bench_print_kit_in_child(const struct bench *bench,
                                const struct order *order,
                                const struct kit_wish *wish);

// The stages of a poster, as --explain tells their times.
enum { BENCH_STAGES = 5 };
extern const char *const bench_stages[BENCH_STAGES];
double bench_stage_ms(const struct buffer *explain, const char *stage);

// Where a line of --explain says something: the text after `name`.
const char *bench_explained(const struct buffer *explain, const char *name);

_Noreturn void bench_fail(const char *what, const struct error *err);
