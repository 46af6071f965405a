#include "template_caption.h"

#include "network.h"
#include "template_text.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char kind[] = "caption";

bool template_is_caption(const struct ini_entry *entry)
{
    const size_t length = sizeof kind - 1;
    return strncmp(entry->section, kind, length) == 0 &&
           (entry->section[length] == '\0' || entry->section[length] == ' ');
}

// One network of the section's name, of which `length` bytes count.
static bool read_network(const struct ini_entry *entry, const char *name,
                         size_t length, unsigned *bits, struct error *err)
{
    const struct network *network = network_find(name, length);
    if (network) {
        *bits |= 1U << (network - networks);
        return true;
    }
    return ini_wrong(entry, err,
                     "\"%.*s\" is none of instagram, facebook, whatsapp, "
                     "linkedin, x, bluesky, mastodon; several are parted by "
                     "commas",
                     (int)(length < 40 ? length : 40), name);
}

// "caption x, bluesky": a bit for each network.
static bool read_networks(const struct ini_entry *entry, unsigned *bits,
                          struct error *err)
{
    const char *at = entry->section + sizeof kind - 1;
    *bits = 0;
    while (*at) {
        at += strspn(at, " ");
        const size_t length = strcspn(at, ", ");
        if (!read_network(entry, at, length, bits, err))
            return false;
        at += length;
        at += strspn(at, " ");
        if (*at == ',')
            at++;
    }
    return true;
}

static struct caption *find_caption(const struct ini_entry *entry,
                                    struct caption **captions, size_t *count,
                                    struct error *err)
{
    unsigned bits;
    for (size_t i = 0; i < *count; i++)
        if (strcmp((*captions)[i].section, entry->section) == 0)
            return &(*captions)[i];
    if (!read_networks(entry, &bits, err))
        return NULL;
    for (size_t i = 0; i < *count; i++)
        if ((*captions)[i].networks & bits) {
            ini_wrong(entry, err, "a network of it has [%s] already",
                      (*captions)[i].section);
            return NULL;
        }
    struct caption *caption = TEMPLATE_APPEND(*captions, *count);
    if (!caption) {
        error_set_memory(err);
        return NULL;
    }
    caption->networks = bits;
    caption->line = entry->line;
    snprintf(caption->section, sizeof caption->section, "%s", entry->section);
    return caption;
}

// Adds a line to the text of a language.
static bool add_line(char **text, char *line, struct error *err)
{
    char *longer;
    if (!*text) {
        *text = line;
        return true;
    }
    const bool done = asprintf(&longer, "%s\n%s", *text, line) >= 0;
    free(line);
    if (!done)
        return error_set_memory(err);
    free(*text);
    *text = longer;
    return true;
}

static bool take_line(const struct ini_entry *entry, struct caption *caption,
                      bool *taken, struct error *err)
{
    char *lines[LANGUAGE_COUNT] = {0};
    if (!ini_take_local(entry, "text", lines, taken, err) || !*taken)
        return !*taken;
    bool done = true;
    for (int i = 0; i < LANGUAGE_COUNT && done; i++) {
        if (!lines[i])
            continue;
        if (!caption->texts[i])
            caption->text_lines[i] = entry->line;
        done = add_line(&caption->texts[i], lines[i], err);
    }
    return done;
}

static bool are_hashtags(const char *text)
{
    while (*text) {
        if (*text++ != '#' || !words_is_alphanumeric(text))
            return false;
        while (*text && *text != ' ') {
            if (!words_is_alphanumeric(text) && *text != '_')
                return false;
            text += words_character_size(text);
        }
        text += strspn(text, " ");
    }
    return true;
}

static bool take_hashtags(const struct ini_entry *entry,
                          struct caption *caption, bool *taken,
                          struct error *err)
{
    if (!ini_take_local(entry, "hashtags", caption->hashtags, taken, err))
        return false;
    for (int i = 0; i < LANGUAGE_COUNT && *taken; i++)
        if (caption->hashtags[i] && !are_hashtags(caption->hashtags[i]))
            return ini_wrong(entry, err,
                             "\"%.40s\" is not a list such as #EchteInfluencer "
                             "#WordLeraar",
                             entry->value);
    return true;
}

bool template_take_caption(const struct ini_entry *entry,
                           struct caption **captions, size_t *count,
                           struct error *err)
{
    bool taken;
    struct caption *caption = find_caption(entry, captions, count, err);
    if (!caption || !take_line(entry, caption, &taken, err))
        return false;
    if (!taken && !take_hashtags(entry, caption, &taken, err))
        return false;
    return taken ||
           ini_wrong(entry, err, "is none of text.LANG, hashtags.LANG");
}

static void check_text(const struct caption *caption, enum language language,
                       struct template_blanks blanks, struct findings *findings)
{
    blanks.text = caption->texts[language];
    blanks.section = caption->section;
    blanks.key = "text";
    blanks.language = language;
    blanks.line = caption->text_lines[language];
    if (blanks.text)
        template_check_blanks(&blanks, findings);
}

void template_check_captions(const struct caption *captions, size_t count,
                             const struct template_blanks *blanks,
                             struct findings *findings)
{
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < LANGUAGE_COUNT; k++)
            check_text(&captions[i], (enum language)k, *blanks, findings);
}

void template_finish_captions(struct caption *captions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ini_finish_local(captions[i].texts);
        ini_finish_local(captions[i].hashtags);
    }
    free(captions);
}
