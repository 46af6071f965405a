#include "entity_tag.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char blanks[] = " \t";

void entity_tag_write(uint64_t version, char tag[ENTITY_TAG_SIZE])
{
    snprintf(tag, ENTITY_TAG_SIZE, "\"%016" PRIx64 "\"", version);
}

// The end of the quoted text that begins here; NULL when there is none.
static const char *end_of_quoted(const char *text)
{
    const char *end = *text == '"' ? strchr(text + 1, '"') : NULL;
    return end ? end + 1 : NULL;
}

enum entity_match entity_tag_match(const char *if_none_match, const char *tag)
{
    const char *at = if_none_match + strspn(if_none_match, blanks);
    if (*at == '*' && at[1 + strspn(at + 1, blanks)] == '\0')
        return ENTITY_ANY;
    while (*(at += strspn(at, ", \t"))) {
        if (strncmp(at, "W/", 2) == 0)
            at += 2;
        const char *end = end_of_quoted(at);
        if (!end)
            return ENTITY_UNKNOWN;
        if (strlen(tag) == (size_t)(end - at) &&
            strncmp(at, tag, strlen(tag)) == 0)
            return ENTITY_NAMED;
        at = end + strspn(end, blanks);
        if (*at && *at != ',')
            return ENTITY_UNKNOWN;
    }
    return ENTITY_UNKNOWN;
}
