#include "partner_index.h"

#include "partner.h"
#include "school_words.h"

#include <stdlib.h>
#include <string.h>

enum { NAMES_BYTES_MAX = 4096 };

// A word of one partner's, while the index is built.
struct use {
    const char *text;
    size_t at; // in memory, which moves while it grows
    uint32_t partner;
};

static const char *text_at(const struct partner_index *index, size_t at)
{
    return (const char *)index->memory.data + at;
}

const char *partner_index_names(const struct partner_index *index, size_t entry)
{
    return text_at(index, index->entries[entry].names_at);
}

const char *partner_index_closed(const struct partner_index *index,
                                 size_t entry)
{
    return text_at(index, index->entries[entry].closed_at);
}

uint64_t partner_index_letters(const char *text)
{
    uint64_t letters = 0;
    for (; *text; text++)
        letters |= (uint64_t)1 << (*(const unsigned char *)text & 63);
    return letters;
}

static bool keep_word(struct partner_index *index, struct buffer *uses,
                      const char *text, uint32_t partner)
{
    const struct use use = {NULL, index->memory.size, partner};
    return buffer_append(&index->memory, text, strlen(text) + 1) &&
           buffer_append(uses, &use, sizeof use);
}

static bool keep_name(struct partner_index *index, struct buffer *uses,
                      struct buffer *names, const char *name, uint32_t partner)
{
    struct school_words words;
    if (!name || !*name)
        return true;
    bool done = school_words_split(&words, name);
    for (size_t i = 0; i < words.count && done; i++)
        done = (i == 0 || buffer_append_text(names, " ")) &&
               buffer_append_text(names, school_words_common(words.words[i]));
    if (done)
        school_words_add_others(&words);
    for (size_t i = 0; i < words.count && done; i++)
        done = keep_word(index, uses, words.words[i], partner);
    return done && buffer_append_text(names, "\n");
}

static bool keep_closed(struct buffer *memory, const char *names)
{
    bool done = true;
    for (; *names && done; names++)
        done = *names == ' ' || buffer_append(memory, names, 1);
    return done && buffer_append(memory, "", 1);
}

static bool keep_partner(struct partner_index *index, struct buffer *uses,
                         uint32_t number)
{
    struct partner_entry *entry = &index->entries[number];
    const struct partner *partner = entry->partner;
    const char town = PARTNER_INDEX_TOWN;
    struct buffer names = {.limit = NAMES_BYTES_MAX};
    bool done = true;
    for (int i = 0; i < LANGUAGE_COUNT && done; i++)
        done = keep_name(index, uses, &names, partner->names[i], number) &&
               keep_name(index, uses, &names, partner->short_names[i], number);
    if (partner->place && *partner->place)
        done = done && buffer_append(&names, &town, 1) &&
               keep_name(index, uses, &names, partner->place, number);
    done = done && buffer_append(&names, "", 1);
    if (done) {
        entry->names_at = index->memory.size;
        done = buffer_append(&index->memory, names.data, names.size);
    }
    if (done) {
        entry->closed_at = index->memory.size;
        done = keep_closed(&index->memory, (const char *)names.data);
    }
    buffer_finish(&names);
    return done;
}

static int compare_uses(const void *a, const void *b)
{
    const struct use *one = a;
    const struct use *other = b;
    const int order = strcmp(one->text, other->text);
    return order ? order
                 : (one->partner > other->partner) -
                       (one->partner < other->partner);
}

// From a sorted list of uses to each word once, with its partners once.
static bool gather_words(struct partner_index *index, const struct use *uses,
                         size_t count)
{
    index->words = calloc(count + 1, sizeof *index->words);
    index->uses = calloc(count + 1, sizeof *index->uses);
    if (!index->words || !index->uses)
        return false;
    struct partner_word *word = NULL;
    uint32_t *to = index->uses;
    for (size_t i = 0; i < count; i++) {
        if (!word || strcmp(word->text, uses[i].text) != 0) {
            word = &index->words[index->word_count++];
            *word = (struct partner_word){
                uses[i].text, partner_index_letters(uses[i].text), to, 0};
        }
        if (word->use_count > 0 && to[-1] == uses[i].partner)
            continue;
        *to++ = uses[i].partner;
        word->use_count++;
    }
    return true;
}

static bool index_words(struct partner_index *index)
{
    struct buffer kept = {0};
    bool done = true;
    for (size_t i = 0; i < index->count && done; i++)
        done = keep_partner(index, &kept, (uint32_t)i);
    if (done) {
        struct use *uses = (void *)kept.data;
        const size_t count = kept.size / sizeof *uses;
        for (size_t i = 0; i < count; i++)
            uses[i].text = text_at(index, uses[i].at);
        if (count > 0)
            qsort(uses, count, sizeof *uses, compare_uses);
        done = gather_words(index, uses, count);
    }
    buffer_finish(&kept);
    return done;
}

bool partner_index_build(struct partner_index *index,
                         const struct partner_list *list, struct error *err)
{
    *index = (struct partner_index){0};
    index->entries = calloc(list->count + 1, sizeof *index->entries);
    if (index->entries) {
        index->count = list->count;
        for (size_t i = 0; i < list->count; i++)
            index->entries[i].partner = &list->items[i];
        if (index_words(index))
            return true;
    }
    partner_index_finish(index);
    return error_set_memory(err);
}

void partner_index_finish(struct partner_index *index)
{
    free(index->entries);
    free(index->words);
    free(index->uses);
    buffer_finish(&index->memory);
    *index = (struct partner_index){0};
}
