// GET /, /privacy and /site.css: what was filled when the site was loaded.
#include "routes.h"

#include "pages.h"

#include <string.h>

// `?lang=` of a language that we have; a link with another still shows a page.
static enum language find_language(const struct exchange *exchange)
{
    char tag[16];
    if (request_query(exchange->request, "lang", tag, sizeof tag) !=
        QUERY_FOUND)
        return exchange->language;
    const enum language language = language_from_tag(tag);
    return language == LANGUAGE_COUNT ? exchange->language : language;
}

static bool answer(struct exchange *exchange, enum page page,
                   const char *media_type)
{
    const struct pages *pages = exchange->site->pages;
    if (!pages)
        return error_set(&exchange->error, ERROR_NOT_FOUND,
                         MESSAGE_REQUEST_NOT_FOUND, NULL);
    const struct content content = {
        .media_type = media_type,
        .cache_control = "no-cache",
        .body = pages_view(pages, page, find_language(exchange))};
    exchange->sent =
        response_content(exchange->fcgi, exchange->request, &content);
    return true;
}

bool index_answer(struct exchange *exchange)
{
    return answer(exchange, PAGE_INDEX, "text/html; charset=utf-8");
}

bool privacy_answer(struct exchange *exchange)
{
    return answer(exchange, PAGE_PRIVACY, "text/html; charset=utf-8");
}

bool style_answer(struct exchange *exchange)
{
    return answer(exchange, PAGE_STYLE, "text/css; charset=utf-8");
}
