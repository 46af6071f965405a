// GET /reports/*: the report of a partner, for whoever has the link that the
// operator made. The recorder has the key that says whether the link is right;
// nothing here does, so every wrong one gets the same answer.
#include "routes.h"

#include "reply.h"
#include "report_asked.h"

#include <string.h>

// A report takes a second or two, and may wait for two others.
enum { PATIENCE_MS = 20 * 1000, DISPOSITION_MAX = 256 };

static int read_day(const struct exchange *exchange, const char *name)
{
    char text[16];
    return request_query(exchange->request, name, text, sizeof text) ==
                   QUERY_FOUND
               ? report_asked_day(text)
               : 0;
}

// `to` may be left out: the day on which it is asked for.
static bool read_claim(const struct exchange *exchange,
                       struct desk_report *report)
{
    char text[SIGNATURE_BYTES + 1];
    struct signature_claim *claim = &report->claim;
    if (!partner_is_id(exchange->arguments[0]) ||
        request_query(exchange->request, "signature", text, sizeof text) !=
            QUERY_FOUND ||
        !report_asked_is_signature(text))
        return false;
    strcpy(report->signature, text);
    strcpy(claim->partner_id, exchange->arguments[0]);
    claim->from = read_day(exchange, "from");
    claim->to = read_day(exchange, "to");
    claim->until = read_day(exchange, "until");
    if (claim->to == 0 &&
        request_query(exchange->request, "to", text, sizeof text) !=
            QUERY_MISSING &&
        *text && strcmp(text, "0") != 0)
        return false;
    return claim->from != 0 && claim->until != 0;
}

static bool read_format(const struct exchange *exchange,
                        enum report_format *format)
{
    char name[8];
    const enum query asked =
        request_query(exchange->request, "format", name, sizeof name);
    *format = asked == QUERY_MISSING ? REPORT_HTML : report_format_find(name);
    return *format != REPORT_FORMATS && *format != REPORT_TEXT;
}

static void send(struct exchange *exchange, const struct desk_report *report,
                 struct bytes body)
{
    char disposition[DISPOSITION_MAX];
    report_asked_disposition(report, disposition, sizeof disposition);
    const struct content content = {.media_type =
                                        report_media_type(report->format),
                                    .cache_control = "no-store",
                                    .body = body,
                                    .policy = REPORT_POLICY,
                                    .disposition = disposition,
                                    .is_unlisted = true};
    exchange->sent =
        response_content(exchange->fcgi, exchange->request, &content);
}

bool report_answer(struct exchange *exchange)
{
    struct desk_letter letter = {.wish = DESK_PARTNER_REPORT};
    struct desk_report *report = &letter.report;
    struct buffer body = {0};
    exchange->language = reply_language(exchange);
    report->language = exchange->language;
    if (!read_format(exchange, &report->format))
        return error_set(&exchange->error, ERROR_NOT_OFFERED,
                         MESSAGE_REPORT_FORMAT, "format");
    if (!read_claim(exchange, report))
        return error_set(&exchange->error, ERROR_FORBIDDEN, MESSAGE_REPORT_LINK,
                         NULL);
    const enum desk_result result =
        desk_ask(exchange->site->desk, &letter, PATIENCE_MS, &body);
    if (result == DESK_DONE)
        send(exchange, report, buffer_view(&body));
    buffer_finish(&body);
    if (result == DESK_REFUSED)
        return error_set(&exchange->error, ERROR_FORBIDDEN, MESSAGE_REPORT_LINK,
                         NULL);
    return result == DESK_DONE ||
           error_set(&exchange->error, ERROR_BUSY, MESSAGE_REPORT_AWAY, NULL);
}
