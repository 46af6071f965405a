// Books: the ledger and the desk of a server, which outlive its sites. They are
// opened with the first site that counts or asks, in the folder that it names;
// a later one finds them as they are.
#pragma once

#include "board.h"
#include "site.h"

struct books {
    struct ledger *ledger;     // NULL: not open
    struct desk desk;          // of workers
    struct desk operator_desk; // of the status listener
    char folder[CONFIG_STATE_MAX];
    bool has_told; // that another folder is for the next start
};

// Gives a site that counts or asks its ledger and its desk; without a folder it
// does neither. What cannot be had is logged.
void books_join(struct books *books, struct site *site);

// Tells the board what waits and what was lost.
void books_tell(const struct books *books, struct board_recorder *board);

// Takes a zeroed one.
void books_close(struct books *books);
