// Mover: moves counts from the ledger into the database, and keeps answers to
// surveys there. When the database is away, it says so once, in the log and on
// the board, and tries again ever more slowly; counts wait in the ledger.
#pragma once

#include "board.h"
#include "config_evaluation.h"

#include "evaluation/ledger.h"
#include "evaluation/store.h"
#include "evaluation/survey.h"

#include <stdbool.h>

struct mover {
    const struct config_evaluation *evaluation; // borrowed
    struct ledger *ledger;                      // borrowed
    struct board_recorder *board;               // shared, borrowed
    struct store *store;                        // NULL: not connected
    bool is_away;
    char told[ERROR_DETAIL_MAX]; // what the log said is wrong
    long pause_ms;               // before the next attempt
    long not_before_ms;          // slot_clock_ms
    long forgot_ms;              // when what is old was last forgotten; 0: not
};

// Moves what waits and reads the totals; connects before, when it is time for
// it. Call it every few seconds. True when all worked.
bool mover_attend(struct mover *mover);

// The same, even if it is not time yet: the last time.
bool mover_attend_now(struct mover *mover);

// True when the answer is in the database, for good.
bool mover_keep_answer(struct mover *mover, const struct survey_answer *answer);

// Closes the connection, of which no child may have a copy; it is opened again
// when it is wanted.
void mover_disconnect(struct mover *mover);
