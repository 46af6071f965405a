// Trial: loads a site in a process of its own, prints every template, and tells
// what must be left out. A folder that crashes a library, or never ends, costs
// that process: it is barred, and the trial begins again without it.
#pragma once

#include "config.h"
#include "site.h"

#include "press/error.h"
#include "press/guard.h"

#include <stdbool.h>
#include <sys/types.h>

enum trial_state {
    TRIAL_NONE,
    TRIAL_RUNNING,
    TRIAL_PASSED, // but for what is barred, the site can be served
    TRIAL_FAILED,
};

// A zeroed struct is TRIAL_NONE.
struct trial {
    enum trial_state state;
    struct config config; // of the site
    struct board *board;  // borrowed
    // What was found, also when it failed.
    struct guard_barred *barred; // owned
    size_t barred_count;
    struct error fault; // when it failed
    // While it runs:
    pid_t pid;
    int fd;                                 // to wait for with poll
    enum guard_kind busy_kind;              // what it reads:
    char busy_with[LIMIT_PARTNER_ID_BYTES]; // a folder; "": none in particular
    long heard_ms;                          // when it last told something
    bool was_late;
    bool has_passed;
};

// Begins one. It cannot fail to: what goes wrong is found by trial_attend.
void trial_start(struct trial *trial, const struct config *config,
                 struct board *board);

// Takes in what the process tells, and ends it when it tells nothing for too
// long. Never waits.
void trial_attend(struct trial *trial);

// True when the process that ended was the trial's: it is then passed, has
// failed, or begins again.
bool trial_note_end(struct trial *trial, pid_t pid, int status);

// Loads the site that passed, in the calling process.
bool trial_load(const struct trial *trial, struct site *site,
                struct error *err);

// Ends what runs and frees what was found: TRIAL_NONE again.
void trial_finish(struct trial *trial);
