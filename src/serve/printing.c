#include "printing.h"

#include "child.h"
#include "child_kit.h"
#include "counting.h"
#include "worker.h"

static struct child_limits begin(struct exchange *exchange,
                                 struct child_limits limits)
{
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

// One of a kit, or the only one.
static void note_stages(struct exchange *exchange,
                        const double stage_ms[PRESS_STAGES])
{
    struct counters *counters = &exchange->site->board->counters;
    exchange->log.has_stages = true;
    for (int i = 0; i < PRESS_STAGES; i++) {
        exchange->log.stage_ms[i] += stage_ms[i];
        histogram_add(&counters->timings[i], counters_time_bounds,
                      (uint64_t)(stage_ms[i] * 1000));
    }
}

static void note_poster(struct exchange *exchange, const struct order *order,
                        const struct poster *poster)
{
    note_stages(exchange, poster->stage_ms);
    if (order->layer == ORDER_POSTER &&
        exchange->request->method == METHOD_POST)
        counters_add_poster(&exchange->site->board->counters,
                            exchange->log.template_id, exchange->log.format_id,
                            poster->type);
}

bool printing_print(struct exchange *exchange, const struct order *order,
                    struct poster *poster, struct error *err)
{
    struct child_report report;
    const struct child_limits limits =
        begin(exchange, child_limits_of(&exchange->site->config));
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
    const struct child_limits limits =
        begin(exchange, child_limits_of(&exchange->site->config));
    const bool done = child_show_photo(exchange->site->press, order, &limits,
                                       shown, &report, err);
    note(exchange, &report);
    return done;
}

bool printing_draw_logo(struct exchange *exchange,
                        const struct partner *partner, int width_px,
                        struct buffer *png, struct error *err)
{
    struct child_report report;
    const struct child_limits limits =
        begin(exchange, child_limits_of(&exchange->site->config));
    const bool done = child_draw_logo(exchange->site->press, partner, width_px,
                                      &limits, png, &report, err);
    note(exchange, &report);
    return done;
}

struct kit_printing {
    struct exchange *exchange;
    const struct order *order;
    const struct kit_sink *sink;
};

static bool begin_kit(void *context, const struct kit_head *head)
{
    const struct kit_printing *printing = context;
    return printing->sink->begin(printing->sink->context, head);
}

static bool note_made(void *context, const struct kit_file *file,
                      const double stage_ms[PRESS_STAGES])
{
    const struct kit_printing *printing = context;
    struct exchange *exchange = printing->exchange;
    note_stages(exchange, stage_ms);
    exchange->log.formats++;
    counters_add_poster(&exchange->site->board->counters,
                        exchange->log.template_id, file->format->id,
                        file->type);
    counting_note_made(exchange, printing->order, file->format->id, file->type,
                       exchange->log.formats);
    return true;
}

static bool take_piece(void *context, struct bytes piece)
{
    const struct kit_printing *printing = context;
    worker_go_on(printing->exchange->site);
    return printing->sink->take(printing->sink->context, piece);
}

bool printing_print_kit(struct exchange *exchange, const struct order *order,
                        const struct kit_wish *wish,
                        const struct kit_sink *sink, struct error *err)
{
    struct child_report report;
    struct kit_printing printing = {exchange, order, sink};
    const struct kit_sink through = {begin_kit, note_made, take_piece,
                                     &printing};
    const struct child_limits limits =
        begin(exchange, child_kit_limits_of(&exchange->site->config));
    const bool done = child_print_kit(exchange->site->press, order, wish,
                                      &limits, &through, &report, err);
    note(exchange, &report);
    return done;
}
