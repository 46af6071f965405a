// Sense: which small words a line should not end with, and before which it ends
// well, in the languages of the campaign. Knows no widths.
#pragma once

#include "messages.h"

#include <stdbool.h>
#include <stddef.h>

// True for an article or the like: it belongs to the word that follows.
bool sense_holds_next(const char *word, size_t size, enum language language);

// True when `text` starts with a conjunction or a preposition.
bool sense_starts_phrase(const char *text, enum language language);
