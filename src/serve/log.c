#include "log.h"

#include "fixed_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Of syslog(3).
enum priority { PRIORITY_ERROR = 3, PRIORITY_NOTICE = 5, PRIORITY_INFO = 6 };

// A line goes out in one write, so that lines of many workers do not mix. The
// journal takes its priority from before it (sd-daemon(3)); nobody else wants
// to see that.
static void write_line(enum priority priority, const char *text)
{
    char line[1100];
    const char *journal = getenv("JOURNAL_STREAM");
    const int length =
        journal ? snprintf(line, sizeof line, "<%d>%s\n", (int)priority, text)
                : snprintf(line, sizeof line, "%s\n", text);
    // A log that cannot be written cannot be complained about either.
    if (length < 0 || write(STDERR_FILENO, line, (size_t)length) < 0)
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

static void add_work(struct fixed_text *line, const struct log_entry *entry)
{
    if (entry->template_id && *entry->template_id)
        fixed_text_add(line, " template=%s", entry->template_id);
    if (entry->template_id && *entry->template_id && entry->format_id)
        fixed_text_add(line, " format=%s", entry->format_id);
    if (entry->formats > 0)
        fixed_text_add(line, " formats=%d", entry->formats);
    for (int i = 0; i < PRESS_STAGES && entry->has_stages; i++)
        fixed_text_add(line, " %s_ms=%.1f",
                       press_stage_name((enum press_stage)i),
                       entry->stage_ms[i]);
    if (entry->memory_bytes > 0)
        fixed_text_add(line, " peak_kb=%ld", entry->memory_bytes / 1024);
}

static void add_error(struct fixed_text *line, const struct error *error)
{
    char detail[ERROR_DETAIL_MAX];
    strcpy(detail, error->detail);
    quote(detail);
    fixed_text_add(line, " reason=%s", message_name(error->message));
    if (*error->field)
        fixed_text_add(line, " field=%s", error->field);
    if (*detail)
        fixed_text_add(line, " cause=\"%s\"", detail);
}

void log_request(const struct request *request, const struct sent *sent,
                 const struct log_entry *entry)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", "OPTIONS",
                                          "other"};
    char memory[1024];
    struct fixed_text line = fixed_text_in(memory, sizeof memory);
    fixed_text_add(
        &line,
        "level=%s id=%s method=%s route=%s status=%d in=%zu out=%zu ms=%ld "
        "read_ms=%ld",
        sent->status >= 500 ? "error" : "info", request->id,
        methods[request->method], entry->route, sent->status, entry->bytes_in,
        sent->bytes, entry->milliseconds, entry->read_ms);
    add_work(&line, entry);
    if (entry->error)
        add_error(&line, entry->error);
    write_line(sent->status >= 500 ? PRIORITY_ERROR : PRIORITY_INFO, line.text);
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
    snprintf(line, sizeof line, "level=notice event=\"%s\"", what);
    write_line(PRIORITY_NOTICE, line);
}
