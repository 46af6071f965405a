#include "body.h"

#include "press/limits.h"

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

// An upload that was cut short looks like a complete shorter one, and is told
// from the length alone.
static bool feed(struct exchange *exchange, struct form *form,
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

bool body_read_form(struct exchange *exchange, enum form_kind kind,
                    struct form *form, struct error *err)
{
    const struct photo_limits *limits = &exchange->site->config.photo;
    *form = (struct form){0};
    if (!check_length(exchange->request, limits, err) ||
        !form_init(form, limits->bytes,
                   fcgi_param(exchange->fcgi, "CONTENT_TYPE"),
                   exchange->language, err))
        return false;
    form->kind = kind;
    const bool done = feed(exchange, form, err);
    exchange->log.read_ms = slot_clock_ms() - exchange->started_ms;
    exchange->language = form->order.language;
    return done;
}

bool body_read_text(struct exchange *exchange, struct buffer *text,
                    struct error *err)
{
    const long long length = exchange->request->content_length;
    uint8_t chunk[4096];
    if (length < 0)
        return error_set(err, ERROR_MALFORMED, MESSAGE_REQUEST_LENGTH_MISSING,
                         NULL);
    if ((unsigned long long)length > text->limit)
        return error_set_values(err, ERROR_TOO_LARGE, MESSAGE_EVENTS_TYPE, NULL,
                                (long)(text->limit / 1000), 0);
    while (text->size < (size_t)length) {
        const size_t left = (size_t)length - text->size;
        const size_t got = fcgi_read(exchange->fcgi, chunk,
                                     left < sizeof chunk ? left : sizeof chunk);
        if (got == 0)
            return error_set(err, ERROR_MALFORMED, MESSAGE_REQUEST_SHORT, NULL);
        if (!buffer_append(text, chunk, got))
            return error_set_memory(err);
        exchange->log.bytes_in = text->size;
    }
    exchange->log.read_ms = slot_clock_ms() - exchange->started_ms;
    return true;
}
