// Crew: the workers on a socket, each with the site that it was started with.
// Sees to it that there are enough of them, that none is stuck, and that a new
// site reaches them all without a request being lost.
#pragma once

#include "site.h"
#include "slot.h"

#include "press/error.h"

#include <stdbool.h>
#include <sys/types.h>

enum { CREW_MAX = 256 };

struct crew_worker {
    pid_t pid;         // 0: none
    struct site *site; // that it answers from; borrowed
    bool is_leaving;   // it was told to stop
    long started_ms;
    long start_at_ms; // not before
    long delay_ms;    // of the next start after a quick death
};

struct crew {
    int listen_fd;
    struct site *site; // of workers to come; NULL: none are wanted
    struct crew_worker workers[CREW_MAX];
    struct slot *slots; // shared with the workers
};

// False when memory is out.
bool crew_init(struct crew *crew, int listen_fd, struct error *err);

// Call it when nobody works any more. Takes a zeroed crew.
void crew_finish(struct crew *crew);

// From now on workers answer from this site, which is borrowed while
// crew_uses says so.
void crew_serve(struct crew *crew, struct site *site);

// What there is to do now: ends who is stuck, lets go who has an old site,
// starts who is missing. Call it often.
void crew_tend(struct crew *crew);

// True when the process that ended was one of the crew.
bool crew_note_end(struct crew *crew, pid_t pid, int status);

// How many are wanted, how many are there, and whether all of these have the
// site that is served.
int crew_wanted(const struct crew *crew);
int crew_count(const struct crew *crew);
bool crew_is_current(const struct crew *crew);

// True while a worker, or one to come, answers from the site.
bool crew_uses(const struct crew *crew, const struct site *site);

// Tells all to stop after the request in hand, or ends them at once.
void crew_signal(const struct crew *crew, int signal);
