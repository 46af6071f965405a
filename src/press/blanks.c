#include "blanks.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

// Reads the blank that stands at `at`: the bytes it takes, 0 when it is none.
static size_t read_blank(const char *at, struct blank *blank)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    if (strncmp(at, "[[", 2) != 0)
        return 0;
    const size_t length = strspn(at + 2, letters);
    const bool is_sentence = at[2 + length] == '.';
    const char *end = at + 2 + length + (is_sentence ? 1 : 0);
    if (length == 0 || length >= sizeof blank->name ||
        strncmp(end, "]]", 2) != 0)
        return 0;
    memcpy(blank->name, at + 2, length);
    blank->name[length] = '\0';
    blank->is_sentence = is_sentence;
    return (size_t)(end + 2 - at);
}

bool blanks_next(const char **at, struct blank *blank)
{
    for (; **at; (*at)++) {
        const size_t size = read_blank(*at, blank);
        if (**at == '{' || **at == '}')
            blank->in_part = **at == '{';
        *at += size;
        if (size > 0)
            return true;
    }
    return false;
}

size_t blanks_parts(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == '{';
    return count;
}

// A text while it is looked through.
struct look {
    bool in_part;
    bool has_blank; // in this part
};

static const char *look_at(const char *at, size_t blank, struct look *look)
{
    if (blank > 0)
        look->has_blank = true;
    else if (strncmp(at, "[[", 2) == 0 || strncmp(at, "]]", 2) == 0)
        return "a blank is the id of a field, such as [[name]] or [[name.]]";
    if (*at == '{' && look->in_part)
        return "a part in { } holds no other part";
    if (*at == '}' && !look->in_part)
        return "a } has no { before it on its line";
    if (*at == '}' && !look->has_blank)
        return "a part in { } holds a blank, or it would never go away";
    if (*at == '\n' && look->in_part)
        return "a { has no } after it on its line";
    if (*at == '{' || *at == '}')
        *look = (struct look){.in_part = *at == '{'};
    return NULL;
}

const char *blanks_fault(const char *text)
{
    struct look look = {0};
    struct blank blank;
    while (*text) {
        const size_t size = read_blank(text, &blank);
        const char *fault = look_at(text, size, &look);
        if (fault)
            return fault;
        text += size > 0 ? size : 1;
    }
    return look.in_part ? "a { has no } after it on its line" : NULL;
}

static bool is_closing(const char *at)
{
    static const char *const signs[] = {" ", "\n", "\"", "'", ")", "]",
                                        "”", "’",  "»",  "“", "‘", "\u00A0"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(at, signs[i], strlen(signs[i])) == 0)
            return true;
    return false;
}

// Words that end with a letter or a digit, whatever closes behind it.
static bool wants_point(const char *words)
{
    const char *at = words + strlen(words);
    while (at > words) {
        do
            at--;
        while (at > words && ((unsigned char)*at & 0xc0) == 0x80);
        if (!is_closing(at))
            return *at == '%' || words_is_alphanumeric(at);
    }
    return false;
}

// Words that end a sentence themselves.
static bool has_point(const char *words)
{
    static const char *const ends[] = {".", "!", "?", "…"};
    const size_t length = strlen(words);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const size_t size = strlen(ends[i]);
        if (length >= size && strcmp(words + length - size, ends[i]) == 0)
            return true;
    }
    return false;
}

// One line while it is filled.
struct filling {
    const struct blanks_source *source;
    struct buffer *out;
    size_t line_start; // in out
    size_t parts_left;
    bool is_ended; // what was put last are words with a point of their own
};

// Appends a character unless it would be a second blank, or the first sign of
// the line.
static bool put(const struct filling *filling, const char *at, size_t size)
{
    const struct buffer *out = filling->out;
    if (size != 1 || (*at != ' ' && *at != '\n'))
        return buffer_append(filling->out, at, size);
    return out->size == filling->line_start ||
           out->data[out->size - 1] == ' ' ||
           buffer_append(filling->out, " ", 1);
}

// NULL when there are none.
static const char *find_words(const struct filling *filling,
                              const struct blank *blank)
{
    const struct blanks_source *source = filling->source;
    const char *words = source->find(source->context, blank->name);
    return words && *words ? words : NULL;
}

static bool put_words(struct filling *filling, const struct blank *blank,
                      const char *words)
{
    bool done = true;
    for (const char *at = words; *at && done; at++)
        done = put(filling, at, 1);
    filling->is_ended = has_point(words);
    return done &&
           (!blank->is_sentence || !wants_point(words) || put(filling, ".", 1));
}

// A character of the text itself; a point behind words that have one is left
// out.
static bool put_own(struct filling *filling, const char *at)
{
    const bool is_second = filling->is_ended && at[0] == '.' && at[1] != '.';
    filling->is_ended = false;
    return is_second || put(filling, at, 1);
}

static bool put_blank(struct filling *filling, const struct blank *blank,
                      const char *behind)
{
    const struct blanks_source *source = filling->source;
    const char *words = find_words(filling, blank);
    if (!words || !source->turn)
        return !words || put_words(filling, blank, words);
    char *turned = source->turn(source->context, words, behind);
    const bool done = turned && put_words(filling, blank, turned);
    free(turned);
    return done;
}

// True when every blank of the part that begins at `at` has words.
static bool has_words(const struct filling *filling, const char *at)
{
    struct blank blank;
    for (; *at && *at != '}'; at++) {
        if (read_blank(at, &blank) > 0 && !find_words(filling, &blank))
            return false;
    }
    return true;
}

// Where the part goes on: behind its { or, when it goes away, at its }.
static const char *enter_part(struct filling *filling, const char *at)
{
    const bool stays = filling->parts_left > 0 && has_words(filling, at + 1);
    if (filling->parts_left > 0)
        filling->parts_left--;
    return stays ? at + 1 : strchr(at, '}');
}

static bool fill_line(struct filling *filling, const char *at, const char *end)
{
    struct blank blank;
    bool done = true;
    filling->line_start = filling->out->size;
    filling->is_ended = false;
    while (at < end && done) {
        const size_t size = read_blank(at, &blank);
        if (size == 0 && *at == '{') {
            at = enter_part(filling, at);
            continue;
        }
        if (size > 0)
            done = put_blank(filling, &blank, at + size);
        else if (*at != '}')
            done = put_own(filling, at);
        at += size > 0 ? size : 1;
    }
    struct buffer *out = filling->out;
    while (out->size > filling->line_start && out->data[out->size - 1] == ' ')
        out->size--;
    return done;
}

bool blanks_fill(const char *text, size_t parts,
                 const struct blanks_source *source, struct buffer *out)
{
    struct filling filling = {
        .source = source, .out = out, .parts_left = parts};
    const size_t start = out->size;
    bool wants_gap = false;
    for (;;) {
        const char *end = text + strcspn(text, "\n");
        const size_t before = out->size;
        const char *breaks = before == start ? "" : wants_gap ? "\n\n" : "\n";
        if (text == end)
            wants_gap = true;
        else if (!buffer_append_text(out, breaks) ||
                 !fill_line(&filling, text, end))
            return false;
        else if (out->size == filling.line_start)
            out->size = before;
        else
            wants_gap = false;
        if (!*end)
            return true;
        text = end + 1;
    }
}
