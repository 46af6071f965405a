// Counting: what a worker writes into the ledger of the request in its hands.
// Whoever asks not to be followed (DNT, Sec-GPC) is not counted, and robots are
// not: both by their headers, see counting_may.
#pragma once

#include "routes.h"

#include "evaluation/event.h"

// Whether this visitor may be counted: the operator counts, the request has
// neither `DNT: 1` nor `Sec-GPC: 1`, and its User-Agent is there and names no
// robot (docs/privacy.md has the rule).
bool counting_may(const struct exchange *exchange);

// Counts what the server itself saw of an order: a finished poster, before it
// is sent, and that it is sent to be kept. `part` tells apart the posters of a
// kit.
void counting_note_poster(struct exchange *exchange, const struct order *order,
                          bool is_download, int part);
void counting_note_kit(struct exchange *exchange, const struct order *order);

// Counts why a request for a poster, a kit or a photo was refused.
void counting_note_error(struct exchange *exchange);
