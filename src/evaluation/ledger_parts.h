// Ledger parts: how the memory of a ledger is laid out, for the rooms that it
// is made of: ledger.c adds and empties, ledger_file.c makes, finds and checks.
#pragma once

#include "ledger.h"

#include <stdatomic.h>

struct ledger_size {
    uint32_t series;  // of a side
    uint32_t records; // of a side, at least LEDGER_KEYS_MAX
};

// The start of the file. `turn` is what the recorder alone changes, always as a
// whole: the number of the newest batch, and the two bits below.
struct ledger_head {
    char magic[8];
    uint32_t version;
    uint32_t key_size;
    struct ledger_size size;
    char nodes[2][LEDGER_NODE_BYTES];
    _Atomic uint64_t turn;
    _Atomic uint64_t lost;
};

enum {
    LEDGER_UNDER_WAY = 1,  // the newest batch is not settled
    LEDGER_OTHER_NODE = 2, // nodes[1] is the name
    LEDGER_TURN_BITS = 2,
    LEDGER_HEAD_BYTES = 4096,
};

// The start of a side. `state`: how many records there are, and which of the
// values hold (the bit LEDGER_SECOND).
struct ledger_side_head {
    _Atomic uint64_t state;
    _Atomic uint32_t series;
    uint64_t folded[2]; // the sum of the values
};

#define LEDGER_SECOND ((uint64_t)1 << 32)

// Where the lists of a side are.
struct ledger_side {
    struct ledger_side_head *head;
    uint32_t *slots; // of a hash table, twice as many as series: series + 1
    uint64_t *values[2];
    struct count_key *keys;
    struct ledger_record *records;
};

struct ledger {
    int fd;
    bool is_kept;
    size_t bytes; // of the memory
    struct ledger_head *head;
    struct ledger_size size;
    struct ledger_side sides[2];
    const struct count_key **borrowed; // of the batch; for the recorder
};

// A process that is killed leaves what it stored so far, in the order of its
// instructions, so it is the compiler alone that could change the order: what
// stands before is stored before, and what stands after is stored after.
#define LEDGER_PUBLISH(what, value)                                            \
    do {                                                                       \
        atomic_signal_fence(memory_order_seq_cst);                             \
        atomic_store(what, value);                                             \
        atomic_signal_fence(memory_order_seq_cst);                             \
    } while (0)

// As ledger_open, with so much room: for tests.
bool ledger_open_sized(struct ledger **ledger, const char *folder,
                       struct ledger_size size, char *why, size_t why_size,
                       struct error *err);

// Ids that end, an event and a day that there are.
bool ledger_is_sound(const struct count_key *key);

// Takes and opens the lock of who adds; false when it stays taken.
bool ledger_lock(const struct ledger *ledger);
void ledger_unlock(const struct ledger *ledger);

// Puts every series of a side in its hash table, which is empty.
void ledger_index(const struct ledger *ledger, const struct ledger_side *side);
