// GET /embed/ and /embed/{partner}: the tool without the furniture of a page,
// for other sites to show in a frame. A partner that is not there gives the
// open tool with a note, one outside its dates a page that says so. Both are a
// 200: the address is right, or will be, and a school's visitors are no
// crawlers to be told more by a number.
#include "routes.h"

#include "closed_context.h"
#include "embed_choice.h"
#include "embed_policy.h"

static bool fill(struct exchange *exchange, const struct embed_view *view,
                 struct buffer *html)
{
    const struct pages *pages = exchange->site->pages;
    const struct partner *partner = view->choice->partner;
    const int day = partner_today();
    const bool is_open = !partner || partner_is_on(partner, day);
    struct value *inner;
    bool done = embed_context_create(&inner, view);
    if (done)
        done = (is_open || closed_context_put(inner, view, day)) &&
               pages_fill(pages, is_open ? PAGE_EMBED : PAGE_CLOSED, inner,
                          view->language, html, &exchange->error);
    value_destroy(inner);
    return done || exchange->error.kind != ERROR_NONE
               ? done
               : error_set_memory(&exchange->error);
}

bool embed_answer(struct exchange *exchange)
{
    const struct site *site = exchange->site;
    struct embed_choice choice;
    char policy[EMBED_POLICY_MAX];
    struct buffer html = {0};
    if (!site->pages)
        return error_set(&exchange->error, ERROR_NOT_FOUND,
                         MESSAGE_REQUEST_NOT_FOUND, NULL);
    embed_choice_read(&choice, site->press, exchange->arguments[0],
                      exchange->request->query);
    const enum language language =
        embed_choice_language(&choice, exchange->language);
    const struct embed_view view = {
        .press = site->press,
        .choice = &choice,
        .outer = pages_context(site->pages, language),
        .texts = pages_texts(site->pages, language),
        .language = language,
        .address = site_address(site, exchange->request)};
    const bool done = fill(exchange, &view, &html);
    if (done) {
        embed_policy_write(choice.partner, policy);
        const struct content content = {.media_type =
                                            "text/html; charset=utf-8",
                                        .cache_control = "no-cache",
                                        .body = buffer_view(&html),
                                        .policy = policy,
                                        .is_unlisted = true};
        exchange->sent =
            response_content(exchange->fcgi, exchange->request, &content);
    }
    buffer_finish(&html);
    return done;
}
