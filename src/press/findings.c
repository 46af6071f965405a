#include "findings.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void findings_finish(struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        free(findings->items[i].path);
        free(findings->items[i].text);
    }
    free(findings->items);
    *findings = (struct findings){0};
}

// Takes over `path` and `text`, NULL when memory ran out.
static void add(struct findings *findings, enum finding_level level, char *path,
                int line, char *text)
{
    struct finding *items = NULL;
    if (path && text)
        items = realloc(findings->items, (findings->count + 1) * sizeof *items);
    if (!items) {
        free(path);
        free(text);
        findings->is_short = true;
        return;
    }
    findings->items = items;
    items[findings->count++] = (struct finding){level, path, line, text};
}

void findings_add(struct findings *findings, enum finding_level level,
                  const char *path, int line, const char *format, ...)
{
    char *text;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0)
        text = NULL;
    va_end(arguments);
    add(findings, level, strdup(path), line, text);
}

void findings_add_error(struct findings *findings, const struct error *err)
{
    const char *detail = err->detail;
    if (error_is_memory(err)) {
        findings->is_short = true;
        return;
    }
    // A path may hold colons: the place ends at the first that a blank follows.
    const char *end = strstr(detail, ": ");
    size_t length = end ? (size_t)(end - detail) : 0;
    size_t digits = 0;
    while (digits < length &&
           isdigit((unsigned char)detail[length - 1 - digits]))
        digits++;
    int line = 0;
    if (digits > 0 && digits < length && detail[length - 1 - digits] == ':') {
        line = atoi(detail + length - digits);
        length -= digits + 1;
    }
    add(findings, FINDING_ERROR, strndup(detail, length), line,
        strdup(end ? end + 2 : detail));
}

bool findings_take_first(const struct findings *findings, struct error *err)
{
    if (findings->is_short)
        return error_set_memory(err);
    if (findings->count == 0)
        return true;
    const struct finding *first = &findings->items[0];
    char line[16] = "";
    if (first->line > 0)
        snprintf(line, sizeof line, ":%d", first->line);
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s%s: %s", first->path, line, first->text);
}

size_t findings_count(const struct findings *findings, enum finding_level level)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].level == level)
            count++;
    return count;
}
