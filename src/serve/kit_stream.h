// Kit stream: what a child that makes a kit sends to its worker while it works,
// piece by piece, and the checks that each piece passes: whoever sent it may
// have been taken over by a photo. The bytes of the ZIP are anybody's guess;
// what is told of them goes into heads and counters, and is looked at.
#pragma once

#include "press/bytes.h"
#include "press/error.h"
#include "press/kit.h"
#include "press/press.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The child's side: sends through `send` what a kit tells its sink, and then
// that it is done, or what is wrong.
struct kit_sender {
    bool (*send)(const void *data, size_t size);
};
struct kit_sink kit_stream_sink(struct kit_sender *sender);
bool kit_stream_end(const struct kit_sender *sender, bool done,
                    const struct error *err);

// What comes before each piece. Both sides are the same program, so it goes as
// it lies in memory.
struct kit_piece {
    uint32_t magic;
    uint32_t kind;
    uint64_t size; // of what follows
};

// What is told of one poster.
struct kit_made {
    char format_id[LIMIT_ID_BYTES];
    int32_t type;
    double stage_ms[PRESS_STAGES];
};

union kit_told {
    struct kit_head head;
    struct kit_made made;
    struct error error;
};

// The worker's side.
struct kit_receiver {
    const struct kit_sink *sink;
    const struct format_list *formats; // that are known
    uint64_t bytes_max;                // of the ZIP
    struct kit_piece piece;            // that is being taken
    size_t piece_size;                 // of it, that is there
    union kit_told told;               // what it tells
    uint64_t taken;                    // of the piece's bytes
    uint64_t bytes;                    // of the ZIP
    int made;
    bool has_begun;   // the sink has heard of it
    bool is_done;     // the child said so
    bool is_unwanted; // the sink said so
    struct error err; // that the child told; of no kind: none
};

// Takes the next bytes. False when they are wrong or the sink wants no more.
bool kit_receiver_take(struct kit_receiver *receiver, struct bytes bytes);

// All was taken: whether the kit is whole; else what is wrong.
bool kit_receiver_finish(const struct kit_receiver *receiver,
                         struct error *err);
