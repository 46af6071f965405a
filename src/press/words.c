#include "words.h"

#include "typeset.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

// On one letter: Vietnamese has two, Thai and Hebrew three.
enum { MARKS_MAX = 4 };

// Characters that show nothing and that text picks up when it is pasted:
// soft hyphen, zero-width space, word joiner, byte order mark, and the marks,
// embeddings, overrides and isolates that turn the direction of writing
// (Unicode 15, UAX 9). The joiners U+200C and U+200D stay: scripts and emoji
// need them.
static bool is_invisible(gunichar c)
{
    return c == 0x00AD || c == 0x200B || c == 0x2060 || c == 0xFEFF ||
           c == 0x200E || c == 0x200F || c == 0x061C ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_line_break(gunichar c)
{
    return c == '\n' || c == 0x0B || c == 0x0C || c == '\r' || c == 0x85 ||
           c == 0x2028 || c == 0x2029;
}

// Blanks that fold; the no-break ones (U+00A0, U+202F) are a wish and stay.
static bool is_blank(gunichar c)
{
    return c == ' ' || c == '\t' || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200A && c != 0x2007);
}

// False for the no-break blanks and the joiners: alone they are no words.
static bool is_visible(gunichar c)
{
    const GUnicodeType type = g_unichar_type(c);
    return type != G_UNICODE_SPACE_SEPARATOR && type != G_UNICODE_FORMAT;
}

// Marks that stand on the letter before them.
static bool is_mark(gunichar c)
{
    const GUnicodeType type = g_unichar_type(c);
    return (type == G_UNICODE_NON_SPACING_MARK ||
            type == G_UNICODE_ENCLOSING_MARK) &&
           !(c >= 0xFE00 && c <= 0xFE0F); // which shape: no mark
}

// A text on its way through the cleaning.
struct folding {
    char *start;
    char *to;
    char pending; // a blank or a line break that waits for what follows
    bool visible;
    int marks; // on the last letter
    const char *field;
};

// Letters in disguise: ligatures, letters of full width, and the mathematical
// alphabets that pages for "fancy text" use. Few fonts have them.
static gunichar undisguise(gunichar c, gunichar *second)
{
    gunichar letters[4];
    *second = 0;
    if (!(c >= 0x1D400 && c <= 0x1D7FF) && !(c >= 0xFF01 && c <= 0xFF5E) &&
        !(c >= 0xFB00 && c <= 0xFB06) && c != 0x0132 && c != 0x0133)
        return c;
    const gsize count = g_unichar_fully_decompose(c, TRUE, letters, 4);
    if (count < 1 || count > 2)
        return c;
    *second = count == 2 ? letters[1] : 0;
    return letters[0];
}

static void put(struct folding *folding, gunichar c)
{
    gunichar second;
    if (folding->pending != '\0' && folding->to != folding->start)
        *folding->to++ = folding->pending;
    folding->pending = '\0';
    // As long in UTF-8 as what it was, or shorter.
    folding->to += g_unichar_to_utf8(undisguise(c, &second), folding->to);
    if (second != 0)
        folding->to += g_unichar_to_utf8(second, folding->to);
    folding->visible |= is_visible(c);
}

static bool take_character(struct folding *folding, gunichar c,
                           struct error *err)
{
    const GUnicodeType type = g_unichar_type(c);
    if (g_unichar_iscntrl(c))
        return error_set(err, ERROR_INVALID, MESSAGE_TEXT_CONTROL,
                         folding->field);
    if (type == G_UNICODE_UNASSIGNED || type == G_UNICODE_PRIVATE_USE)
        return error_set_values(err, ERROR_INVALID, MESSAGE_TEXT_NO_GLYPH,
                                folding->field, (long)c, 0);
    folding->marks = is_mark(c) ? folding->marks + 1 : 0;
    if (folding->marks > MARKS_MAX)
        return error_set(err, ERROR_INVALID, MESSAGE_TEXT_MARKS,
                         folding->field);
    put(folding, c);
    return true;
}

static bool fold(struct folding *folding, const char *from, size_t size,
                 struct error *err)
{
    const char *const end = from + size;
    for (; from < end; from = g_utf8_next_char(from)) {
        const gunichar c = g_utf8_get_char(from);
        if (is_line_break(c))
            folding->pending = '\n';
        else if (is_blank(c))
            folding->pending = folding->pending ? folding->pending : ' ';
        else if (!is_invisible(c) && !take_character(folding, c, err))
            return false;
    }
    *(folding->visible ? folding->to : folding->start) = '\0';
    return true;
}

static bool normalise(const char *folded, char **out, struct error *err)
{
    char *normal = g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
    char *copy = normal ? strdup(normal) : NULL;
    g_free(normal);
    if (!copy)
        return error_set_memory(err);
    *out = copy;
    return true;
}

bool words_clean(const char *value, size_t size, char **out, const char *field,
                 struct error *err)
{
    if (memchr(value, '\0', size))
        return error_set(err, ERROR_INVALID, MESSAGE_TEXT_CONTROL, field);
    if (!g_utf8_validate(value, (gssize)size, NULL))
        return error_set(err, ERROR_INVALID, MESSAGE_TEXT_NOT_UTF8, field);
    char *folded = malloc(size + 1);
    if (!folded)
        return error_set_memory(err);
    struct folding folding = {.start = folded, .to = folded, .field = field};
    // Normalised last, since what went may have stood between a letter and its
    // accent.
    const bool done =
        fold(&folding, value, size, err) && normalise(folded, out, err);
    free(folded);
    return done;
}

size_t words_count(const char *words)
{
    return typeset_count_clusters(words);
}

// True for a text with letters that of our languages' neighbours only Turkish
// and its relatives have: there the capital of i has a dot.
static bool is_turkish(const char *words)
{
    for (; *words; words = g_utf8_next_char(words)) {
        const gunichar c = g_utf8_get_char(words);
        if (c == 0x0131 || c == 0x0130 || c == 0x011F || c == 0x011E ||
            c == 0x015F || c == 0x015E)
            return true;
    }
    return false;
}

// Greek capitals carry no accent; the two dots stay.
static gunichar without_tonos(gunichar c)
{
    static const struct {
        gunichar with;
        gunichar without;
    } pairs[] = {
        {0x0386, 0x0391}, {0x0388, 0x0395}, {0x0389, 0x0397},
        {0x038A, 0x0399}, {0x038C, 0x039F}, {0x038E, 0x03A5},
        {0x038F, 0x03A9}, {0x0390, 0x03AA}, {0x03B0, 0x03AB},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].with == c)
            return pairs[i].without;
    return c;
}

static gunichar upper(gunichar c, bool turkish)
{
    if (c == 'i' && turkish)
        return 0x0130;
    // Georgian is not written in capitals (Unicode 15, section 7.7).
    if (c >= 0x10D0 && c <= 0x10FF)
        return c;
    return without_tonos(c == 0x0390 || c == 0x03B0 ? c : g_unichar_toupper(c));
}

char *words_upper(const char *words)
{
    const bool turkish = is_turkish(words);
    GString *out = g_string_new(NULL);
    for (; *words; words = g_utf8_next_char(words)) {
        const gunichar c = g_utf8_get_char(words);
        if (c == 0x00DF)
            g_string_append(out, "SS");
        else
            g_string_append_unichar(out, upper(c, turkish));
    }
    char *copy = strdup(out->str);
    g_string_free(out, TRUE);
    return copy;
}

char *words_lower(const char *words)
{
    char *lower = g_utf8_strdown(words, -1);
    char *copy = lower ? strdup(lower) : NULL;
    g_free(lower);
    return copy;
}

// Letters that Unicode does not take for another with a mark.
static void append_plain(GString *out, gunichar c)
{
    static const struct {
        gunichar letter;
        const char *plain;
    } letters[] = {
        {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"},
        {0x0111, "d"},  {0x0127, "h"}, {0x0131, "i"}, {0x0142, "l"},
        {0x0153, "oe"}, {0x014B, "n"},
    };
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].letter == c) {
            g_string_append(out, letters[i].plain);
            return;
        }
    g_string_append_unichar(out, c);
}

// Within a name such as D'Hondt, which files call dhondt.
static bool is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x02bc;
}

char *words_plain(const char *words)
{
    char *valid = g_utf8_make_valid(words, -1);
    char *apart = g_utf8_normalize(valid, -1, G_NORMALIZE_NFKD);
    char *small = g_utf8_casefold(apart, -1);
    GString *out = g_string_new(NULL);
    bool is_between = false;
    for (const char *at = small; *at; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (g_unichar_ismark(c) || is_invisible(c) || is_apostrophe(c))
            continue;
        if (!g_unichar_isalnum(c)) {
            is_between = true;
            continue;
        }
        if (is_between && out->len > 0)
            g_string_append_c(out, ' ');
        is_between = false;
        append_plain(out, c);
    }
    char *copy = strdup(out->str);
    g_string_free(out, TRUE);
    g_free(small);
    g_free(apart);
    g_free(valid);
    return copy;
}

size_t words_character_size(const char *at)
{
    return (size_t)(g_utf8_next_char(at) - at);
}

bool words_is_letter(const char *at)
{
    const gunichar c = *at ? g_utf8_get_char(at) : 0;
    return c != 0 && (g_unichar_isalpha(c) || is_mark(c));
}

bool words_is_capital(const char *at)
{
    return *at && g_unichar_isupper(g_utf8_get_char(at));
}

bool words_is_alphanumeric(const char *at)
{
    return *at &&
           (words_is_letter(at) || g_unichar_isdigit(g_utf8_get_char(at)));
}

// In clean text, where every other blank is folded or no-break.
static bool is_break(char c)
{
    return c == ' ' || c == '\n';
}

// The bytes of the longest beginning that has at most `most` characters.
static size_t beginning(char *copy, size_t size, size_t most)
{
    size_t fits = 0;
    size_t above = size + 1;
    while (above - fits > 1) {
        size_t end = fits + (above - fits) / 2;
        // Never inside a character: half a one is no text.
        while (((unsigned char)copy[end] & 0xc0) == 0x80)
            end--;
        if (end == fits)
            end += words_character_size(copy + fits);
        if (end >= above)
            break;
        const char kept = copy[end];
        copy[end] = '\0';
        const bool is_short = words_count(copy) <= most;
        copy[end] = kept;
        *(is_short ? &fits : &above) = end;
    }
    return fits;
}

char *words_cut(const char *words, size_t most, bool whole_words)
{
    char *copy = strdup(words);
    const size_t whole = copy ? strlen(copy) : 0;
    size_t end = copy ? beginning(copy, whole, most) : 0;
    if (whole_words && end < whole && !is_break(words[end])) {
        size_t start = end;
        while (start > 0 && !is_break(copy[start - 1]))
            start--;
        end = start > 0 ? start : end;
    }
    while (end > 0 && is_break(copy[end - 1]))
        end--;
    if (copy)
        copy[end] = '\0';
    return copy;
}
