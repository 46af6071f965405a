// Crew: the workers, each with the site that it was started with, and the
// reserve, one more that refuses what the queue of the others has no room for.
// Sees to it that there are enough of them, that none is stuck, and that a new
// site reaches them all without a request being lost.
#pragma once

#include "board.h"
#include "queue.h"
#include "site.h"

#include "press/error.h"

#include <stdbool.h>
#include <sys/types.h>

struct crew_worker {
    pid_t pid;                     // 0: none
    struct site *site;             // that it answers from; borrowed
    bool is_leaving;               // it was told to stop
    bool was_stuck;                // and was ended for that
    unsigned long requests_before; // that were answered in its slot
    long started_ms;
    long start_at_ms; // not before
    long delay_ms;    // of the next start after quick deaths; 0: all is well
};

struct crew {
    struct board *board;   // shared with the workers, borrowed
    struct queue *queue;   // of the workers, borrowed
    struct queue *refused; // of the reserve
    struct site *site;     // of workers to come; NULL: none are wanted
    struct crew_worker workers[BOARD_SLOTS]; // the last is the reserve
};

// From now on workers answer from this site, which is borrowed while
// crew_uses says so.
void crew_serve(struct crew *crew, struct site *site);

// What there is to do now: ends who is stuck, lets go who has an old site,
// starts who is missing. Call it often.
void crew_tend(struct crew *crew);

// True when the process that ended was one of the crew.
bool crew_note_end(struct crew *crew, pid_t pid, int status);

// Whether workers end as soon as they start, and nobody is left who answers.
bool crew_is_failing(const struct crew *crew);

// How many are wanted, how many are there, the reserve included, and whether
// all of these have the site that is served, and listen.
int crew_wanted(const struct crew *crew);
int crew_count(const struct crew *crew);
bool crew_is_current(const struct crew *crew);

// True while a worker, or one to come, answers from the site.
bool crew_uses(const struct crew *crew, const struct site *site);

// Tells all to stop after the request in hand, or ends them at once.
void crew_signal(const struct crew *crew, int signal);
