// POST /api/v1/posters: a form comes in, a poster goes out. POST .../text.png:
// the same for the words alone.
#include "routes.h"

#include "body.h"
#include "counting.h"
#include "printing.h"
#include "settle.h"

#include <string.h>

// Only what is known here goes to the log, never what was sent.
static void note_order(struct exchange *exchange, const struct order *order)
{
    const struct press *press = exchange->site->press;
    const struct template *template =
        template_find(press_templates(press), order->template_id);
    const struct partner *partner =
        partner_find(press_partners(press), order->partner_id);
    const struct format *format =
        *order->format_id ? format_find(press_formats(press), order->format_id)
        : template        ? press_partner_format(press, partner, template)
                          : NULL;
    exchange->log.template_id = template ? template->id : NULL;
    exchange->log.format_id = format ? format->id : "";
}

static bool print(struct exchange *exchange, struct form *form,
                  struct error *err)
{
    struct poster poster;
    settle_order(form, exchange->site->press);
    note_order(exchange, &form->order);
    if (!printing_print(exchange, &form->order, &poster, err))
        return false;
    const struct content content = {.media_type = poster.media_type,
                                    .cache_control = "no-store",
                                    .body = buffer_view(&poster.file)};
    if (form->order.layer == ORDER_POSTER)
        counting_note_poster(exchange, &form->order, &poster,
                             !form->shows_inline);
    exchange->sent =
        form->order.layer == ORDER_POSTER
            ? response_poster(exchange->fcgi, &poster, form->shows_inline)
            : response_content(exchange->fcgi, exchange->request, &content);
    poster_finish(&poster);
    return true;
}

// The path names template and format; the form may not name others.
static bool take_path(const struct exchange *exchange, struct order *order,
                      struct error *err)
{
    const struct press *press = exchange->site->press;
    const struct template *template =
        template_find(press_templates(press), exchange->arguments[0]);
    const struct format *format =
        format_find(press_formats(press), exchange->arguments[1]);
    if (!template || !format)
        return error_set(err, ERROR_NOT_FOUND, MESSAGE_REQUEST_NOT_FOUND, NULL);
    strcpy(order->template_id, template->id);
    strcpy(order->format_id, format->id);
    return true;
}

bool posters_answer(struct exchange *exchange)
{
    struct error *err = &exchange->error;
    struct form form;
    const bool done = body_read_form(exchange, FORM_POSTER, &form, err) &&
                      print(exchange, &form, err);
    form_finish(&form);
    return done;
}

bool words_answer(struct exchange *exchange)
{
    struct error *err = &exchange->error;
    struct form form;
    bool done = body_read_form(exchange, FORM_WORDS, &form, err);
    form.order.layer = ORDER_WORDS;
    done = done && take_path(exchange, &form.order, err) &&
           print(exchange, &form, err);
    form_finish(&form);
    return done;
}
