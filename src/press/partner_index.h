// Partner index: the words of all partners' names, each once, with those who
// have it. Looks for nothing itself (see partner_search.h).
#pragma once

#include "bytes.h"
#include "error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct partner;
struct partner_list;

struct partner_word {
    const char *text;
    uint64_t letters;     // see partner_index_letters
    const uint32_t *uses; // entries by number, rising
    uint32_t use_count;
};

struct partner_entry {
    const struct partner *partner;
    size_t names_at; // see partner_index_names
    size_t closed_at;
};

struct partner_index {
    struct partner_entry *entries; // in the order of the list
    size_t count;
    struct partner_word *words; // sorted
    size_t word_count;
    uint32_t *uses;       // of all words
    struct buffer memory; // of all texts
};

// Borrows the list, which must outlive it. On false there is nothing to finish.
bool partner_index_build(struct partner_index *index,
                         const struct partner_list *list, struct error *err);

// Takes a zeroed one.
void partner_index_finish(struct partner_index *index);

// An entry's names, short names and town as they are compared, each with a line
// end: "sint jan\nsji\n@gent\n".
enum { PARTNER_INDEX_TOWN = '@' };
const char *partner_index_names(const struct partner_index *index,
                                size_t entry);

// The same without blanks.
const char *partner_index_closed(const struct partner_index *index,
                                 size_t entry);

// A bit for each letter that a text has: what has another one is another text.
uint64_t partner_index_letters(const char *text);
