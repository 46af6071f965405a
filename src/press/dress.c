#include "dress.h"

#include "bytes.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

#define NO_BREAK "\u00A0"

struct quotes {
    const char *open;
    const char *close;
};

static const struct quotes doubles[LANGUAGE_COUNT] = {
    [LANGUAGE_NL] = {"“", "”"},
    [LANGUAGE_FR] = {"«" NO_BREAK, NO_BREAK "»"},
    [LANGUAGE_EN] = {"“", "”"},
    [LANGUAGE_DE] = {"„", "“"},
};

static const struct quotes singles[LANGUAGE_COUNT] = {
    [LANGUAGE_NL] = {"‘", "’"},
    [LANGUAGE_FR] = {"‘", "’"},
    [LANGUAGE_EN] = {"‘", "’"},
    [LANGUAGE_DE] = {"‚", "‘"},
};

static const char apostrophe[] = "’";

// A text on its way.
struct dressing {
    const char *start;
    const char *at;
    enum language language;
    struct buffer out;
    const char *double_end; // the partner of an open quote; NULL: none is open
    const char *single_end;
};

static bool is_blank(const char *at)
{
    return *at == '\0' || *at == ' ' || *at == '\n' ||
           strncmp(at, NO_BREAK, 2) == 0;
}

static const char *previous(const struct dressing *dressing, const char *at)
{
    if (at == dressing->start)
        return "";
    do
        at--;
    while (((unsigned char)*at & 0xc0) == 0x80);
    return at;
}

static bool opens(const struct dressing *dressing, const char *at)
{
    const char *before = previous(dressing, at);
    return (is_blank(before) || strchr("([{-/\"'", *before) ||
            strncmp(before, "–", 3) == 0 || strncmp(before, "—", 3) == 0) &&
           words_is_alphanumeric(at + 1);
}

static bool closes(const struct dressing *dressing, const char *at)
{
    const char *before = previous(dressing, at);
    const char *after = at + 1;
    return *before &&
           (words_is_alphanumeric(before) || strchr(".,!?%)", *before) ||
            strncmp(before, "…", 3) == 0) &&
           !words_is_alphanumeric(after);
}

// The quote that ends what the one at `at` opens; NULL when there is none.
static const char *find_end(const struct dressing *dressing, const char *at)
{
    for (const char *end = at + 1; (end = strchr(end, *at)); end++)
        if (closes(dressing, end))
            return end;
    return NULL;
}

// The bytes of the small word after an apostrophe that is a word of its own in
// Dutch ('s morgens, 't is, 'k weet), or of a year ('68); 0 for anything else.
static size_t short_word(const char *after)
{
    static const char *const words[] = {"s", "t", "k", "n", "m", "r", "ns"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t size = strlen(words[i]);
        if (strncmp(after, words[i], size) == 0 && is_blank(after + size))
            return size;
    }
    return 0;
}

static bool put(struct dressing *dressing, const char *text, size_t taken)
{
    dressing->at += taken;
    return buffer_append_text(&dressing->out, text);
}

// One quote mark at dressing->at, single or double.
static bool put_quote(struct dressing *dressing, const struct quotes *quotes,
                      const char **end)
{
    const char *at = dressing->at;
    if (at == *end) {
        *end = NULL;
        return put(dressing, quotes->close, 1);
    }
    const char *found =
        !*end && opens(dressing, at) ? find_end(dressing, at) : NULL;
    if (found) {
        *end = found;
        return put(dressing, quotes->open, 1);
    }
    if (*at == '\'' &&
        (words_is_letter(previous(dressing, at)) || words_is_letter(at + 1)))
        return put(dressing, apostrophe, 1);
    return put(dressing, *at == '\'' ? "'" : "\"", 1);
}

// The size of a small word that begins with an apostrophe of `mark` bytes here,
// without it; 0 when there is none.
static size_t short_word_here(const struct dressing *dressing, size_t mark)
{
    return is_blank(previous(dressing, dressing->at))
               ? short_word(dressing->at + mark)
               : 0;
}

// Puts it; the blank after it binds too.
static bool put_short_word(struct dressing *dressing, size_t mark, size_t size)
{
    const char *word = dressing->at + mark;
    const bool binds = word[size] == ' ';
    dressing->at += mark + size + binds;
    return buffer_append_text(&dressing->out, apostrophe) &&
           buffer_append(&dressing->out, word, size) &&
           (!binds || buffer_append_text(&dressing->out, NO_BREAK));
}

static bool put_single(struct dressing *dressing)
{
    const char *at = dressing->at;
    const size_t size = short_word_here(dressing, 1);
    if (size > 0)
        return put_short_word(dressing, 1, size);
    if (is_blank(previous(dressing, at)) && at[1] >= '0' && at[1] <= '9')
        return put(dressing, apostrophe, 1);
    return put_quote(dressing, &singles[dressing->language],
                     &dressing->single_end);
}

// True when what follows a blank is a unit of the number before it.
static bool is_unit(const char *after)
{
    static const char *const units[] = {
        "%",   "‰",   "€",    "$",   "£",    "°C",  "kg",   "g",    "mg", "km",
        "m",   "cm",  "mm",   "m²",  "l",    "cl",  "uur",  "u",    "u.", "h",
        "Uhr", "min", "min.", "sec", "euro", "EUR", "jaar", "km/u", "dB"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const size_t size = strlen(units[i]);
        if (strncmp(after, units[i], size) == 0 &&
            !words_is_alphanumeric(after + size))
            return true;
    }
    return false;
}

static bool binds_before(const struct dressing *dressing, const char *after)
{
    static const char *const dashes[] = {"–", "—"};
    for (size_t i = 0; i < 2; i++)
        if (strncmp(after, dashes[i], strlen(dashes[i])) == 0)
            return true;
    if (dressing->language == LANGUAGE_FR && *after && strchr("!?;:", *after))
        return true;
    return dressing->language == LANGUAGE_FR && strncmp(after, "»", 2) == 0;
}

// True behind a count, such as the 24 of "24 volgers": a whole number of at
// most three digits (four are a year). What is counted stays with it.
static bool is_count(const struct dressing *dressing)
{
    const char *digit = dressing->at;
    int digits = 0;
    while (digit > dressing->start && digit[-1] >= '0' && digit[-1] <= '9') {
        digit--;
        digits++;
    }
    return digits >= 1 && digits <= 3 && is_blank(previous(dressing, digit));
}

static bool put_blank(struct dressing *dressing)
{
    const char *before = previous(dressing, dressing->at);
    const char *after = dressing->at + 1;
    const bool number = *before >= '0' && *before <= '9';
    // A hyphen between blanks is a dash.
    if (after[0] == '-' && after[1] == ' ' && *before)
        return put(dressing, NO_BREAK "–", 2);
    if ((number && is_unit(after)) || binds_before(dressing, after) ||
        (number && is_count(dressing) && words_is_letter(after)) ||
        (strncmp(before, "€", 3) == 0 && *after >= '0' && *after <= '9') ||
        (dressing->language == LANGUAGE_FR && strncmp(before, "«", 2) == 0))
        return put(dressing, NO_BREAK, 1);
    return put(dressing, " ", 1);
}

static bool put_next(struct dressing *dressing)
{
    const char *at = dressing->at;
    switch (*at) {
    case '"':
        return put_quote(dressing, &doubles[dressing->language],
                         &dressing->double_end);
    case '\'':
        return put_single(dressing);
    case ' ':
        return put_blank(dressing);
    case '.':
        // Exactly three.
        if (strncmp(at, "...", 3) == 0 && at[3] != '.' &&
            *previous(dressing, at) != '.')
            return put(dressing, "…", 3);
        break;
    default:
        break;
    }
    // Phones type the apostrophe itself.
    const size_t mark = strlen(apostrophe);
    if (strncmp(at, apostrophe, mark) == 0 && short_word_here(dressing, mark))
        return put_short_word(dressing, mark, short_word_here(dressing, mark));
    const size_t size = words_character_size(at);
    dressing->at += size;
    return buffer_append(&dressing->out, at, size);
}

char *dress_words(const char *words, enum language language)
{
    struct dressing dressing = {
        .start = words, .at = words, .language = language};
    bool done = true;
    while (*dressing.at && done)
        done = put_next(&dressing);
    if (done && buffer_append(&dressing.out, "", 1))
        return (char *)dressing.out.data;
    buffer_finish(&dressing.out);
    return NULL;
}
