// GET /api/v1/templates/{template}/{format}/sample.png: a finished example for
// the gallery, with a drawn teacher and the template's own example words.
// GET .../sample.webp: the same in a file of a third. GET .../frame.png: the
// art alone.
#include "routes.h"

#include "printing.h"

#include <string.h>

// A value of the query becomes a property of the order.
static bool set_from_query(const struct exchange *exchange, const char *name,
                           struct order *order, struct error *err)
{
    // What is wrong stays wrong as "?": no value of ours.
    char value[LIMIT_ID_BYTES];
    const enum query found =
        request_query(exchange->request, name, value, sizeof value);
    if (found == QUERY_WRONG)
        strcpy(value, "?");
    return found == QUERY_MISSING ||
           order_set(order, name, value, strlen(value), err);
}

static bool set_examples(const struct template *template, struct order *order,
                         struct error *err)
{
    for (size_t i = 0; i < template->field_count; i++) {
        const struct field *field = &template->fields[i];
        const char *example = language_text(field->examples, order->language);
        if (*example &&
            !order_set(order, field->id, example, strlen(example), err))
            return false;
    }
    return true;
}

// `given=slogan,name`: art may look otherwise with these fields than without.
static bool set_given(const struct exchange *exchange, struct order *order,
                      struct error *err)
{
    char given[LIMIT_ORDER_TEXTS * LIMIT_ID_BYTES];
    const enum query found =
        request_query(exchange->request, "given", given, sizeof given);
    if (found == QUERY_WRONG)
        return error_set(err, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN, "given");
    if (found == QUERY_MISSING)
        return true;
    char *rest = given;
    for (char *field; (field = strsep(&rest, ","));)
        if (*field &&
            (order_is_property(field) || !order_set(order, field, "x", 1, err)))
            return error_set(err, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN,
                             "given");
    return true;
}

static bool fill_order(struct exchange *exchange, struct order *order,
                       struct error *err)
{
    const struct site *site = exchange->site;
    const char *template_id = exchange->arguments[0];
    const char *format_id = exchange->arguments[1];
    const struct template *template =
        template_find(press_templates(site->press), template_id);
    const struct format *format =
        format_find(press_formats(site->press), format_id);
    if (!template || !format)
        return error_set(err, ERROR_NOT_FOUND, MESSAGE_REQUEST_NOT_FOUND, NULL);
    exchange->log.template_id = template->id;
    exchange->log.format_id = format->id;
    strcpy(order->template_id, template->id);
    strcpy(order->format_id, format->id);
    if (order->layer == ORDER_POSTER && template->photo != PHOTO_NONE)
        order->photo = sample_find(&site->samples, template->sample);
    return set_from_query(exchange, "lang", order, err) &&
           set_from_query(exchange, "theme", order, err) &&
           set_from_query(exchange, "width", order, err) &&
           (order->layer == ORDER_POSTER ? set_examples(template, order, err)
                                         : set_given(exchange, order, err));
}

static uint64_t add(uint64_t version, const void *data, size_t size)
{
    return bytes_hash(version, (struct bytes){data, size});
}

// The NUL too: it ends the text for the next one.
static uint64_t add_text(uint64_t version, const char *text)
{
    return add(version, text, strlen(text) + 1);
}

// All that decides how the picture looks, without making it.
static uint64_t version_of(const struct site *site, const struct order *order)
{
    const struct template *template =
        template_find(press_templates(site->press), order->template_id);
    const int numbers[] = {(int)order->layer, (int)order->type,
                           (int)order->language, order->width_px};
    uint64_t version = BYTES_HASH_EMPTY;
    version = add(version, &template->stamp, sizeof template->stamp);
    if (order->photo.data)
        version =
            add(version, &site->samples.stamp, sizeof site->samples.stamp);
    version = add(version, numbers, sizeof numbers);
    version = add_text(version, order->template_id);
    version = add_text(version, order->format_id);
    version = add_text(version, order->theme_id);
    for (size_t i = 0; i < order->text_count; i++) {
        version = add_text(version, order->texts[i].field);
        version = add_text(version, order->texts[i].words);
    }
    return version;
}

static bool print(struct exchange *exchange, const struct order *order,
                  struct content *content, struct error *err)
{
    struct poster poster;
    if (!printing_print(exchange, order, &poster, err))
        return false;
    content->media_type = poster.media_type;
    content->body = buffer_view(&poster.file);
    exchange->sent =
        response_content(exchange->fcgi, exchange->request, content);
    poster_finish(&poster);
    return true;
}

static bool answer(struct exchange *exchange, enum order_layer layer,
                   enum poster_type type)
{
    struct site *site = exchange->site;
    struct error *err = &exchange->error;
    struct order order;
    struct content content = {.cache_control = "public, max-age=3600"};
    slot_enter(site->slot, SLOT_WORKING);
    order_init(&order);
    order.layer = layer;
    order.type = type;
    order.is_sample = true;
    order.language = exchange->language;
    bool done = fill_order(exchange, &order, err);
    if (done) {
        content.version = version_of(site, &order);
        done = response_is_known(exchange->fcgi, &content, &exchange->sent) ||
               print(exchange, &order, &content, err);
    }
    order_finish(&order);
    return done;
}

bool sample_answer(struct exchange *exchange)
{
    return answer(exchange, ORDER_POSTER, POSTER_PNG);
}

bool webp_sample_answer(struct exchange *exchange)
{
    return answer(exchange, ORDER_POSTER, POSTER_WEBP);
}

bool frame_answer(struct exchange *exchange)
{
    return answer(exchange, ORDER_FRAME, POSTER_PNG);
}
