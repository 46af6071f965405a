#include "log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// A line goes out in one write, so that lines of many workers do not mix.
static void write_line(char *line, size_t size, int length)
{
    if (length < 0)
        return;
    size_t used = (size_t)length < size - 1 ? (size_t)length : size - 2;
    line[used++] = '\n';
    // A log that cannot be written cannot be complained about either.
    if (write(STDERR_FILENO, line, used) < 0)
        return;
}

// Quotes would end the value: details hold none of ours, and others become
// apostrophes.
static void quote(char *text)
{
    for (; *text; text++)
        if (*text == '"' || *text == '\\' || (unsigned char)*text < ' ')
            *text = '\'';
}

void log_request(const struct request *request, const struct sent *sent,
                 const struct log_entry *entry)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", "other"};
    char line[1024];
    int used = snprintf(
        line, sizeof line,
        "level=%s id=%s method=%s route=%s status=%d in=%zu out=%zu ms=%ld",
        sent->status >= 500 ? "error" : "info", request->id,
        methods[request->method], entry->route, sent->status, entry->bytes_in,
        sent->bytes, entry->milliseconds);
    if (entry->template_id && *entry->template_id)
        used += snprintf(line + used, sizeof line - (size_t)used,
                         " template=%s format=%s", entry->template_id,
                         entry->format_id);
    if (entry->error) {
        char detail[ERROR_DETAIL_MAX];
        strcpy(detail, entry->error->detail);
        quote(detail);
        used +=
            snprintf(line + used, sizeof line - (size_t)used,
                     " message=%d field=%s cause=\"%s\"",
                     (int)entry->error->message, entry->error->field, detail);
    }
    write_line(line, sizeof line, used);
}

void log_event(const char *format, ...)
{
    char what[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    quote(what);
    char line[600];
    write_line(line, sizeof line,
               snprintf(line, sizeof line, "level=notice event=\"%s\"", what));
}
