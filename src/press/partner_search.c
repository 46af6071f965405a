#include "partner_search.h"

#include "misspelling.h"
#include "partner_index.h"
#include "school_words.h"
#include "words.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WISHED_WORDS_MAX = 8, // more of them find nothing else
    INSIDE_FROM = 4,      // letters of a word that is looked for within others
    BEGINS_FROM = 5,      // and of one that may go on in spite of an error
};

// How well a word that was typed fits; the sum of a partner's decides among
// those whose names fit alike.
enum {
    FIT_WHOLE,
    FIT_BEGIN,
    FIT_INSIDE,
    FIT_TYPO, // 2 more for another error, 1 more for a word that goes on
    FIT_NONE = 255,
};

// How well a name fits all that was typed.
enum { NAME_SAME, NAME_BEGINS, NAME_WORDS, NAME_LOOSE };

struct partner_search {
    struct partner_index index;
    uint32_t *ranks[LANGUAGE_COUNT]; // of an entry among all, by its name
    uint8_t *fits;                   // of the word at hand, for each entry
    uint16_t *sums; // of the words before; NO_SUM: one fits not
};

enum {
    NO_SUM = UINT16_MAX,
    LOOSELY = 64, // added to the sum for a word inside another or with typos
};

struct ranked {
    char *name; // owned
    const char *id;
    uint32_t number;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *one = a;
    const struct ranked *other = b;
    const int order = strcmp(one->name, other->name);
    return order ? order : strcmp(one->id, other->id);
}

static bool rank(struct partner_search *search, enum language language)
{
    const size_t count = search->index.count;
    struct ranked *list = calloc(count + 1, sizeof *list);
    uint32_t *ranks = calloc(count + 1, sizeof *ranks);
    search->ranks[language] = ranks;
    bool done = list && ranks;
    for (size_t i = 0; i < count && done; i++) {
        const struct partner *partner = search->index.entries[i].partner;
        list[i] = (struct ranked){words_plain(partner_name(partner, language)),
                                  partner->id, (uint32_t)i};
        done = list[i].name != NULL;
    }
    if (done)
        qsort(list, count, sizeof *list, compare_ranked);
    for (size_t i = 0; i < count && done; i++)
        ranks[list[i].number] = (uint32_t)i;
    for (size_t i = 0; list && i < count; i++)
        free(list[i].name);
    free(list);
    return done;
}

bool partner_search_create(struct partner_search **search,
                           const struct partner_list *list, struct error *err)
{
    struct partner_search *made = calloc(1, sizeof *made);
    *search = NULL;
    if (!made)
        return error_set_memory(err);
    made->fits = calloc(list->count + 1, sizeof *made->fits);
    made->sums = calloc(list->count + 1, sizeof *made->sums);
    bool done = made->fits && made->sums &&
                partner_index_build(&made->index, list, err);
    for (int i = 0; i < LANGUAGE_COUNT && done; i++)
        done = rank(made, (enum language)i);
    if (done) {
        *search = made;
        return true;
    }
    partner_search_destroy(made);
    return error_set_memory(err);
}

void partner_search_destroy(struct partner_search *search)
{
    if (!search)
        return;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        free(search->ranks[i]);
    free(search->fits);
    free(search->sums);
    partner_index_finish(&search->index);
    free(search);
}

static void note_fit(struct partner_search *search,
                     const struct partner_word *word, uint8_t fit)
{
    for (uint32_t i = 0; i < word->use_count; i++) {
        uint8_t *best = &search->fits[word->uses[i]];
        *best = fit < *best ? fit : *best;
    }
}

static void fit_beginnings(struct partner_search *search, const char *typed)
{
    const size_t length = strlen(typed);
    size_t low = 0;
    for (size_t high = search->index.word_count; low < high;) {
        const size_t middle = (low + high) / 2;
        if (strcmp(search->index.words[middle].text, typed) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < search->index.word_count; low++) {
        const struct partner_word *word = &search->index.words[low];
        if (strncmp(word->text, typed, length) != 0)
            return;
        note_fit(search, word, word->text[length] ? FIT_BEGIN : FIT_WHOLE);
    }
}

static void fit_inside(struct partner_search *search, const char *typed)
{
    if (strlen(typed) < INSIDE_FROM)
        return;
    for (size_t i = 0; i < search->index.count; i++)
        if (search->fits[i] > FIT_INSIDE &&
            strstr(partner_index_closed(&search->index, i), typed))
            search->fits[i] = FIT_INSIDE;
}

static void fit_typos(struct partner_search *search, const char *typed)
{
    const size_t length = strlen(typed);
    const int most = misspelling_allowance(typed);
    const uint64_t letters = partner_index_letters(typed);
    if (most == 0)
        return;
    for (size_t i = 0; i < search->index.word_count; i++) {
        const struct partner_word *word = &search->index.words[i];
        // Each letter that the word has not is an error at least.
        if (__builtin_popcountll(letters & ~word->letters) > most)
            continue;
        int errors = misspelling_count(typed, word->text, most, false);
        int fit = FIT_TYPO + 2 * (errors - 1);
        if (errors > most && length >= BEGINS_FROM) {
            errors = misspelling_count(typed, word->text, most, true);
            fit = FIT_TYPO + 2 * (errors - 1) + 1;
        }
        if (errors <= most)
            note_fit(search, word, (uint8_t)fit);
    }
}

static void fit_word(struct partner_search *search, const char *typed,
                     bool is_loose)
{
    const char *common = school_words_common(typed);
    memset(search->fits, FIT_NONE, search->index.count);
    fit_beginnings(search, typed);
    if (common != typed)
        fit_beginnings(search, common);
    if (is_loose) {
        fit_inside(search, typed);
        fit_typos(search, typed);
    }
    for (size_t i = 0; i < search->index.count; i++) {
        const uint8_t fit = search->fits[i];
        uint16_t *sum = &search->sums[i];
        if (fit == FIT_NONE || *sum == NO_SUM)
            *sum = NO_SUM;
        else
            *sum = (uint16_t)(*sum + fit + (fit > FIT_BEGIN ? LOOSELY : 0));
    }
}

// How a name fits what was typed as a whole. A town never is the name.
static unsigned fit_name(const char *names, const char *typed)
{
    const size_t length = strlen(typed);
    unsigned best = NAME_WORDS;
    for (const char *at = names; *at; at += strcspn(at, "\n") + 1) {
        const bool is_town = *at == PARTNER_INDEX_TOWN;
        if (strncmp(at + is_town, typed, length) != 0)
            continue;
        const bool is_whole = at[is_town + length] == '\n';
        if (is_whole && !is_town)
            return NAME_SAME;
        if (is_whole || !is_town)
            best = NAME_BEGINS;
    }
    return best;
}

// The best found so far, by what they are ordered by.
struct ranking {
    const struct partner **found;
    uint64_t *keys;
    size_t most;
    size_t count; // of found
    size_t all;   // that fit
};

static void add(struct ranking *ranking, const struct partner *partner,
                uint64_t key)
{
    ranking->all++;
    size_t at = ranking->count;
    while (at > 0 && ranking->keys[at - 1] > key)
        at--;
    if (at == ranking->most)
        return;
    if (ranking->count < ranking->most)
        ranking->count++;
    for (size_t i = ranking->count - 1; i > at; i--) {
        ranking->keys[i] = ranking->keys[i - 1];
        ranking->found[i] = ranking->found[i - 1];
    }
    ranking->keys[at] = key;
    ranking->found[at] = partner;
}

struct typed {
    struct school_words words;
    char all[SCHOOL_WORDS_MAX * SCHOOL_WORD_BYTES]; // as names are compared
};

static bool read_typed(struct typed *typed, const char *text)
{
    size_t used = 0;
    typed->all[0] = '\0';
    if (!school_words_split(&typed->words, text ? text : ""))
        return false;
    if (typed->words.count > WISHED_WORDS_MAX)
        typed->words.count = WISHED_WORDS_MAX;
    for (size_t i = 0; i < typed->words.count; i++)
        used += (size_t)snprintf(typed->all + used, sizeof typed->all - used,
                                 "%s%s", i > 0 ? " " : "",
                                 school_words_common(typed->words.words[i]));
    return true;
}

static void rank_all(struct partner_search *search,
                     const struct partner_wish *wish, const struct typed *typed,
                     bool is_loose, struct ranking *ranking)
{
    const uint32_t *ranks = search->ranks[wish->language];
    ranking->count = ranking->all = 0;
    memset(search->sums, 0, search->index.count * sizeof *search->sums);
    for (size_t i = 0; i < typed->words.count; i++)
        fit_word(search, typed->words.words[i], is_loose);
    for (size_t i = 0; i < search->index.count; i++) {
        const struct partner *partner = search->index.entries[i].partner;
        if (search->sums[i] == NO_SUM || !partner_is_on(partner, wish->day))
            continue;
        uint64_t fit =
            fit_name(partner_index_names(&search->index, i), typed->all);
        if (fit == NAME_WORDS && search->sums[i] >= LOOSELY)
            fit = NAME_LOOSE;
        add(ranking, partner,
            fit << 48 | (uint64_t)search->sums[i] << 32 | ranks[i]);
    }
}

size_t partner_search_find(struct partner_search *search,
                           const struct partner_wish *wish,
                           const struct partner **found, size_t most,
                           size_t *count)
{
    struct typed typed;
    struct ranking ranking = {.found = found,
                              .keys = calloc(most + 1, sizeof(uint64_t)),
                              .most = most};
    *count = 0;
    if (ranking.keys && read_typed(&typed, wish->text)) {
        rank_all(search, wish, &typed, false, &ranking);
        if (ranking.count < most && typed.words.count > 0)
            rank_all(search, wish, &typed, true, &ranking);
        *count = ranking.all;
    }
    free(ranking.keys);
    return ranking.count;
}
