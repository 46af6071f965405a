// Counting: what a worker writes into the ledger of the request in its hands.
// Whoever asks not to be followed (DNT, Sec-GPC) is not counted, and robots are
// not: both by their headers. docs/privacy.md has the rule.
#pragma once

#include "routes.h"

#include "evaluation/event.h"

enum counting_visitor {
    COUNTING_PERSON,
    COUNTING_ROBOT,   // by its User-Agent
    COUNTING_PRIVATE, // asks not to be followed
};

// Who asks, by the values of the headers User-Agent, DNT and Sec-GPC ("" where
// there is none). A page is opened by a browser, which has a User-Agent;
// posters are also made by programs, which need none.
enum counting_visitor counting_visitor(const char *user_agent, const char *dnt,
                                       const char *gpc, bool is_page);

// Whether the operator counts, and this visitor may be counted.
bool counting_may(const struct exchange *exchange, bool is_page);

// Counts a poster before it is sent: that it was made (not again when the
// request says `?made=1`: the page, which showed it already, fetches it once
// more), and that it is sent to be kept.
void counting_note_poster(struct exchange *exchange, const struct order *order,
                          const struct poster *poster, bool is_download);

// Counts a poster of a kit, the `number`th, and the kit when all are there.
void counting_note_made(struct exchange *exchange, const struct order *order,
                        const char *format_id, enum poster_type type,
                        int number);
void counting_note_kit(struct exchange *exchange, const struct order *order);

// Counts why a poster, a kit or a photo was refused.
void counting_note_error(struct exchange *exchange);
