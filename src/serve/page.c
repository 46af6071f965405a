// GET /, /privacy and /site.css: what was filled when the site was loaded, but
// for the first, which says where it stands.
#include "routes.h"

#include "embed_context.h"
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
    const struct site *site = exchange->site;
    struct value *inner;
    struct buffer html = {0};
    if (!site->pages)
        return error_set(&exchange->error, ERROR_NOT_FOUND,
                         MESSAGE_REQUEST_NOT_FOUND, NULL);
    const bool made = embed_context_create_index(
        &inner, site_address(site, exchange->request));
    const bool done =
        made ? pages_fill(site->pages, PAGE_INDEX, inner,
                          find_language(exchange), &html, &exchange->error)
             : error_set_memory(&exchange->error);
    if (done) {
        const struct content content = {.media_type =
                                            "text/html; charset=utf-8",
                                        .cache_control = "no-cache",
                                        .body = buffer_view(&html)};
        exchange->sent =
            response_content(exchange->fcgi, exchange->request, &content);
    }
    value_destroy(inner);
    buffer_finish(&html);
    return done;
}

bool privacy_answer(struct exchange *exchange)
{
    return answer(exchange, PAGE_PRIVACY, "text/html; charset=utf-8");
}

bool style_answer(struct exchange *exchange)
{
    return answer(exchange, PAGE_STYLE, "text/css; charset=utf-8");
}
