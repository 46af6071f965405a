#include "report_asked.h"

#include "fixed_text.h"

#include <stdlib.h>
#include <string.h>

int report_asked_day(const char *text)
{
    static const char digits[] = "0123456789";
    char plain[9];
    const size_t length = strlen(text);
    if (length == 10 && text[4] == '-' && text[7] == '-') {
        memcpy(plain, text, 4);
        memcpy(plain + 4, text + 5, 2);
        memcpy(plain + 6, text + 8, 3);
    } else if (length == 8) {
        memcpy(plain, text, sizeof plain);
    } else {
        return 0;
    }
    const int day = strspn(plain, digits) == 8 ? atoi(plain) : 0;
    return event_is_day(day) ? day : 0;
}

bool report_asked_is_signature(const char *text)
{
    return strlen(text) == SIGNATURE_BYTES - 1 &&
           strspn(text, "0123456789abcdef") == SIGNATURE_BYTES - 1;
}

void report_asked_disposition(const struct desk_report *report, char *out,
                              size_t size)
{
    static const char *const names[LANGUAGE_COUNT] = {"verslag", "rapport",
                                                      "report", "bericht"};
    const bool is_shown =
        report->format == REPORT_HTML || report->format == REPORT_PDF;
    const int to = report->claim.to ? report->claim.to : event_today();
    struct fixed_text text = fixed_text_in(out, size);
    // Ids are ASCII.
    fixed_text_add(&text, "%s; filename=\"%s%s%s-%d-%d.%s\"",
                   is_shown ? "inline" : "attachment", names[report->language],
                   report->claim.partner_id[0] ? "-" : "",
                   report->claim.partner_id, report->claim.from, to,
                   report->format == REPORT_TEXT
                       ? "txt"
                       : report_format_name(report->format));
}
