// POST /api/v1/events: a page tells what happened in it, in a letter that holds
// nothing of who did it.
#include "routes.h"

#include "body.h"
#include "counting.h"
#include "events_text.h"
#include "pace.h"

#include <string.h>

// navigator.sendBeacon sends a text as text/plain, and asks nobody first.
static bool is_letter(const char *type)
{
    static const char *const types[] = {"application/json", "text/plain"};
    const size_t length = strcspn(type, "; \t");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (length == strlen(types[i]) &&
            strncasecmp(type, types[i], length) == 0)
            return true;
    return false;
}

static bool count(struct exchange *exchange, struct bytes text,
                  struct error *err)
{
    const struct site *site = exchange->site;
    struct events_text events_read;
    if (!events_text_read(&events_read, text, site->press, &site->config.page,
                          err))
        return false;
    if (!counting_may(exchange, true))
        return true;
    if (!pace_take(&site->board->events_through_us, (int)events_read.count,
                   site->config.evaluation.events_per_second,
                   (int64_t)slot_clock_ms() * 1000))
        return error_set(err, ERROR_TOO_MANY, MESSAGE_TOO_MANY, NULL);
    // Sent again, what was counted all the same counts once.
    return ledger_add(site->ledger, ledger_receipt(events_read.batch, 0),
                      events_read.keys, events_read.count) ||
           error_set(err, ERROR_BUSY, MESSAGE_BUSY, NULL);
}

bool events_answer(struct exchange *exchange)
{
    struct error *err = &exchange->error;
    struct buffer text = {.limit = EVENTS_BYTES_MAX};
    bool done = body_read_text(exchange, &text, err);
    if (done && !is_letter(fcgi_param(exchange->fcgi, "CONTENT_TYPE")))
        done = error_set_values(err, ERROR_UNSUPPORTED, MESSAGE_EVENTS_TYPE,
                                NULL, EVENTS_BYTES_MAX / 1000, 0);
    done = done && count(exchange, buffer_view(&text), err);
    buffer_finish(&text);
    if (done)
        exchange->sent = response_done(exchange->fcgi);
    return done;
}
