// Ledger: the counts that wait for the database, in memory that all processes
// share and that a file keeps. Whoever counts may be killed at any instruction,
// and so may who empties it: every count that ledger_add gave true for arrives
// exactly once.
//
// There are two sides. Counts are added to one; the other is the batch that the
// recorder moves into the database, or empty. A side is a list of series (one
// for each key) and a list of records, each of which stands for one count: a
// record is there from the moment that the number of records includes it, which
// is one store. When records run out, they are folded into the values of their
// series, of which there are two: the same store that empties the list says
// which of them holds. A lock of the kernel (fcntl(2), F_SETLK) keeps who adds
// apart; the kernel opens it when its holder dies.
#pragma once

#include "event.h"

#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    LEDGER_SERIES = 65536,   // keys on a side; more are lost, and told
    LEDGER_RECORDS = 131072, // on a side, before they are folded
    LEDGER_NODE_BYTES = 33,  // 128 random bits in hex, and a NUL
    LEDGER_KEYS_MAX = 64,    // that are added at a time
};

struct ledger;

// Opens FOLDER/ledger, and makes it when it is not there (all of it, so that a
// full disk is met here and not later). When there can be no such file, or it
// is none of ours, counts wait in memory alone and *why says what is wrong;
// else *why is "". A file that is damaged is put aside as
// FOLDER/ledger.damaged. False only when memory is out. For the supervisor,
// before it forks.
bool ledger_open(struct ledger **ledger, const char *folder, char *why,
                 size_t why_size, struct error *err);
// Takes NULL.
void ledger_close(struct ledger *ledger);

// The descriptor that the lock is on: whoever adds must keep it open, and may
// close no copy of it (that would open the lock).
int ledger_fd(const struct ledger *ledger);

// For a worker: what it forks does not get to see the ledger.
void ledger_keep_from_children(struct ledger *ledger);

// Adds one to the count of each key, all or none. `receipt` is a number that
// goes with what happened (of a request, of a batch): the same one a second
// time, here or on another node, is not counted again. NULL is taken as a
// ledger that counts nothing. False when they are lost, which is counted.
bool ledger_add(struct ledger *ledger, uint64_t receipt,
                const struct count_key *keys, size_t count);

// A receipt of a text such as an id of a request; `part` tells apart what one
// request counts at different moments.
uint64_t ledger_receipt(const char *text, int part);

struct ledger_record {
    uint64_t receipt;
    uint32_t series;
    uint32_t item; // of what was added together: 0, 1 ...
};

// What goes into the database at a time. Borrowed of the ledger until it is
// settled; nobody changes it meanwhile.
struct ledger_batch {
    char node[LEDGER_NODE_BYTES];
    int64_t sequence; // grows by one from batch to batch of a node
    const struct count_key *const *keys; // of each series
    const uint64_t *folded;              // of each series, without receipts
    size_t series_count;
    const struct ledger_record *records;
    size_t record_count;
};

// For the recorder alone. The batch that is under way or, when there is none, a
// new one of all that waits. False when nothing waits.
bool ledger_take(struct ledger *ledger, struct ledger_batch *batch);

// The batch is in the database: it is forgotten.
void ledger_settle(struct ledger *ledger);

// The database has heard of a later batch of this node than the ledger knows,
// so the file is an old copy: goes on under a new name.
void ledger_rename_node(struct ledger *ledger);

struct ledger_state {
    uint64_t waiting; // counts that are not in the database yet
    uint64_t lost;    // since the file was made: no room, or the lock stuck
    bool is_kept;     // by a file
};
void ledger_look(const struct ledger *ledger, struct ledger_state *state);
