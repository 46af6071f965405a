// GET /survey/{partner}: the questions for those who led a campaign. Each page
// has an id for the answer that it sends, so that one that is sent twice counts
// once; it is nobody else's.
#include "reply.h"

#include "survey_context.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

static void make_id(char id[33])
{
    unsigned char bits[16];
    *id = '\0';
    // Without, the server makes one of the request that brings the answer.
    if (getrandom(bits, sizeof bits, 0) != (ssize_t)sizeof bits)
        return;
    for (size_t i = 0; i < sizeof bits; i++)
        snprintf(id + 2 * i, 3, "%02x", bits[i]);
}

bool survey_card_answer(struct exchange *exchange)
{
    const struct site *site = exchange->site;
    if (!site->pages || site->surveys.surveys[SURVEY_POSTER].count == 0)
        return error_set(&exchange->error, ERROR_NOT_FOUND,
                         MESSAGE_REQUEST_NOT_FOUND, NULL);
    reply_send(
        exchange, "text/html; charset=utf-8",
        pages_view(site->pages, PAGE_SURVEY_CARD, reply_language(exchange)));
    return true;
}

bool survey_page_answer(struct exchange *exchange)
{
    const struct site *site = exchange->site;
    const struct partner *partner =
        partner_find(press_partners(site->press), exchange->arguments[0]);
    const enum language language = reply_language(exchange);
    char id[33];
    struct buffer html = {0};
    exchange->language = language;
    if (!site->pages || !partner ||
        site->surveys.surveys[SURVEY_PARTNER].count == 0)
        return error_set(&exchange->error, ERROR_NOT_FOUND,
                         MESSAGE_REQUEST_NOT_FOUND, NULL);
    make_id(id);
    const struct survey_view view = {.partner = partner,
                                     .outer =
                                         pages_context(site->pages, language),
                                     .language = language,
                                     .root = "../",
                                     .id = id};
    const bool done =
        survey_context_fill(site->pages, &view, &html, &exchange->error);
    if (done) {
        const struct content content = {.media_type =
                                            "text/html; charset=utf-8",
                                        .cache_control = "private, no-cache",
                                        .body = buffer_view(&html),
                                        .is_unlisted = true};
        exchange->sent =
            response_content(exchange->fcgi, exchange->request, &content);
    }
    buffer_finish(&html);
    return done;
}
