// Counters: what workers did, in memory that all processes share. Each is one
// atomic addition, so that a process may be killed at any moment and every
// number stays right. They only grow while the server runs.
#pragma once

#include "press/format.h"
#include "press/messages.h"
#include "press/order.h"
#include "press/press.h"
#include "press/template.h"

#include <stdatomic.h>
#include <stdint.h>

typedef _Atomic uint64_t counter;

enum {
    COUNTER_ROUTES = 32,
    COUNTER_SERIES = 4096, // pairs of template and format
    COUNTER_BOUNDS = 12,   // of a histogram
};

// Values by size: how many were at most as large as each bound, and larger.
struct histogram {
    counter buckets[COUNTER_BOUNDS + 1]; // not yet added up
    counter sum; // in the unit of counting: microseconds, bytes
};

// What a poster took its time for, beside the stages of the press.
enum timing {
    TIMING_READ = PRESS_STAGES, // the request, from the knock to its last byte
    TIMING_ANSWER,              // from there to the last byte of the answer
    TIMINGS,
};

// The statuses that routes answer with; the last stands for any other.
enum { COUNTER_CODES = 14 };

// Why a child was ended before it was done.
enum child_end {
    CHILD_CRASHED,   // by its own fault
    CHILD_FORBIDDEN, // asked for what the sandbox forbids
    CHILD_CPU,       // passed its limit of processor time
    CHILD_MEMORY,    // ran out of memory
    CHILD_LATE,      // took too long on the clock
    CHILD_DESERTED,  // nobody waits for its poster any more
    CHILD_KILLED,    // by somebody else
    CHILD_ENDS,
};

// Why a worker ended.
enum worker_end {
    WORKER_DONE,    // it had answered its share
    WORKER_LEFT,    // it was told to: a new site, or the end
    WORKER_STUCK,   // the supervisor ended it
    WORKER_CRASHED, // by its own fault
    WORKER_KILLED,  // by somebody else
    WORKER_FAILED,  // it could not start
    WORKER_ENDS,
};

struct poster_series {
    char template_id[LIMIT_ID_BYTES]; // "": free
    char format_id[LIMIT_ID_BYTES];
    counter counts[POSTER_TYPES];
};

struct counters {
    counter begun[COUNTER_ROUTES]; // requests; those not answered were lost
    counter requests[COUNTER_ROUTES][COUNTER_CODES];
    counter rejected[MESSAGE_COUNT];
    counter child_ends[CHILD_ENDS];
    counter child_retries;
    counter worker_ends[WORKER_ENDS];
    counter reloads[2]; // failed, done
    counter bytes_out;
    struct histogram uploads; // bytes
    struct histogram child_memory;
    struct histogram timings[TIMINGS]; // microseconds
    struct poster_series posters[COUNTER_SERIES];
};

static inline void counter_add(counter *count)
{
    atomic_fetch_add_explicit(count, 1, memory_order_relaxed);
}

// Where a status is counted, and which is counted there (0: any other).
int counters_code(int status);
int counters_status(int code);

// Makes room for every poster that templates offer; what they offered before
// keeps its count. For the supervisor alone.
void counters_know(struct counters *counters,
                   const struct template_list *templates,
                   const struct format_list *formats);

// Counts a finished poster. What is not known is not counted.
void counters_add_poster(struct counters *counters, const char *template_id,
                         const char *format_id, enum poster_type type);

// In bytes or in microseconds. The bounds are in the same unit.
void histogram_add(struct histogram *histogram, const uint64_t *bounds,
                   uint64_t value);
extern const uint64_t counters_byte_bounds[COUNTER_BOUNDS];
extern const uint64_t counters_time_bounds[COUNTER_BOUNDS];

// "plan" ...
const char *timing_name(int timing);

// "crash" ...
const char *child_end_name(enum child_end end);
const char *worker_end_name(enum worker_end end);
