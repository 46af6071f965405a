#include "messages.h"

#include "file_type.h"
#include "sentences.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const tags[LANGUAGE_COUNT] = {
    [LANGUAGE_NL] = "nl",
    [LANGUAGE_FR] = "fr",
    [LANGUAGE_EN] = "en",
    [LANGUAGE_DE] = "de",
};

enum language language_from_tag(const char *tag)
{
    const size_t length = strcspn(tag, "-_");
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (strlen(tags[i]) == length && strncasecmp(tags[i], tag, length) == 0)
            return (enum language)i;
    return LANGUAGE_COUNT;
}

const char *language_tag(enum language language)
{
    return tags[language < LANGUAGE_COUNT ? language : LANGUAGE_NL];
}

const char *language_text(char *const texts[LANGUAGE_COUNT],
                          enum language language)
{
    const char *text = texts[language] ? texts[language] : texts[LANGUAGE_NL];
    return text ? text : "";
}

// Appends as much as there is room for. The size that is used then.
static size_t append(char *out, size_t size, size_t used, const char *text,
                     size_t length)
{
    const size_t room = size - 1 - used;
    if (length > room)
        length = room;
    memcpy(out + used, text, length);
    return used + length;
}

// A character as UTF-8 (RFC 3629, section 3); "" for one that must not be
// shown: a control, half of a pair, or what has no meaning of its own.
static void write_utf8(long point, char out[5])
{
    const unsigned c = (unsigned)point;
    const bool shown = c > 0xa0 && !(c >= 0xd800 && c <= 0xf8ff) &&
                       !(c >= 0x2000 && c <= 0x206f) && c < 0xe0000 &&
                       (c & 0xfffe) != 0xfffe;
    char *to = out;
    if (!shown) {
        *to = '\0';
        return;
    }
    if (c < 0x800) {
        *to++ = (char)(0xc0 | c >> 6);
    } else if (c < 0x10000) {
        *to++ = (char)(0xe0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3f));
    } else {
        *to++ = (char)(0xf0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3f));
        *to++ = (char)(0x80 | (c >> 6 & 0x3f));
    }
    *to++ = (char)(0x80 | (c & 0x3f));
    *to = '\0';
}

// "ꦲ (U+A9B2), U+E000"
static void write_characters(const long values[MESSAGE_VALUES], char *out,
                             size_t size)
{
    size_t used = 0;
    *out = '\0';
    for (int i = 0; i < MESSAGE_VALUES && values[i] != 0; i++) {
        char utf8[5];
        char one[32];
        write_utf8(values[i], utf8);
        snprintf(one, sizeof one, "%s%s%sU+%04lX%s", i > 0 ? ", " : "", utf8,
                 *utf8 ? " (" : "", values[i], *utf8 ? ")" : "");
        used = append(out, size, used, one, strlen(one));
        out[used] = '\0';
    }
}

static bool is_id(const char *text, size_t size)
{
    const size_t length = strnlen(text, size);
    return length > 0 && length < size &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == length;
}

void message_pack_id(const char *id, long values[MESSAGE_VALUES])
{
    char text[MESSAGE_VALUES * sizeof *values] = "";
    if (is_id(id, 32))
        snprintf(text, sizeof text, "%s", id);
    memcpy(values, text, sizeof text);
}

// Values may have come from a process that is not trusted: what is no id is
// left out.
static void write_id(const long values[MESSAGE_VALUES], char *out, size_t size)
{
    char text[MESSAGE_VALUES * sizeof *values];
    memcpy(text, values, sizeof text);
    snprintf(out, size, "%s", is_id(text, sizeof text) ? text : "");
}

// The value of the placeholder at `from`, and its length; NULL when there is
// none.
static const char *find_value(const char *from, enum language language,
                              const long values[MESSAGE_VALUES], char *room,
                              size_t size, size_t *length)
{
    if (values == NULL) {
        *length = *from == '{' ? strcspn(from, "}") + 1 : 1;
        return *from == '{' ? "…" : NULL;
    }
    if (strncmp(from, "{1}", 3) == 0 || strncmp(from, "{2}", 3) == 0) {
        snprintf(room, size, "%ld", values[from[1] - '1']);
        *length = 3;
        return room;
    }
    if (strncmp(from, "{type}", 6) == 0) {
        *length = 6;
        return file_type_name((enum file_type)values[0], language);
    }
    if (strncmp(from, "{id}", 4) == 0) {
        write_id(values, room, size);
        *length = 4;
        return room;
    }
    if (strncmp(from, "{characters}", 12) == 0) {
        write_characters(values, room, size);
        *length = 12;
        return room;
    }
    return NULL;
}

static const char *find_sentence(enum message message, enum language language)
{
    if (message >= MESSAGE_COUNT)
        return "";
    return sentences[message][language] ? sentences[message][language]
                                        : request_sentences[message][language];
}

void message_write(enum message message, enum language language,
                   const long values[MESSAGE_VALUES], char *out, size_t size)
{
    if (size == 0)
        return;
    const char *from = find_sentence(
        message, language < LANGUAGE_COUNT ? language : LANGUAGE_NL);
    size_t used = 0;
    while (*from && used + 1 < size) {
        char room[32 * MESSAGE_VALUES];
        size_t length = 1;
        const char *value =
            find_value(from, language, values, room, sizeof room, &length);
        used = append(out, size, used, value ? value : from,
                      value ? strlen(value) : 1);
        from += length;
    }
    out[used] = '\0';
}
