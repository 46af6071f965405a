#include "counters.h"

#include "press/bytes.h"

#include <string.h>

// From 10 kB, above the smallest photo, to what is refused.
const uint64_t counters_byte_bounds[COUNTER_BOUNDS] = {
    10000,    30000,    100000,   300000,    1000000,   3000000,
    10000000, 30000000, 60000000, 100000000, 300000000, 1000000000};

// From a stage of a small poster to what is given up.
const uint64_t counters_time_bounds[COUNTER_BOUNDS] = {
    1000,   3000,    10000,   30000,   60000,    100000,
    300000, 1000000, 3000000, 6000000, 20000000, 60000000};

static const int statuses[COUNTER_CODES] = {200, 204, 304, 400, 404, 405, 413,
                                            415, 422, 429, 499, 500, 503, 0};

int counters_code(int status)
{
    int code = 0;
    while (statuses[code] && statuses[code] != status)
        code++;
    return code;
}

int counters_status(int code)
{
    return statuses[code];
}

static bool is_of(const struct poster_series *series, const char *template_id,
                  const char *format_id)
{
    return strcmp(series->template_id, template_id) == 0 &&
           strcmp(series->format_id, format_id) == 0;
}

static size_t home(const char *template_id, const char *format_id)
{
    const uint64_t hash = bytes_hash(
        bytes_hash(BYTES_HASH_EMPTY,
                   (struct bytes){(const uint8_t *)template_id,
                                  strlen(template_id) + 1}),
        (struct bytes){(const uint8_t *)format_id, strlen(format_id)});
    return hash % COUNTER_SERIES;
}

// The series of a poster or, when it is not known, the free one where it would
// be; NULL when all are taken.
static struct poster_series *
find(struct counters *counters, const char *template_id, const char *format_id)
{
    const size_t first = home(template_id, format_id);
    for (size_t i = 0; i < COUNTER_SERIES; i++) {
        struct poster_series *series =
            &counters->posters[(first + i) % COUNTER_SERIES];
        if (!*series->template_id || is_of(series, template_id, format_id))
            return series;
    }
    return NULL;
}

static void know(struct counters *counters, const char *template_id,
                 const char *format_id)
{
    struct poster_series *series = find(counters, template_id, format_id);
    if (!series || *series->template_id)
        return;
    strcpy(series->format_id, format_id);
    // Last: this is what says that the series is there.
    strcpy(series->template_id, template_id);
}

void counters_know(struct counters *counters,
                   const struct template_list *templates,
                   const struct format_list *formats)
{
    for (size_t i = 0; i < templates->count; i++)
        for (size_t j = 0; j < formats->count; j++)
            if (template_layout(&templates->items[i], formats->items[j].layout))
                know(counters, templates->items[i].id, formats->items[j].id);
}

void counters_add_poster(struct counters *counters, const char *template_id,
                         const char *format_id, enum poster_type type)
{
    struct poster_series *series = find(counters, template_id, format_id);
    if (series && *series->template_id)
        counter_add(&series->counts[type]);
}

void histogram_add(struct histogram *histogram, const uint64_t *bounds,
                   uint64_t value)
{
    int at = 0;
    while (at < COUNTER_BOUNDS && value > bounds[at])
        at++;
    counter_add(&histogram->buckets[at]);
    atomic_fetch_add_explicit(&histogram->sum, value, memory_order_relaxed);
}

const char *timing_name(int timing)
{
    if (timing < PRESS_STAGES)
        return press_stage_name((enum press_stage)timing);
    return timing == TIMING_READ ? "read" : "answer";
}

const char *child_end_name(enum child_end end)
{
    static const char *const names[CHILD_ENDS] = {
        "crash",   "sandbox",     "cpu",   "memory",
        "timeout", "client_gone", "killed"};
    return names[end];
}

const char *worker_end_name(enum worker_end end)
{
    static const char *const names[WORKER_ENDS] = {
        "done", "replaced", "stuck", "crash", "killed", "start"};
    return names[end];
}
