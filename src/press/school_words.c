#include "school_words.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

static const char *const saints[] = {"st",    "ste",    "sinte",
                                     "saint", "sainte", "sankt"};

// What is written short on one sign and in full on another.
static const struct {
    const char *brief;
    const char *words[3];
} abbreviations[] = {
    {"olv", {"onze", "lieve", "vrouw"}},
    {"olv", {"ol", "vrouw"}},
    {"nd", {"notre", "dame"}},
    {"vbs", {"vrije", "basisschool"}},
    {"gbs", {"gemeentelijke", "basisschool"}},
    {"bs", {"basisschool"}},
};

enum { ABBREVIATIONS = sizeof abbreviations / sizeof *abbreviations };

static void add(struct school_words *words, const char *word, size_t length)
{
    if (words->count == SCHOOL_WORDS_MAX)
        return;
    if (length >= SCHOOL_WORD_BYTES)
        length = SCHOOL_WORD_BYTES - 1;
    char *to = words->words[words->count++];
    memcpy(to, word, length);
    to[length] = '\0';
}

// Letters that stand alone one after the other are one word.
static bool join(struct school_words *words, bool was_single, const char *word,
                 size_t length)
{
    if (length != 1 || !was_single || words->count == 0)
        return false;
    char *last = words->words[words->count - 1];
    const size_t used = strlen(last);
    if (used + 2 > SCHOOL_WORD_BYTES)
        return false;
    last[used] = *word;
    last[used + 1] = '\0';
    return true;
}

bool school_words_split(struct school_words *words, const char *name)
{
    char *plain = words_plain(name);
    words->count = 0;
    if (!plain)
        return false;
    bool was_single = false;
    for (const char *at = plain; *at;) {
        const size_t length = strcspn(at, " ");
        if (length > 0 && !join(words, was_single, at, length))
            add(words, at, length);
        was_single = length == 1;
        at += length;
        at += *at == ' ';
    }
    free(plain);
    return true;
}

const char *school_words_common(const char *word)
{
    for (size_t i = 0; i < sizeof saints / sizeof *saints; i++)
        if (strcmp(word, saints[i]) == 0)
            return "sint";
    return word;
}

// "vrouw" also begins "vrouwinstituut".
static bool spells_out(const struct school_words *words, size_t at,
                       size_t which)
{
    size_t i = 0;
    for (; i < 3 && abbreviations[which].words[i]; i++) {
        const char *word = abbreviations[which].words[i];
        if (at + i >= words->count ||
            strncmp(words->words[at + i], word, strlen(word)) != 0)
            return false;
    }
    return true;
}

static void add_text(struct school_words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->words[i], word) == 0)
            return;
    add(words, word, strlen(word));
}

void school_words_add_others(struct school_words *words)
{
    // Also of those that are added: "ol vrouw" is "olv", so "onze lieve vrouw".
    for (size_t i = 0; i < words->count; i++) {
        const char *word = words->words[i];
        if (school_words_common(word) != word)
            add_text(words, school_words_common(word));
        for (size_t k = 0; k < ABBREVIATIONS; k++) {
            if (spells_out(words, i, k))
                add_text(words, abbreviations[k].brief);
            if (strcmp(word, abbreviations[k].brief) != 0)
                continue;
            for (size_t j = 0; j < 3 && abbreviations[k].words[j]; j++)
                add_text(words, abbreviations[k].words[j]);
        }
    }
}
