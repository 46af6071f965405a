// Aides: the processes beside the workers, the door and the status listener.
// One that ends is started again.
#pragma once

#include "board.h"
#include "door.h"
#include "listeners.h"
#include "queue.h"

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
    struct aide at_door;
    struct aide at_status;
    long looked_ms;  // when it was last seen that the sockets are there
    bool is_cut_off; // that they are not was told
};

// Starts who is missing, and anew those whose socket was removed. Call it
// often.
void aides_tend(struct aides *aides);

// True when the process that ended was one of them.
bool aides_note_end(struct aides *aides, pid_t pid, int status);

// True when all are there.
bool aides_are_there(const struct aides *aides);

// Lets nobody in any more; the status listener goes on.
void aides_close_door(struct aides *aides);

// Ends all, and waits for it.
void aides_finish(struct aides *aides);
