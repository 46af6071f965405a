// School words: the words of a school's name as they are compared: plain (see
// words_plain), letters with dots as one word, a saint by one word in all
// languages. Knows no partners.
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum {
    SCHOOL_WORDS_MAX = 24, // of a name; what comes after them is left aside
    SCHOOL_WORD_BYTES = 49,
};

struct school_words {
    char words[SCHOOL_WORDS_MAX][SCHOOL_WORD_BYTES];
    size_t count;
};

// The words of a name as they stand there: "St.-Jan, O.L.V." gives "st", "jan",
// "olv". Takes any bytes. False when memory is out.
bool school_words_split(struct school_words *words, const char *name);

// The word that stands for one in comparisons: "sint" for "st", "saint",
// "sankt"; the word itself when there is none.
const char *school_words_common(const char *word);

// Adds the words by which the name is known as well: what a saint is called in
// common, "olv" for "onze lieve vrouw" and the other way round.
void school_words_add_others(struct school_words *words);
