#include "reply.h"

bool reply_read_language(const struct exchange *exchange,
                         enum language *language, struct error *err)
{
    char tag[16];
    *language = exchange->language;
    if (request_query(exchange->request, "lang", tag, sizeof tag) ==
        QUERY_MISSING)
        return true;
    *language = language_from_tag(tag);
    return *language != LANGUAGE_COUNT ||
           error_set(err, ERROR_INVALID, MESSAGE_LANGUAGE_UNKNOWN, "lang");
}

enum language reply_language(const struct exchange *exchange)
{
    struct error err;
    enum language language;
    return reply_read_language(exchange, &language, &err) ? language
                                                          : exchange->language;
}

void reply_send(struct exchange *exchange, const char *media_type,
                struct bytes body)
{
    const struct content content = {
        .media_type = media_type, .cache_control = "no-cache", .body = body};
    exchange->sent =
        response_content(exchange->fcgi, exchange->request, &content);
}
