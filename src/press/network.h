// Network: where a post goes, how long its text may be there, and how many
// hashtags people put under it.
#pragma once

#include <stddef.h>

enum network_count {
    NETWORK_GRAPHEMES, // characters as a person counts them
    NETWORK_UTF16,     // units of UTF-16: an emoji is two or more
    NETWORK_X,         // as X weighs them
};

struct network {
    const char *id;   // in template.ini and in the listing
    const char *name; // for people
    enum network_count count;
    size_t limit;    // of the text of a post
    size_t hashtags; // that go along; 0: none
};

enum { NETWORKS = 7 };
extern const struct network networks[NETWORKS];

// The network whose id these bytes are, or NULL.
const struct network *network_find(const char *id, size_t length);

// "graphemes", "utf16" or "x".
const char *network_count_name(enum network_count count);

// How long a text (valid UTF-8) is by the count of a network.
size_t network_length(const struct network *network, const char *text);
