// Batch synonyms: the words that schools write above a column, and what they
// mean.
#pragma once

#include "batch_headers.h"

struct batch_synonym {
    const char *plain; // as words_plain gives it
    enum batch_kind kind;
    const char *id; // of a property or of a field
};

// NULL when the word is none of them.
const struct batch_synonym *batch_synonym_find(const char *plain);

// Past the words that only say whose it is: "je naam", "votre slogan".
const char *batch_synonym_core(const char *plain);
