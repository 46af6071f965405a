// POST /api/v1/kits: a form comes in, a ZIP of posters goes out while it is
// made.
#include "routes.h"

#include "body.h"
#include "counting.h"
#include "printing.h"
#include "settle.h"

// A kit on its way to the client.
struct sending {
    struct exchange *exchange;
    bool has_begun;
    size_t bytes;
};

static bool begin(void *context, const struct kit_head *head)
{
    struct sending *sending = context;
    const struct exchange *exchange = sending->exchange;
    sending->has_begun = true;
    return response_begin_kit(exchange->fcgi, head,
                              exchange->site->config.request_timeout_s);
}

static bool take(void *context, struct bytes piece)
{
    struct sending *sending = context;
    sending->bytes += piece.size;
    return fcgi_send(sending->exchange->fcgi, piece);
}

// Too late for a sentence: the answer breaks off, which the client is told by
// its web server, and the ZIP has no directory.
static void break_off(struct exchange *exchange, const struct sending *sending)
{
    const struct error *error = &exchange->error;
    counter_add(&exchange->site->board->counters.rejected[error->message]);
    exchange->log.error = error;
    counting_note_error(exchange);
    fcgi_break_off(exchange->fcgi);
    exchange->sent = (struct sent){
        error->kind == ERROR_GONE ? response_status(ERROR_GONE) : 500,
        sending->bytes};
}

static bool print(struct exchange *exchange, struct form *form,
                  struct error *err)
{
    const struct press *press = exchange->site->press;
    struct sending sending = {.exchange = exchange};
    const struct kit_sink sink = {
        .begin = begin, .take = take, .context = &sending};
    settle_order(form, press);
    const struct template *template =
        template_find(press_templates(press), form->order.template_id);
    exchange->log.template_id = template ? template->id : NULL;
    if (printing_print_kit(exchange, &form->order, &form->wish, &sink, err)) {
        counting_note_kit(exchange, &form->order);
        fcgi_end(exchange->fcgi);
        exchange->sent = (struct sent){200, sending.bytes};
        return true;
    }
    if (!sending.has_begun)
        return false;
    break_off(exchange, &sending);
    return true;
}

bool kits_answer(struct exchange *exchange)
{
    struct error *err = &exchange->error;
    struct form form;
    const bool done = body_read_form(exchange, FORM_KIT, &form, err) &&
                      print(exchange, &form, err);
    form_finish(&form);
    return done;
}
