#include "network.h"

#include "words.h"

#include <string.h>

// The limits are those of the platforms' help pages in 2026: Instagram 2200
// (and at most 30 hashtags, or 5 where the newer rule holds), Facebook 63206,
// LinkedIn 3000, X 280 (docs.x.com, "Counting characters"), Bluesky 300
// graphemes (app.bsky.feed.post), Mastodon 500 as it is installed, WhatsApp 700
// for a status of text. Where a platform does not say how it counts, units of
// UTF-16 are taken, which are never fewer than characters.
const struct network networks[NETWORKS] = {
    {"instagram", "Instagram", NETWORK_UTF16, 2200, 5},
    {"facebook", "Facebook", NETWORK_UTF16, 63206, 2},
    {"whatsapp", "WhatsApp", NETWORK_UTF16, 700, 0},
    {"linkedin", "LinkedIn", NETWORK_UTF16, 3000, 3},
    {"x", "X", NETWORK_X, 280, 2},
    {"bluesky", "Bluesky", NETWORK_GRAPHEMES, 300, 2},
    {"mastodon", "Mastodon", NETWORK_GRAPHEMES, 500, 4},
};

const struct network *network_find(const char *id, size_t length)
{
    for (size_t i = 0; i < NETWORKS; i++)
        if (strlen(networks[i].id) == length &&
            strncmp(networks[i].id, id, length) == 0)
            return &networks[i];
    return NULL;
}

const char *network_count_name(enum network_count count)
{
    return count == NETWORK_GRAPHEMES ? "graphemes"
           : count == NETWORK_UTF16   ? "utf16"
                                      : "x";
}

static unsigned long code_point(const char *at, size_t size)
{
    const unsigned char first = (unsigned char)*at;
    unsigned long c = size == 1 ? first : first & (0x7fU >> size);
    for (size_t i = 1; i < size; i++)
        c = c << 6 | ((unsigned char)at[i] & 0x3fU);
    return c;
}

// What a code point weighs on X: the ranges of twitter-text, configuration v3,
// weigh one and all others two. An emoji of several code points weighs more
// here than there, never less.
static size_t weight_on_x(unsigned long c)
{
    return c <= 0x10ff || (c >= 0x2000 && c <= 0x200d) ||
                   (c >= 0x2010 && c <= 0x201f) || (c >= 0x2032 && c <= 0x2037)
               ? 1
               : 2;
}

size_t network_length(const struct network *network, const char *text)
{
    if (network->count == NETWORK_GRAPHEMES)
        return words_count(text);
    size_t length = 0;
    for (size_t size; *text; text += size) {
        size = words_character_size(text);
        const unsigned long c = code_point(text, size);
        length += network->count == NETWORK_X ? weight_on_x(c)
                  : c > 0xffff                ? 2
                                              : 1;
    }
    return length;
}
