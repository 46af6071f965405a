// Door: the process that takes connections in. It holds each until the first
// byte comes, then puts it in the queue of the workers; when that is at its
// bound, in the queue of the reserve, which says so to the visitor. It reads
// no byte itself.
#pragma once

#include "listeners.h"
#include "queue.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/types.h>

// What the door tells of itself, in memory that all share.
struct door_count {
    _Atomic long silent;        // connections of which no byte has come: now
    _Atomic long bound;         // of the queue; set by the supervisor
    _Atomic long silent_most_s; // and how long one may stay silent
    _Atomic unsigned long accepted;
    _Atomic unsigned long refused; // sent to the reserve
    _Atomic unsigned long shut;    // closed without a word
};

struct door {
    const struct listeners *listeners;
    struct queue *workers;
    struct queue *reserve;
    struct door_count *count; // shared
    bool may_lower;           // the sandbox
};

// Runs a door in the calling process, which ends with it: at SIGTERM, after
// those that are within have had a moment to speak.
_Noreturn void door_run(const struct door *door, pid_t supervisor);
