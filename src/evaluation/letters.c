#include "letters.h"

#include <stdbool.h>
#include <string.h>

static const char ellipsis[] = "…";

static size_t count_bytes(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first < 0xe0)
        return 2;
    if (first >= 0xe0 && first < 0xf0)
        return 3;
    return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

size_t letters_next(const char *text, uint32_t *letter)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)text;
    const size_t count = count_bytes(*bytes);
    uint32_t value = count == 1 ? *bytes : *bytes & (0xffU >> (count + 1));
    *letter = LETTERS_BROKEN;
    if (count == 0)
        return 1;
    for (size_t i = 1; i < count; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return 1;
        value = value << 6 | (bytes[i] & 0x3fU);
    }
    if (value < least[count] || value > 0x10ffff ||
        (value >= 0xd800 && value < 0xe000))
        return 1;
    *letter = value;
    return count;
}

// Stands on or binds the letter before it: accents, joiners, variations.
static bool is_mark(uint32_t letter)
{
    return (letter >= 0x300 && letter < 0x370) ||
           (letter >= 0x591 && letter < 0x5be) ||
           (letter >= 0x64b && letter < 0x660) ||
           (letter >= 0x1ab0 && letter < 0x1b00) ||
           (letter >= 0x20d0 && letter < 0x2100) || letter == 0x200d ||
           (letter >= 0xfe00 && letter < 0xfe10) ||
           (letter >= 0x1f3fb && letter < 0x1f400);
}

// In ems, of Lato and Arial, whichever is wider.
static double find_width(uint32_t letter)
{
    if (letter < 0x80) {
        const char *const found =
            letter ? strchr(" .,:;'|!iljI", (int)letter) : NULL;
        if (found)
            return 0.29;
        if (strchr("()[]-/frt\"", (int)letter))
            return 0.4;
        if (strchr("mwMW%@", (int)letter))
            return 0.92;
        return letter >= 'A' && letter <= 'Z' ? 0.72 : 0.58;
    }
    if (is_mark(letter))
        return 0;
    return letter >= 0x2e80 ? 1.05 : 0.66;
}

double letters_width(const char *text, double size)
{
    double width = 0;
    while (*text) {
        uint32_t letter;
        text += letters_next(text, &letter);
        width += find_width(letter);
    }
    return width * size;
}

void letters_cut(const char *text, double size, double width,
                 char out[LETTERS_CUT_BYTES])
{
    const double room = width - letters_width(ellipsis, size);
    size_t at = 0;
    size_t kept = 0; // up to here it fits with an ellipsis
    double used = 0;
    if (letters_width(text, size) <= width &&
        strlen(text) < LETTERS_CUT_BYTES) {
        strcpy(out, text);
        return;
    }
    while (text[at] && at < LETTERS_CUT_BYTES - sizeof ellipsis - 4) {
        uint32_t letter;
        const size_t bytes = letters_next(text + at, &letter);
        const bool joins = at > 0 && is_mark(letter);
        if (used <= room && !joins)
            kept = at;
        used += find_width(letter) * size;
        if (used > room && !joins)
            break;
        at += bytes;
    }
    while (kept > 0 && text[kept - 1] == ' ')
        kept--;
    memcpy(out, text, kept);
    strcpy(out + kept, ellipsis);
}
