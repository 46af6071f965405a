// POST /api/v1/posters: a form comes in, a poster goes out. POST .../text.png:
// the same for the words alone.
#include "routes.h"

#include "child.h"
#include "form.h"
#include "settle.h"

#include "press/limits.h"

#include <string.h>

enum {
    // The fields around a photo: 32 parts of 4 KB each, and their headers.
    FIELDS_BYTES_MAX = 1000 * 1000,
};

static bool check_length(const struct request *request,
                         const struct photo_limits *limits, struct error *err)
{
    const long long most = (long long)limits->bytes + FIELDS_BYTES_MAX;
    if (request->content_length < 0)
        return error_set(err, ERROR_MALFORMED, MESSAGE_REQUEST_LENGTH_MISSING,
                         NULL);
    if (request->content_length > most)
        return error_set_values(err, ERROR_TOO_LARGE, MESSAGE_REQUEST_TOO_LARGE,
                                "photo", (long)(limits->bytes / 1000000), 0);
    return true;
}

// Reads the whole body, also behind a mistake in it: an upload that was cut
// short looks like a complete shorter one, and is told from the length alone.
static bool read_body(struct exchange *exchange, struct form *form,
                      struct error *err)
{
    const size_t length = (size_t)exchange->request->content_length;
    uint8_t chunk[65536];
    size_t total = 0;
    bool done = true;
    while (total < length) {
        const size_t left = length - total;
        const size_t got = fcgi_read(exchange->fcgi, chunk,
                                     left < sizeof chunk ? left : sizeof chunk);
        if (got == 0)
            return error_set(err, ERROR_MALFORMED, MESSAGE_REQUEST_SHORT, NULL);
        total += got;
        exchange->log.bytes_in = total;
        done = done && form_feed(form, (struct bytes){chunk, got}, err);
    }
    return done && form_complete(form, err);
}

// Only what is known here goes to the log, never what was sent.
static void note_order(struct exchange *exchange, const struct order *order)
{
    const struct press *press = exchange->site->press;
    const struct template *template =
        template_find(press_templates(press), order->template_id);
    const struct format *format =
        format_find(press_formats(press), order->format_id);
    exchange->log.template_id = template ? template->id : NULL;
    exchange->log.format_id = format ? format->id : "";
}

static bool print(struct exchange *exchange, const struct form *form,
                  struct error *err)
{
    const struct config *config = &exchange->site->config;
    const struct child_limits limits = child_limits_of(config);
    struct poster poster;
    note_order(exchange, &form->order);
    slot_enter(exchange->site->slot, SLOT_WORKING);
    if (!child_print(exchange->site->press, &form->order, &limits, &poster,
                     err))
        return false;
    const struct content content = {.media_type = poster.media_type,
                                    .cache_control = "no-store",
                                    .body = buffer_view(&poster.file)};
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

static bool answer(struct exchange *exchange, enum order_layer layer)
{
    struct error *err = &exchange->error;
    struct form form = {0};
    bool done =
        check_length(exchange->request, &exchange->site->config.photo, err) &&
        form_init(&form, exchange->site->config.photo.bytes,
                  fcgi_param(exchange->fcgi, "CONTENT_TYPE"),
                  exchange->language, err);
    form.order.layer = layer;
    if (done) {
        done = read_body(exchange, &form, err) &&
               (layer == ORDER_POSTER || take_path(exchange, &form.order, err));
        if (done)
            settle_order(&form, exchange->site->press);
        done = done && print(exchange, &form, err);
        exchange->language = form.order.language;
    }
    form_finish(&form);
    return done;
}

bool posters_answer(struct exchange *exchange)
{
    return answer(exchange, ORDER_POSTER);
}

bool words_answer(struct exchange *exchange)
{
    return answer(exchange, ORDER_WORDS);
}
