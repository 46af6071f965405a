#include "report.h"

#include <string.h>

static const char *const names[REPORT_FORMATS] = {"text", "csv", "json", "html",
                                                  "pdf"};

const char *report_format_name(enum report_format format)
{
    return names[format];
}

enum report_format report_format_find(const char *name)
{
    int format = 0;
    while (format < REPORT_FORMATS && strcmp(names[format], name) != 0)
        format++;
    return (enum report_format)format;
}

const char *report_media_type(enum report_format format)
{
    static const char *const types[REPORT_FORMATS] = {
        "text/plain; charset=utf-8", "text/csv; charset=utf-8",
        "application/json", "text/html; charset=utf-8", "application/pdf"};
    return types[format];
}
