// GET /schools: the page that makes the snippet for a school's own site. Its
// form asks it again, so that it works without scripts too.
#include "reply.h"

#include "embed_choice.h"
#include "schools_context.h"

#include <string.h>

enum { FOUND_MAX = 20, TYPED_MAX = 400 };

static void read_choice(const struct exchange *exchange,
                        struct embed_choice *choice)
{
    const struct request *request = exchange->request;
    char id[LIMIT_PARTNER_ID_BYTES];
    char tag[16];
    request_query(request, "partner", id, sizeof id);
    embed_choice_read(choice, exchange->site->press, id, request->query);
    // Colours are chosen of a template: without one nothing shows them.
    if (!choice->template)
        choice->theme = NULL;
    request_query(request, "embed_lang", tag, sizeof tag);
    choice->language = language_from_tag(tag);
    choice->has_language =
        choice->language != LANGUAGE_COUNT &&
        (!choice->partner ||
         partner_allows_language(choice->partner, choice->language));
}

static bool fill(struct exchange *exchange, const struct embed_view *view,
                 struct buffer *html)
{
    char typed[TYPED_MAX];
    const struct partner *found[FOUND_MAX];
    size_t all;
    request_query(exchange->request, "q", typed, sizeof typed);
    const struct partner_wish wish = {typed, view->language, partner_today()};
    const struct schools_search search = {
        typed, found,
        *typed ? partner_search_find(exchange->site->search, &wish, found,
                                     FOUND_MAX, &all)
               : 0};
    struct value *inner;
    const bool made = embed_context_create(&inner, view) &&
                      schools_context_put(inner, view, &search);
    const bool done =
        made ? pages_fill(exchange->site->pages, PAGE_SCHOOLS, inner,
                          view->language, html, &exchange->error)
             : error_set_memory(&exchange->error);
    value_destroy(inner);
    return done;
}

bool schools_answer(struct exchange *exchange)
{
    const struct site *site = exchange->site;
    const enum language language = reply_language(exchange);
    struct embed_choice choice;
    struct buffer html = {0};
    if (!site->pages)
        return error_set(&exchange->error, ERROR_NOT_FOUND,
                         MESSAGE_REQUEST_NOT_FOUND, NULL);
    read_choice(exchange, &choice);
    const struct embed_view view = {
        .press = site->press,
        .choice = &choice,
        .outer = pages_context(site->pages, language),
        .texts = pages_texts(site->pages, language),
        .language = language,
        .address = site_address(site, exchange->request)};
    const bool done = fill(exchange, &view, &html);
    if (done)
        reply_send(exchange, "text/html; charset=utf-8", buffer_view(&html));
    buffer_finish(&html);
    return done;
}
