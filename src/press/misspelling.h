// Misspelling: how many typing errors lie between what was typed and a word.
// Compares bytes, so both are plain words (see words_plain). Pure.
#pragma once

#include <stdbool.h>

enum { MISSPELLING_BYTES_MAX = 48 }; // of a word that is looked at

// The letters that are missing, too many, wrong or swapped with their
// neighbour, between `typed` and `word`, or, when `may_go_on`, the beginning of
// `word` that is nearest. More than `most` is most + 1, and so is a word above
// MISSPELLING_BYTES_MAX.
int misspelling_count(const char *typed, const char *word, int most,
                      bool may_go_on);

// The errors that are forgiven of a typed word: none below four letters, one,
// and two from eight on.
int misspelling_allowance(const char *typed);
