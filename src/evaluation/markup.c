#include "markup.h"

#include "letters.h"

#include <string.h>

static const char *find_name(uint32_t letter)
{
    switch (letter) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

// XML 1.0, production 2, less what is invisible and turns lines around.
static bool may_stand(uint32_t letter)
{
    return letter == '\t' || letter == '\n' ||
           (letter >= 0x20 && letter != 0x7f && letter != LETTERS_BROKEN &&
            (letter < 0x80 || letter > 0x9f) && letter != 0xfffe &&
            letter != 0xffff);
}

bool markup_text(struct buffer *out, const char *text)
{
    bool done = true;
    while (text && *text && done) {
        uint32_t letter;
        const size_t size = letters_next(text, &letter);
        const char *name = find_name(letter);
        if (name)
            done = buffer_append_text(out, name);
        else if (may_stand(letter))
            done = buffer_append(out, text, size);
        else
            done = buffer_append_text(out, "\xef\xbf\xbd");
        text += size;
    }
    return done;
}

bool markup_between(struct buffer *out, const char *before, const char *text,
                    const char *after)
{
    return buffer_append_text(out, before) && markup_text(out, text) &&
           buffer_append_text(out, after);
}
