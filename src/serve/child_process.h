// Child process: has work done in a process of its own, forked from the warm
// worker, so that a photo that breaks a decoder breaks nothing else; takes what
// it sends while it works, and ends it when it takes too long or nobody waits
// for it any more.
#pragma once

#include "counters.h"
#include "sandbox.h"

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>

struct child_limits {
    struct sandbox_limits sandbox;
    int timeout_ms;      // from fork to the last byte
    size_t answer_bytes; // the most that a child may send
    int client_fd; // a connection: when it is gone, so is the child; or -1
};

// How it went, for the log and the counters.
struct child_report {
    bool was_ended; // before it was done, by `end`
    enum child_end end;
    bool was_retried;
    long memory_bytes; // at its peak, what it shares with the worker included
};

struct child_work {
    // In the child: does the work and sends what came of it, or what is wrong.
    // False when it cannot be sent.
    bool (*make)(void *context);
    // In the worker: takes the next bytes. False when they are wrong or too
    // many, or nobody wants them: the child is ended.
    bool (*take)(void *context, struct bytes piece);
    // Why `take` gave false: nobody wants them. NULL: never.
    bool (*is_deserted)(void *context);
    // Forgets what was taken, for another try. False when there can be none.
    bool (*restart)(void *context);
    void *context;
};

// Prepares what children will need while it can still be had.
void child_warm(void);

// In the child: sends bytes to the worker.
bool child_send(const void *data, size_t size);

// Runs the work in a child and waits for it. A child that crashes, passes a
// limit or takes too long gives ERROR_INVALID with MESSAGE_POSTER_FAILED, its
// detail the cause. One that somebody else kills is tried once more. When the
// client is gone, ERROR_GONE.
bool child_process_run(const struct child_work *work,
                       const struct child_limits *limits,
                       struct child_report *report, struct error *err);

// Notes in the report what the child itself told, in an error that was taken
// from its answer. Returns `done`.
bool child_process_note(bool done, const struct error *err,
                        struct child_report *report);
