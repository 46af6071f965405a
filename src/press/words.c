#include "words.h"

#include "typeset.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

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
    return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
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

// Writes the folded text to `to`, which has room for `size` bytes and a NUL.
static bool fold(const char *from, size_t size, char *to)
{
    const char *const end = from + size;
    char *const start = to;
    char pending = '\0';
    bool visible = false;
    for (; from < end; from = g_utf8_next_char(from)) {
        const gunichar c = g_utf8_get_char(from);
        if (is_line_break(c)) {
            pending = '\n';
        } else if (is_blank(c)) {
            if (pending == '\0')
                pending = ' ';
        } else if (is_invisible(c)) {
            continue;
        } else if (g_unichar_iscntrl(c)) {
            return false;
        } else {
            if (pending != '\0' && to != start)
                *to++ = pending;
            pending = '\0';
            to += g_unichar_to_utf8(c, to);
            visible |= is_visible(c);
        }
    }
    *(visible ? to : start) = '\0';
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
    if (!fold(value, size, folded)) {
        free(folded);
        return error_set(err, ERROR_INVALID, MESSAGE_TEXT_CONTROL, field);
    }
    // Last, since what went may have stood between a letter and its accent.
    char *normal = g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
    free(folded);
    char *copy = normal ? strdup(normal) : NULL;
    g_free(normal);
    if (!copy)
        return error_set_memory(err);
    *out = copy;
    return true;
}

size_t words_count(const char *words)
{
    return typeset_count_clusters(words);
}

char *words_upper(const char *words)
{
    char *upper = g_utf8_strup(words, -1);
    char *copy = upper ? strdup(upper) : NULL;
    g_free(upper);
    return copy;
}
