// GET /, /privacy and /site.css: what was filled when the site was loaded, but
// for the first, which says where it stands.
#include "reply.h"

#include "embed_context.h"
#include "pages.h"

#include <string.h>

static bool answer(struct exchange *exchange, enum page page,
                   const char *media_type)
{
    const struct pages *pages = exchange->site->pages;
    if (!pages)
        return error_set(&exchange->error, ERROR_NOT_FOUND,
                         MESSAGE_REQUEST_NOT_FOUND, NULL);
    reply_send(exchange, media_type,
               pages_view(pages, page, reply_language(exchange)));
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
                          reply_language(exchange), &html, &exchange->error)
             : error_set_memory(&exchange->error);
    if (done)
        reply_send(exchange, "text/html; charset=utf-8", buffer_view(&html));
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
