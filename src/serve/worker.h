// Worker: answers one request at a time until it is told to stop or has
// answered its share.
#pragma once

#include "queue.h"
#include "site.h"

#include <stdbool.h>
#include <sys/types.h>

// What one worker is given.
struct worker_place {
    struct site *site;
    struct queue *queue; // that it takes from; its giving end is closed here
    struct slot *slot;
    bool is_reserve; // it refuses what a child would have to do
};

// Runs a worker in the calling process, which ends with it: when it has
// answered its share, at SIGTERM, and when the queue has ended.
_Noreturn void worker_run(const struct worker_place *place, pid_t supervisor);

// A request that takes long and gets on has the same time again before it is
// taken to be stuck.
void worker_go_on(const struct site *site);
