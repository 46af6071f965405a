// Pace: so much in a second and no more, over all processes that share one
// number. The generic cell rate algorithm (ITU-T I.371): the number is when, at
// an even pace, all that was let through would have been through.
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

// How many seconds' worth may come at once.
enum { PACE_BURST_S = 5 };

// When nothing was let through for a while, any number is: however slow the
// pace, nobody is kept out for ever. Lets `count` through at `now_us`
// (microseconds of a clock that never goes back), or refuses them all.
// `per_second` of 0 lets everything through.
bool pace_take(_Atomic int64_t *through_us, int count, int per_second,
               int64_t now_us);
