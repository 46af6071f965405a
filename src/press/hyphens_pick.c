#include "hyphens_pick.h"

#include <string.h>

// Of a pattern; a longer one is kept as it is.
enum { LETTERS_MAX = 64 };

// libhyphen goes through a word letter by letter, always to the longest prefix
// of any pattern that the word has there, and looks whether that prefix is a
// pattern. So patterns whose letters are in the text matter, and of the others
// the longest prefix that is: it can keep a shorter pattern from being found.
// Such a prefix is a pattern without digits, which divides nothing. Of two
// patterns with the same letters the last one holds, so prefixes stand first.
struct picking {
    const char *text;
    unsigned char pairs[0x10000 / 8]; // of letters, which are in the text
    struct buffer prefixes;           // of this level
    struct buffer patterns;
    char last[LETTERS_MAX + 2]; // of the prefixes
};

static size_t pair_at(const char *text)
{
    return (size_t)((unsigned char)text[0] << 8 | (unsigned char)text[1]);
}

static bool has_pair(const struct picking *picking, const char *letters)
{
    return picking->pairs[pair_at(letters) / 8] >> pair_at(letters) % 8 & 1;
}

static bool append_line(struct buffer *out, const char *line, size_t size)
{
    return buffer_append(out, line, size) && buffer_append(out, "\n", 1);
}

// How many of the letters, from the first one on, are somewhere in the text.
static size_t find_longest(const struct picking *picking, const char *letters,
                           size_t count)
{
    size_t longest = 0;
    if (count >= 2 && !has_pair(picking, letters))
        count = 1;
    for (const char *at = picking->text;
         longest < count && (at = strchr(at, letters[0])); at++) {
        size_t same = 1;
        while (same < count && at[same] == letters[same])
            same++;
        if (same > longest)
            longest = same;
    }
    return longest;
}

// The letters of a pattern, which ends at a blank, without its digits; a dot
// stands for an end of a word. False when they are too many.
static bool read_letters(const char *line, size_t size,
                         char letters[LETTERS_MAX], size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < size && line[i] != '/'; i++) {
        if ((unsigned char)line[i] <= ' ')
            break;
        if (line[i] >= '0' && line[i] <= '9')
            continue;
        if (*count == LETTERS_MAX)
            return false;
        letters[(*count)++] = line[i];
    }
    return true;
}

static bool pick_pattern(struct picking *picking, const char *line, size_t size)
{
    char letters[LETTERS_MAX];
    size_t count;
    if (!read_letters(line, size, letters, &count))
        return append_line(&picking->patterns, line, size);
    const size_t before = count > 0 && letters[0] == '.';
    const size_t after = count > before && letters[count - 1] == '.';
    const size_t within = count - before - after;
    const size_t found =
        within > 0 ? find_longest(picking, letters + before, within) : 0;
    if (found == within)
        return append_line(&picking->patterns, line, size);
    const size_t prefix = before + found;
    // Of one letter is as good as of none. Many of a kind follow each other.
    if (prefix < 2 || (strlen(picking->last) == prefix &&
                       memcmp(picking->last, letters, prefix) == 0))
        return true;
    memcpy(picking->last, letters, prefix);
    picking->last[prefix] = '\0';
    return append_line(&picking->prefixes, letters, prefix);
}

static bool end_level(struct picking *picking, struct buffer *out)
{
    const bool done =
        buffer_append(out, picking->prefixes.data, picking->prefixes.size) &&
        buffer_append(out, picking->patterns.data, picking->patterns.size);
    picking->prefixes.size = 0;
    picking->patterns.size = 0;
    *picking->last = '\0';
    return done;
}

static bool pick_line(struct picking *picking, const char *line, size_t size,
                      struct buffer *out)
{
    static const char next[] = "NEXTLEVEL";
    if (size == 0 || *line == '#' || *line == '%')
        return true;
    if (*line < 'A' || *line > 'Z')
        return pick_pattern(picking, line, size);
    // An option, of this level or between two.
    const bool ends =
        size >= strlen(next) && memcmp(line, next, strlen(next)) == 0;
    return (!ends || end_level(picking, out)) && append_line(out, line, size);
}

bool hyphens_is_latin1(const struct buffer *file)
{
    static const char name[] = "ISO8859-1\n";
    return file->size >= strlen(name) &&
           memcmp(file->data, name, strlen(name)) == 0;
}

bool hyphens_pick(const struct buffer *file, const char *text,
                  struct buffer *out)
{
    struct picking picking = {.text = text};
    for (const char *at = text; at[0] && at[1]; at++)
        picking.pairs[pair_at(at) / 8] |= (unsigned char)(1 << pair_at(at) % 8);
    const char *line = (const char *)file->data;
    const char *const end = line + file->size;
    bool done = true;
    // The first line, which names the letters, is in capitals as options are.
    while (line < end && done) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        if (!stop)
            stop = end;
        done = pick_line(&picking, line, (size_t)(stop - line), out);
        line = stop < end ? stop + 1 : end;
    }
    done = done && end_level(&picking, out);
    buffer_finish(&picking.prefixes);
    buffer_finish(&picking.patterns);
    return done;
}
