// Blanks: texts such as "Bedankt{, [[name]]}. [[slogan.]]" that words go into,
// and whose parts in { } go away when a blank in them stays empty. Text in,
// text out: knows no template and no network.
#pragma once

#include "bytes.h"
#include "limits.h"

#include <stdbool.h>
#include <stddef.h>

// The words for a blank; NULL or "" when there are none. A line break in them
// becomes a blank.
typedef const char *blanks_find(void *context, const char *name);

// Makes of words those that shall stand before `behind`, the rest of the text.
// Owned by who asks; NULL when memory is out.
typedef char *blanks_turn(void *context, const char *words, const char *behind);

// Where the words come from.
struct blanks_source {
    blanks_find *find;
    blanks_turn *turn; // NULL: they go in as they are
    void *context;
};

// Appends the text with its blanks filled. Of its parts in { } only the first
// `parts` may stay. Blanks that a part leaves behind are folded, and a line of
// which nothing is left goes; one empty line stays between two others.
// [[name.]] ends its words with a point when they end with a letter or a digit;
// a point of the text right behind words that end with . ! ? or … goes.
// The text must be without fault. False when memory is out.
bool blanks_fill(const char *text, size_t parts,
                 const struct blanks_source *source, struct buffer *out);

// How many parts in { } the text has.
size_t blanks_parts(const char *text);

// What is wrong with the text and what would be right; NULL when nothing is.
const char *blanks_fault(const char *text);

struct blank {
    char name[LIMIT_ID_BYTES];
    bool is_sentence; // [[name.]]
    bool in_part;     // between { and }
};

// Walks the blanks of a text without fault: `*at` begins at the text and
// `*blank` zeroed; both are kept between calls. False past the last.
bool blanks_next(const char **at, struct blank *blank);
