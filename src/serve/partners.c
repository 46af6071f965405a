// GET /api/v1/partners: partners by what somebody types of their names. GET
// .../{partner}: one, with what it allows. GET .../{partner}/logo.png: its
// logo.
#include "reply.h"

#include "embed_context.h"
#include "printing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT_USUAL = 20, LIMIT_MOST = 50, LOGO_WIDTH_USUAL_PX = 320 };

// A whole number of the query within low..high; the one that is there already
// when there is none.
static bool find_number(const struct exchange *exchange, const char *name,
                        int low, int high, int *number, struct error *err)
{
    char text[16];
    char *end;
    const enum query found =
        request_query(exchange->request, name, text, sizeof text);
    if (found == QUERY_MISSING || (found == QUERY_FOUND && !*text))
        return true;
    const long value = strtol(text, &end, 10);
    if (end == text || *end || value < low || value > high)
        return error_set_values(err, ERROR_INVALID, MESSAGE_FRAMING_NUMBER,
                                name, low, high);
    *number = (int)value;
    return true;
}

// Sends an object as JSON and destroys it; NULL: memory is out.
static bool send(struct exchange *exchange, struct value *object)
{
    char *text = object ? value_script(object) : NULL;
    value_destroy(object);
    if (!text)
        return error_set_memory(&exchange->error);
    reply_send(exchange, "application/json",
               (struct bytes){(const uint8_t *)text, strlen(text)});
    free(text);
    return true;
}

bool partners_answer(struct exchange *exchange)
{
    struct error *err = &exchange->error;
    char typed[REQUEST_QUERY_MAX];
    enum language language;
    int most = LIMIT_USUAL;
    const struct partner *found[LIMIT_MOST];
    size_t all = 0;
    if (!reply_read_language(exchange, &language, err) ||
        !find_number(exchange, "limit", 1, LIMIT_MOST, &most, err))
        return false;
    if (request_query(exchange->request, "q", typed, sizeof typed) ==
        QUERY_WRONG)
        return error_set(err, ERROR_MALFORMED, MESSAGE_REQUEST_MALFORMED, "q");
    const struct partner_wish wish = {typed, language, partner_today()};
    const size_t count = partner_search_find(exchange->site->search, &wish,
                                             found, (size_t)most, &all);
    struct value *answer = value_create_object();
    struct value *list = value_create_list();
    bool done = value_put(answer, "partners", list);
    for (size_t i = 0; i < count && done; i++)
        done = value_put(list, NULL, embed_context_partner(found[i], language));
    if (!done || !value_put_number(answer, "count", (long)all)) {
        value_destroy(answer);
        answer = NULL;
    }
    return send(exchange, answer);
}

static bool find_partner(struct exchange *exchange,
                         const struct partner **partner)
{
    *partner = partner_find(press_partners(exchange->site->press),
                            exchange->arguments[0]);
    return *partner || error_set(&exchange->error, ERROR_NOT_FOUND,
                                 MESSAGE_REQUEST_NOT_FOUND, NULL);
}

// 20260901 as 2026-09-01; nothing where there is no such end.
static bool put_day(struct value *object, const char *name, int day)
{
    char text[32];
    struct fixed_text out = fixed_text_in(text, sizeof text);
    if (day == 0)
        return value_put_nothing(object, name);
    fixed_text_add(&out, "%04d-%02d-%02d", day / 10000, day / 100 % 100,
                   day % 100);
    return value_put_text(object, name, text);
}

bool partner_answer(struct exchange *exchange)
{
    const struct press *press = exchange->site->press;
    struct embed_choice choice = {0};
    enum language language;
    if (!reply_read_language(exchange, &language, &exchange->error) ||
        !find_partner(exchange, &choice.partner))
        return false;
    const struct partner *partner = choice.partner;
    const struct template *template = embed_choice_template(&choice, press);
    const struct theme *theme =
        template ? partner_theme(partner, template) : NULL;
    struct value *one = embed_context_partner(partner, language);
    if (one &&
        value_put_text(one, "contact",
                       partner->contact ? partner->contact : "") &&
        value_put_text(one, "template", template ? template->id : "") &&
        value_put_text(one, "theme", theme ? theme->id : "") &&
        embed_context_put_allowed(one, press, &choice) &&
        embed_context_put_captions(one, partner, language) &&
        put_day(one, "from", partner->from) &&
        put_day(one, "to", partner->to) &&
        value_put_flag(one, "is_open", partner_is_on(partner, partner_today())))
        return send(exchange, one);
    value_destroy(one);
    return send(exchange, NULL);
}

static uint64_t version_of(const struct partner *partner, int width_px)
{
    const uint64_t version =
        bytes_hash(BYTES_HASH_EMPTY, buffer_view(&partner->logo.file));
    return bytes_hash(
        version, (struct bytes){(const uint8_t *)&width_px, sizeof width_px});
}

bool logo_answer(struct exchange *exchange)
{
    struct error *err = &exchange->error;
    const struct partner *partner;
    struct content content = {.media_type = "image/png",
                              .cache_control = "public, max-age=3600"};
    struct buffer png = {0};
    int width_px = LOGO_WIDTH_USUAL_PX;
    if (!find_partner(exchange, &partner) ||
        !find_number(exchange, "width", PRESS_LOGO_WIDTH_MIN,
                     PRESS_LOGO_WIDTH_MAX, &width_px, err))
        return false;
    if (partner->logo.kind == LOGO_NONE)
        return error_set(err, ERROR_NOT_FOUND, MESSAGE_REQUEST_NOT_FOUND, NULL);
    content.version = version_of(partner, width_px);
    if (response_is_known(exchange->fcgi, &content, &exchange->sent))
        return true;
    const bool done =
        printing_draw_logo(exchange, partner, width_px, &png, err);
    if (done) {
        content.body = buffer_view(&png);
        exchange->sent =
            response_content(exchange->fcgi, exchange->request, &content);
    }
    buffer_finish(&png);
    return done;
}
