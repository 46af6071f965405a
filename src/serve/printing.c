#include "printing.h"

#include "child.h"

#include <string.h>

static struct child_limits begin(struct exchange *exchange)
{
    struct child_limits limits = child_limits_of(&exchange->site->config);
    limits.client_fd = fcgi_connection(exchange->fcgi);
    slot_enter(exchange->site->slot, SLOT_WORKING);
    return limits;
}

static void note(struct exchange *exchange, const struct child_report *report)
{
    struct counters *counters = &exchange->site->board->counters;
    exchange->log.memory_bytes = report->memory_bytes;
    if (report->memory_bytes > 0)
        histogram_add(&counters->child_memory, counters_byte_bounds,
                      (uint64_t)report->memory_bytes);
    if (report->was_ended)
        counter_add(&counters->child_ends[report->end]);
    if (report->was_retried)
        counter_add(&counters->child_retries);
}

static void note_poster(struct exchange *exchange, const struct order *order,
                        const struct poster *poster)
{
    struct counters *counters = &exchange->site->board->counters;
    exchange->log.has_stages = true;
    memcpy(exchange->log.stage_ms, poster->stage_ms, sizeof poster->stage_ms);
    for (int i = 0; i < PRESS_STAGES; i++)
        histogram_add(&counters->timings[i], counters_time_bounds,
                      (uint64_t)(poster->stage_ms[i] * 1000));
    if (order->layer == ORDER_POSTER &&
        exchange->request->method == METHOD_POST)
        counters_add_poster(counters, exchange->log.template_id,
                            exchange->log.format_id, poster->type);
}

bool printing_print(struct exchange *exchange, const struct order *order,
                    struct poster *poster, struct error *err)
{
    struct child_report report;
    const struct child_limits limits = begin(exchange);
    const bool done = child_print(exchange->site->press, order, &limits, poster,
                                  &report, err);
    note(exchange, &report);
    if (done)
        note_poster(exchange, order, poster);
    return done;
}

bool printing_show_photo(struct exchange *exchange, const struct order *order,
                         struct shown_photo *shown, struct error *err)
{
    struct child_report report;
    const struct child_limits limits = begin(exchange);
    const bool done = child_show_photo(exchange->site->press, order, &limits,
                                       shown, &report, err);
    note(exchange, &report);
    return done;
}
