#include "hyphens.h"

#include "bytes.h"
#include "hyphens_pick.h"
#include "words.h"

#include <hyphen.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LETTERS_MIN = 7, // of a word that is divided
    SIDE_LETTERS_MIN = 3,
    // Of a word that is looked at, in bytes: no word of a language is longer.
    WORD_BYTES_MAX = 120,
};

static const char soft_hyphen[] = "\u00AD";

// Patterns above this size take libhyphen seconds to understand (German's:
// three) and leave its memory in pieces that every child would copy: of those
// only what matters for a text is understood, for each anew.
enum { QUICK_BYTES = 300 * 1000, FILE_BYTES_MAX = 10 * 1000 * 1000 };

// The patterns of one language.
struct patterns {
    struct buffer file;     // empty: not read yet
    HyphenDict *dictionary; // NULL: not made of it yet, or too large to keep
};

struct hyphens {
    const char *dir;
    struct patterns patterns[LANGUAGE_COUNT];
};

struct hyphens *hyphens_create(const char *dir)
{
    struct hyphens *hyphens = calloc(1, sizeof *hyphens);
    if (hyphens)
        hyphens->dir = dir;
    return hyphens;
}

static bool read_file(struct hyphens *hyphens, enum language language)
{
    static const char *const names[LANGUAGE_COUNT] = {
        [LANGUAGE_NL] = "nl_NL",
        [LANGUAGE_FR] = "fr",
        [LANGUAGE_EN] = "en_US",
        [LANGUAGE_DE] = "de_DE",
    };
    struct buffer *file = &hyphens->patterns[language].file;
    char path[4096];
    snprintf(path, sizeof path, "%s/hyph_%s.dic", hyphens->dir,
             names[language]);
    return file->size > 0 ||
           (buffer_append_file(file, path, FILE_BYTES_MAX) && file->size > 0);
}

// NULL when it cannot be understood.
static HyphenDict *load(const struct buffer *file)
{
    FILE *stream = fmemopen(file->data, file->size, "r");
    HyphenDict *made = stream ? hnj_hyphen_load_file(stream) : NULL;
    if (stream)
        fclose(stream);
    if (made && !made->utf8 && strcmp(made->cset, "ISO8859-1") != 0) {
        hnj_hyphen_free(made);
        made = NULL;
    }
    return made;
}

static bool is_large(const struct patterns *patterns)
{
    return patterns->file.size > QUICK_BYTES;
}

// NULL when the patterns cannot be read, or are too many to keep.
static HyphenDict *keep_dictionary(struct hyphens *hyphens,
                                   enum language language)
{
    struct patterns *patterns = &hyphens->patterns[language];
    if (read_file(hyphens, language) && !is_large(patterns) &&
        !patterns->dictionary)
        patterns->dictionary = load(&patterns->file);
    return patterns->dictionary;
}

bool hyphens_warm(struct hyphens *hyphens, struct error *err)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        const enum language language = (enum language)i;
        if (!read_file(hyphens, language) ||
            (!is_large(&hyphens->patterns[i]) &&
             !keep_dictionary(hyphens, language)))
            return error_set_detail(
                err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                "%s: the patterns of hyphens for \"%s\" cannot be read",
                hyphens->dir, language_tag(language));
    }
    return true;
}

void hyphens_destroy(struct hyphens *hyphens)
{
    if (!hyphens)
        return;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (hyphens->patterns[i].dictionary)
            hnj_hyphen_free(hyphens->patterns[i].dictionary);
        buffer_finish(&hyphens->patterns[i].file);
    }
    free(hyphens);
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static int count_letters(const char *word, size_t size)
{
    int count = 0;
    for (size_t i = 0; i < size; i++)
        count += !is_continuation(word[i]);
    return count;
}

// In place, from UTF-8 to one byte a letter; false when a letter has none,
// which becomes a blank.
static bool to_latin1(char *text)
{
    char *to = text;
    bool has_all = true;
    for (const char *at = text; *at;) {
        const size_t size = words_character_size(at);
        const unsigned char first = (unsigned char)*at;
        if (size == 1) {
            *to++ = *at;
        } else if (first == 0xc2 || first == 0xc3) {
            *to++ = (char)((first & 3) << 6 | (at[1] & 0x3f));
        } else {
            *to++ = ' ';
            has_all = false;
        }
        at += size;
    }
    *to = '\0';
    return has_all;
}

// Of what matters for a text; to be freed. NULL when memory is out, or nothing
// can be read.
static HyphenDict *make_dictionary(const struct buffer *file, const char *text)
{
    struct buffer picked = {0};
    HyphenDict *made = NULL;
    char *lower = file->size > 0 ? words_lower(text) : NULL;
    if (lower && hyphens_is_latin1(file))
        to_latin1(lower);
    if (lower && hyphens_pick(file, lower, &picked))
        made = load(&picked);
    buffer_finish(&picked);
    free(lower);
    return made;
}

// Fills points[i]: a division is possible after letter i.
static bool find_points(HyphenDict *dictionary, const char *word,
                        char points[WORD_BYTES_MAX + 5])
{
    char **replacements = NULL;
    int *positions = NULL;
    int *cuts = NULL;
    char *lower = words_lower(word);
    const bool readable = lower && (dictionary->utf8 || to_latin1(lower)) &&
                          strlen(lower) < WORD_BYTES_MAX;
    const bool done = readable && hnj_hyphen_hyphenate3(
                                      dictionary, lower, (int)strlen(lower),
                                      points, NULL, &replacements, &positions,
                                      &cuts, SIDE_LETTERS_MIN, SIDE_LETTERS_MIN,
                                      SIDE_LETTERS_MIN, SIDE_LETTERS_MIN) == 0;
    const size_t letters = done ? strlen(lower) : 0;
    for (size_t i = 0; replacements && i < letters; i++)
        if (replacements[i]) {
            // Spelled otherwise when divided: left whole.
            points[i] = '0';
            free(replacements[i]);
        }
    free(replacements);
    free(positions);
    free(cuts);
    free(lower);
    return done;
}

static bool add_word(HyphenDict *dictionary, const char *word, size_t size,
                     struct buffer *out)
{
    char copy[WORD_BYTES_MAX];
    char points[WORD_BYTES_MAX + 5] = "";
    const int letters = count_letters(word, size);
    if (letters < LETTERS_MIN || size >= sizeof copy)
        return buffer_append(out, word, size);
    memcpy(copy, word, size);
    copy[size] = '\0';
    if (!dictionary || !find_points(dictionary, copy, points))
        return buffer_append(out, word, size);
    int letter = -1;
    for (size_t i = 0; i < size; i++) {
        letter += !is_continuation(word[i]);
        if (!buffer_append(out, word + i, 1))
            return false;
        const bool ends = i + 1 == size || !is_continuation(word[i + 1]);
        if (ends && (points[letter] & 1) && letter + 1 >= SIDE_LETTERS_MIN &&
            letters - letter - 1 >= SIDE_LETTERS_MIN &&
            !buffer_append_text(out, soft_hyphen))
            return false;
    }
    return true;
}

// The stretch of letters at `text`, in bytes.
static size_t word_size(const char *text)
{
    size_t size = 0;
    while (words_is_letter(text + size))
        size += words_character_size(text + size);
    return size;
}

// What makes a word an address, a tag or a number.
static bool is_sign(char c)
{
    return c != '\0' && strchr("0123456789@#_/", c) != NULL;
}

char *hyphens_add(struct hyphens *hyphens, const char *text,
                  enum language language)
{
    HyphenDict *kept = keep_dictionary(hyphens, language);
    HyphenDict *dictionary =
        kept ? kept : make_dictionary(&hyphens->patterns[language].file, text);
    struct buffer out = {0};
    bool starts_sentence = true;
    bool follows_sign = false;
    bool done = true;
    while (*text && done) {
        const size_t size = word_size(text);
        if (size > 0) {
            const bool name = words_is_capital(text) && !starts_sentence &&
                              language != LANGUAGE_DE;
            const bool whole = name || follows_sign || is_sign(text[size]);
            done = whole ? buffer_append(&out, text, size)
                         : add_word(dictionary, text, size, &out);
            text += size;
            starts_sentence = false;
            follows_sign = false;
            continue;
        }
        const size_t step = words_character_size(text);
        done = buffer_append(&out, text, step);
        follows_sign = is_sign(*text);
        starts_sentence = (starts_sentence && !follows_sign) ||
                          strchr(".!?:\n", *text) != NULL;
        text += step;
    }
    if (dictionary && !kept)
        hnj_hyphen_free(dictionary);
    if (done && buffer_append(&out, "", 1))
        return (char *)out.data;
    buffer_finish(&out);
    return NULL;
}
