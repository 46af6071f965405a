#include "metrics.h"

#include "routes.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool head(struct buffer *out, const char *name, const char *type,
                 const char *help)
{
    return buffer_append_format(out,
                                "# HELP postertool_%s %s\n"
                                "# TYPE postertool_%s %s\n",
                                name, help, name, type);
}

static bool number(struct buffer *out, const char *name, const char *type,
                   const char *help, unsigned long value)
{
    return head(out, name, type, help) &&
           buffer_append_format(out, "postertool_%s %lu\n", name, value);
}

static bool write_requests(const struct counters *counters, struct buffer *out)
{
    bool done = head(out, "requests_total", "counter",
                     "Requests answered, by route and status; 499: the client "
                     "had gone, 0: another status.");
    for (int route = 0; route < routes_count(); route++)
        for (int code = 0; code < COUNTER_CODES; code++) {
            const uint64_t count =
                atomic_load(&counters->requests[route][code]);
            if (count > 0 && done)
                done = buffer_append_format(
                    out,
                    "postertool_requests_total{route=\"%s\",code=\"%d\"} "
                    "%" PRIu64 "\n",
                    routes_name(route), counters_status(code), count);
        }
    done = done && head(out, "requests_begun_total", "counter",
                        "Requests that a worker began to answer; those that "
                        "requests_total lacks are in hand or were lost with "
                        "their worker.");
    for (int route = 0; route < routes_count() && done; route++) {
        const uint64_t count = atomic_load(&counters->begun[route]);
        if (count > 0)
            done = buffer_append_format(
                out,
                "postertool_requests_begun_total{route=\"%s\"} %" PRIu64 "\n",
                routes_name(route), count);
    }
    return done;
}

static bool write_posters(const struct counters *counters, struct buffer *out)
{
    bool done = head(out, "posters_total", "counter",
                     "Posters made from orders, by template, format and type.");
    for (int i = 0; i < COUNTER_SERIES; i++) {
        const struct poster_series *series = &counters->posters[i];
        for (int type = 0; type < POSTER_TYPES && done; type++) {
            const uint64_t count = atomic_load(&series->counts[type]);
            if (count > 0)
                done = buffer_append_format(
                    out,
                    "postertool_posters_total{template=\"%s\",format=\"%s\","
                    "type=\"%s\"} %" PRIu64 "\n",
                    series->template_id, series->format_id,
                    poster_type_name((enum poster_type)type), count);
        }
    }
    return done;
}

// One number for each of a few names.
static bool write_named(struct buffer *out, const char *name, const char *label,
                        const char *help, const counter *counts, int count,
                        const char *(*name_of)(int))
{
    bool done = head(out, name, "counter", help);
    for (int i = 0; i < count && done; i++)
        if (name_of(i))
            done = buffer_append_format(
                out, "postertool_%s{%s=\"%s\"} %" PRIu64 "\n", name, label,
                name_of(i), atomic_load(&counts[i]));
    return done;
}

static const char *name_child_end(int end)
{
    return child_end_name((enum child_end)end);
}

static const char *name_worker_end(int end)
{
    return worker_end_name((enum worker_end)end);
}

static const char *name_rejection(int message)
{
    return message_name((enum message)message);
}

static const char *name_reload(int done)
{
    return done ? "done" : "failed";
}

// `label` is "" or a whole one with a comma behind it.
static bool write_histogram(struct buffer *out, const char *name,
                            const char *label,
                            const struct histogram *histogram,
                            const uint64_t *bounds, double unit)
{
    uint64_t count = 0;
    bool done = true;
    for (int i = 0; i < COUNTER_BOUNDS && done; i++) {
        count += atomic_load(&histogram->buckets[i]);
        done = buffer_append_format(
            out, "postertool_%s_bucket{%sle=\"%g\"} %" PRIu64 "\n", name, label,
            (double)bounds[i] * unit, count);
    }
    count += atomic_load(&histogram->buckets[COUNTER_BOUNDS]);
    const int length = (int)strlen(label);
    const char *open = length > 0 ? "{" : "";
    const char *close = length > 0 ? "}" : "";
    return done &&
           buffer_append_format(
               out,
               "postertool_%s_bucket{%sle=\"+Inf\"} %" PRIu64 "\n"
               "postertool_%s_sum%s%.*s%s %.6f\n"
               "postertool_%s_count%s%.*s%s %" PRIu64 "\n",
               name, label, count, name, open, length > 0 ? length - 1 : 0,
               label, close, (double)atomic_load(&histogram->sum) * unit, name,
               open, length > 0 ? length - 1 : 0, label, close, count);
}

static bool write_timings(const struct counters *counters, struct buffer *out)
{
    bool done = head(out, "stage_seconds", "histogram",
                     "Processor time of each stage of a poster; of read and "
                     "answer, the time on the clock.");
    for (int i = 0; i < TIMINGS && done; i++) {
        char label[48];
        snprintf(label, sizeof label, "stage=\"%s\",", timing_name(i));
        done =
            write_histogram(out, "stage_seconds", label, &counters->timings[i],
                            counters_time_bounds, 1e-6);
    }
    return done;
}

static bool write_workers(const struct board *board, struct buffer *out)
{
    unsigned long counts[SLOT_PHASES] = {0};
    for (int i = 0; i < BOARD_WORKERS; i++)
        if (atomic_load(&board->workers[i].pid) != 0)
            counts[atomic_load(&board->slots[i].phase)]++;
    bool done = head(out, "workers", "gauge", "Workers by what they do now.");
    for (int i = 0; i < SLOT_PHASES && done; i++)
        done =
            buffer_append_format(out, "postertool_workers{state=\"%s\"} %lu\n",
                                 slot_phase_name(i), counts[i]);
    return done;
}

static bool write_queue(const struct board *board, struct buffer *out)
{
    const struct door_count *door = &board->door;
    return number(out, "queue_length", "gauge",
                  "Requests that wait for a worker.",
                  (unsigned long)queue_length(&board->waiting)) &&
           number(out, "queue_limit", "gauge",
                  "Requests that may wait; more are refused.",
                  (unsigned long)atomic_load(&door->bound)) &&
           number(out, "queue_refused_total", "counter",
                  "Requests that found the queue full.",
                  atomic_load(&door->refused)) &&
           number(out, "connections_accepted_total", "counter",
                  "Connections from the web server.",
                  atomic_load(&door->accepted)) &&
           number(out, "connections_shut_total", "counter",
                  "Connections closed without an answer: silent for too long, "
                  "or too many.",
                  atomic_load(&door->shut)) &&
           number(out, "connections_silent", "gauge",
                  "Connections of which no byte has come yet.",
                  (unsigned long)atomic_load(&door->silent));
}

static bool write_site(const struct board *board, struct buffer *out)
{
    const struct board_site *site = &board->sites[atomic_load(&board->site)];
    return head(out, "templates", "gauge",
                "Templates that are served, and those left out.") &&
           buffer_append_format(out,
                                "postertool_templates{state=\"loaded\"} %zu\n"
                                "postertool_templates{state=\"refused\"} %zu\n",
                                site->template_count, site->refusal_count) &&
           head(out, "partners", "gauge",
                "Partners that are served, and those left out.") &&
           buffer_append_format(out,
                                "postertool_partners{state=\"loaded\"} %zu\n"
                                "postertool_partners{state=\"refused\"} %zu\n",
                                site->partner_count,
                                site->partner_refusal_count) &&
           head(out, "build_info", "gauge", "The version that runs.") &&
           buffer_append_format(out,
                                "postertool_build_info{version=\"%s\"} 1\n",
                                POSTERTOOL_VERSION) &&
           number(out, "ready", "gauge", "Whether requests are answered.",
                  board_is_ready(board)) &&
           number(out, "sandbox_reduced", "gauge",
                  "Whether a wall of the sandbox is missing.",
                  atomic_load(&board->lowered) != 0) &&
           number(out, "start_time_seconds", "gauge",
                  "When the server started, in seconds of the epoch.",
                  (unsigned long)atomic_load(&board->started));
}

static const char *name_event(int event)
{
    return events[event].id;
}

// The events of all nodes, which are there when the database was read: else
// they would seem to happen at once when it is.
static bool write_evaluation(const struct board_recorder *recorder,
                             struct buffer *out)
{
    return (atomic_load(&recorder->success) == 0 ||
            write_named(out, "events_total", "event",
                        "What is counted, in the database: of all nodes, since "
                        "the beginning.",
                        recorder->totals, EVENT_COUNT, name_event)) &&
           number(out, "counts_waiting", "gauge",
                  "Counts that are not in the database yet.",
                  atomic_load(&recorder->waiting)) &&
           number(out, "counts_lost_total", "counter",
                  "Counts that were given up: no room, or no lock.",
                  atomic_load(&recorder->lost)) &&
           number(out, "recorder_up", "gauge",
                  "Whether counts last reached the database.",
                  atomic_load(&recorder->state) == RECORDER_WORKING);
}

bool metrics_write(const struct board *board, struct buffer *out)
{
    const struct counters *counters = &board->counters;
    return write_requests(counters, out) && write_posters(counters, out) &&
           write_timings(counters, out) &&
           head(out, "upload_bytes", "histogram",
                "Bytes of the bodies that came in.") &&
           write_histogram(out, "upload_bytes", "", &counters->uploads,
                           counters_byte_bounds, 1) &&
           head(out, "child_memory_bytes", "histogram",
                "Memory of a child at its peak, what it shares included.") &&
           write_histogram(out, "child_memory_bytes", "",
                           &counters->child_memory, counters_byte_bounds, 1) &&
           number(out, "response_bytes_total", "counter",
                  "Bytes of the bodies that went out.",
                  atomic_load(&counters->bytes_out)) &&
           write_named(out, "rejected_total", "reason",
                       "Requests that were refused, by reason.",
                       counters->rejected, MESSAGE_COUNT, name_rejection) &&
           write_named(out, "child_kills_total", "cause",
                       "Children that ended before they were done.",
                       counters->child_ends, CHILD_ENDS, name_child_end) &&
           number(out, "child_retries_total", "counter",
                  "Posters tried once more after their child was killed.",
                  atomic_load(&counters->child_retries)) &&
           write_named(out, "worker_ends_total", "cause",
                       "Workers that ended, by cause.", counters->worker_ends,
                       WORKER_ENDS, name_worker_end) &&
           write_named(out, "reloads_total", "result",
                       "Times that the site was read again.", counters->reloads,
                       2, name_reload) &&
           write_workers(board, out) && write_queue(board, out) &&
           write_site(board, out) && write_evaluation(&board->recorder, out);
}
