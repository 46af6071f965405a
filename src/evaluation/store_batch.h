// Store batch: moves counts and answers into the database, each exactly once.
#pragma once

#include "ledger.h"
#include "store.h"
#include "survey.h"

enum batch_fate {
    BATCH_STORED, // now, or it was there already
    BATCH_OLD,    // the database knows a later one of this node: see
                  // ledger_rename_node
    BATCH_FAILED, // nothing of it is there; *err says why
};

// In one transaction. Records whose receipt (and item) the database has heard
// of before, from any node, are not counted again.
enum batch_fate store_put_batch(struct store *store,
                                const struct ledger_batch *batch,
                                struct error *err);

// Ratings and remark of one answer, in one transaction, committed when it gives
// true. An answer with a receipt that is there already changes nothing.
bool store_put_answer(struct store *store, const struct survey_answer *answer,
                      struct error *err);

// Deletes remarks that are older than so many days, and receipts of more than
// two days ago.
bool store_forget(struct store *store, int today, int keep_remarks_days,
                  struct error *err);

// How often each event happened since the beginning, on all nodes.
bool store_totals(struct store *store, uint64_t totals[EVENT_COUNT],
                  struct error *err);
