// Aides: the processes beside the workers: the door, the status listener and
// the recorder. One that ends is started again.
#pragma once

#include "board.h"
#include "door.h"
#include "listeners.h"
#include "queue.h"
#include "site.h"

#include <stdbool.h>
#include <sys/types.h>

struct aide {
    pid_t pid; // 0: none
    long started_ms;
    long start_at_ms; // not before
};

struct aides {
    struct door door;
    struct board *board;         // borrowed
    struct listeners *listeners; // borrowed
    const struct site *site;     // of a recorder to come; NULL: none. Borrowed
    struct aide at_door;
    struct aide at_status;
    struct aide at_recorder;
    bool is_renewed; // it was told to end, for a new site
    long looked_ms;  // when it was last seen that the sockets are there
    bool is_cut_off; // that they are not was told
};

// From now on a recorder goes by this site, which is borrowed until the next.
// One without a ledger has none.
void aides_serve(struct aides *aides, const struct site *site);

// Starts who is missing, and anew those whose socket was removed. Call it
// often.
void aides_tend(struct aides *aides);

// True when the process that ended was one of them.
bool aides_note_end(struct aides *aides, pid_t pid, int status);

// True when all are there.
bool aides_are_there(const struct aides *aides);

// Lets nobody in any more; the status listener goes on.
void aides_close_door(struct aides *aides);

// Ends all, and waits for it; the recorder makes a last move before.
void aides_finish(struct aides *aides);
