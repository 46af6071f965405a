#include "slot.h"

#include <time.h>

long slot_clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void slot_enter(struct slot *slot, enum slot_phase phase)
{
    atomic_store(&slot->since_ms, slot_clock_ms());
    atomic_store(&slot->phase, phase);
}

const char *slot_phase_name(int phase)
{
    static const char *const names[SLOT_PHASES] = {"starting", "idle",
                                                   "reading", "working"};
    return names[phase];
}
