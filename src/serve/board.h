// Board: the memory that all processes of a server share. Workers and the door
// write down what they do, the supervisor what it knows; the status listener
// reads it out. Nobody waits for anybody.
#pragma once

#include "counters.h"
#include "door.h"
#include "libraries.h"
#include "queue.h"
#include "slot.h"

#include "evaluation/event.h"
#include "press/error.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    BOARD_WORKERS = 256,
    BOARD_RESERVE = BOARD_WORKERS, // the slot of the reserve
    BOARD_SLOTS,
    BOARD_PARTNERS = 50,   // left out, that are told one by one
    BOARD_TEMPLATES = 512, // that are told of
    BOARD_WHY_MAX = 200,
    BOARD_FAULT_MAX = ERROR_DETAIL_MAX,
    BOARD_LIBRARIES = 128,
};

enum server_state {
    SERVER_STARTING,
    SERVER_READY,
    SERVER_RELOADING, // and ready
    SERVER_FAILING,   // workers end as soon as they start
    SERVER_STOPPING,
};

// What the supervisor knows of one worker.
struct board_worker {
    _Atomic int pid;    // 0: none
    _Atomic long since; // seconds of the epoch
    _Atomic unsigned restarts;
    _Atomic int last_end; // enum worker_end; -1: none yet
};

// Both texts are UTF-8.
struct board_template {
    char id[LIMIT_ID_BYTES];
    char why[BOARD_WHY_MAX]; // it was left out; "": it is served
};

// One that was left out.
struct board_partner {
    char id[LIMIT_PARTNER_ID_BYTES];
    char why[BOARD_WHY_MAX];
};

// What is served. Two of them: one is read while the other is written.
struct board_site {
    long since; // seconds of the epoch
    unsigned long number;
    int workers;
    size_t template_count;
    size_t refusal_count;
    size_t told; // of both, in `templates`
    struct board_template templates[BOARD_TEMPLATES];
    size_t partner_count;
    size_t partner_refusal_count;
    size_t partners_told; // of the latter
    struct board_partner partners[BOARD_PARTNERS];
};

enum recorder_state {
    RECORDER_NONE, // nothing is counted
    RECORDER_STARTING,
    RECORDER_WORKING,
    RECORDER_AWAY, // the database is: counts wait
    RECORDER_STATES,
};

// What the recorder tells of itself; `waiting`, `lost` and `is_kept` are the
// supervisor's, who sees them without it.
struct board_recorder {
    _Atomic int state;               // enum recorder_state
    _Atomic long since;              // seconds of the epoch
    _Atomic long success;            // when something was last stored; 0: never
    _Atomic int fault;               // which of the two is to be read
    char faults[2][BOARD_FAULT_MAX]; // UTF-8; "": none
    _Atomic uint64_t waiting;        // counts
    _Atomic uint64_t lost;
    _Atomic bool is_kept;                 // by a file
    _Atomic uint64_t totals[EVENT_COUNT]; // of the database, over all nodes
};

struct board {
    _Atomic int state;                                 // enum server_state
    _Atomic long started;                              // seconds of the epoch
    char libraries[BOARD_LIBRARIES][LIBRARY_NAME_MAX]; // "": no more
    _Atomic int landlock; // the version; 0: the kernel has none
    _Atomic int lowered;  // walls that are not there, SANDBOX_... bits
    _Atomic int site;     // which of the two is to be read
    struct board_site sites[2];
    struct board_worker workers[BOARD_SLOTS];
    struct slot slots[BOARD_SLOTS];
    struct queue_count waiting;
    struct queue_count refused;
    struct door_count door;
    struct counters counters;
    _Atomic int64_t events_through_us; // see pace.h
    struct board_recorder recorder;
};

// NULL when memory is out.
struct board *board_create(struct error *err);
// Takes NULL.
void board_destroy(struct board *board);

// For a worker: what it forks does not get to see the board.
void board_keep_from_children(struct board *board);

// For the supervisor: what is served from now on.
void board_tell_site(struct board *board, const struct press *press,
                     int workers);

// Ready to answer: it has workers, and they do not die at once.
bool board_is_ready(const struct board *board);

// For the recorder, and the supervisor when it ended. `fault` is "" for none.
void board_tell_recorder(struct board_recorder *recorder,
                         enum recorder_state state, const char *fault);

const char *server_state_name(enum server_state state);
const char *recorder_state_name(int state);
