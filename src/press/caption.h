// Caption: the text to go with a poster on a network, from the template's
// captions, those of the
// partner, the order's words and its language.
#pragma once

#include "bytes.h"
#include "network.h"
#include "order.h"
#include "partner.h"
#include "template.h"

#include <stdbool.h>
#include <stddef.h>

// Whose captions they are.
struct caption_source {
    const struct template *template;
    const struct partner *partner; // NULL: none
};

// The text with blanks for a network in a language: the partner's for this
// network, else its for every network, else the template's in the same way,
// else a general one of the program. Never NULL.
const char *caption_text(const struct caption_source *source,
                         const struct network *network, enum language language);

// The text that a partner has; NULL when it has none.
const char *caption_partner_text(const struct partner *partner,
                                 const struct network *network,
                                 enum language language);

// The template's hashtags for a network, parted by blanks, the most important
// first: in this language, else in Dutch, else what it signs off with (the
// fixed words of a text that are a hashtag), else "".
const char *caption_hashtags(const struct template *template,
                             const struct network *network,
                             enum language language);

// Those that a partner adds behind them, in this language, else in Dutch, else
// "".
const char *caption_partner_hashtags(const struct partner *partner,
                                     const struct network *network,
                                     enum language language);

// Appends what a person copies: the text, an empty line, the hashtags; of the
// template's and of the partner's each as many as go along on the network. It
// never passes the network's limit: parts in { } go first, from the last one,
// then hashtags, then the longest words are cut between two words. *length is
// what the network counts. False when memory is out.
bool caption_write(const struct caption_source *source,
                   const struct order *order, const struct network *network,
                   struct buffer *text, size_t *length);

// How long the network would count the caption if nothing went.
bool caption_full_length(const struct caption_source *source,
                         const struct order *order,
                         const struct network *network, size_t *length);
