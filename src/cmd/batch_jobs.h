// Batch jobs: pieces of work in processes of their own, several at a time,
// whose results come back in the order of the pieces. A piece that crashes
// costs itself alone. Knows no posters.
#pragma once

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    BATCH_PROCESSES_MAX = 64,
    // Of processor time for one piece: an A2 in every type takes some seconds.
    BATCH_PIECE_SECONDS = 300,
};

struct batch_work {
    size_t count;  // of pieces
    int processes; // at a time, 1 to BATCH_PROCESSES_MAX
    // In this process, before the piece is begun. False when it needs none: its
    // result is then empty, and no crash.
    bool (*prepare)(void *context, size_t piece);
    // In a process of its own: writes the result to `fd`. False is a crash.
    bool (*run)(void *context, size_t piece, int fd);
    // In this process, in the order of the pieces. `result` is what was
    // written, also by one that crashed. False with *err ends all.
    bool (*take)(void *context, size_t piece, struct bytes result, bool crashed,
                 struct error *err);
    // In this process, once a second or oftener. May be NULL.
    void (*tick)(void *context);
    void *context;
};

enum batch_end {
    BATCH_ALL_DONE,
    BATCH_STOPPED, // by SIGINT, SIGTERM or SIGHUP
    BATCH_FAILED,  // see *err
};

// Runs every piece. At most twice as many results wait for their turn as there
// are processes. What still runs when it stops is ended.
enum batch_end batch_jobs_run(const struct batch_work *work, struct error *err);
