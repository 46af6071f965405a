// Slot: what a worker tells the supervisor of itself, in memory that both
// share.
#pragma once

#include <stdatomic.h>

enum slot_phase {
    SLOT_STARTING, // it does not listen yet
    SLOT_IDLE,
    SLOT_READING, // from the knock on the door to the end of the body
    SLOT_WORKING, // from there to the end of the answer
    SLOT_PHASES
};

// "idle" ...
const char *slot_phase_name(int phase);

struct slot {
    _Atomic int phase;
    _Atomic long since_ms; // slot_clock_ms, of the phase
    _Atomic int has_begun; // a request that is not yet counted as answered
    _Atomic unsigned long requests; // answered in this place
};

// The time by a clock that is never set, in milliseconds.
long slot_clock_ms(void);

void slot_enter(struct slot *slot, enum slot_phase phase);
