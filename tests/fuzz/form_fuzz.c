// Any bytes as a form of any kind, whole and in pieces: it is refused with a
// sentence, or is an order within its bounds. The first byte chooses the kind,
// the second the pieces; a line with the content type follows, then the body.
#include "serve/form.h"

#include "pieces.h"

enum { CHOICE_BYTES = 2, PHOTO_BYTES = 600 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

static bool read_form(struct form *form, const char *type, uint8_t choice,
                      struct bytes body, unsigned seed, struct error *err)
{
    const enum language language = (enum language)(choice / 4 % LANGUAGE_COUNT);
    *err = (struct error){0};
    if (!form_init(form, PHOTO_BYTES, type, language, err))
        return false;
    form->kind = (enum form_kind)(choice % 4);
    while (body.size > 0) {
        const struct bytes piece = pieces_next(&body, &seed);
        const bool fed = form_feed(form, piece, err);
        free((void *)piece.data);
        if (!fed)
            return false;
    }
    return form_complete(form, err);
}

// Nothing typed comes back in an error but a name that a field could have.
static void look_at_error(const struct error *err)
{
    char sentence[512];
    must(err->kind > ERROR_NONE && err->kind < ERROR_BUSY);
    must(err->message > MESSAGE_NONE && err->message < MESSAGE_COUNT);
    must(!*err->field || order_is_name(err->field));
    must(!*err->detail || strncmp(err->detail, "multipart: ", 11) == 0);
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        message_write(err->message, (enum language)i, err->values, sentence,
                      sizeof sentence);
}

static void look_at(const struct form *form)
{
    const struct order *order = &form->order;
    const struct framing *framing = &order->framing;
    must(framing->focus_x >= 0 && framing->focus_x <= 1);
    must(framing->focus_y >= 0 && framing->focus_y <= 1);
    must(framing->zoom >= 1 && framing->zoom <= 8);
    must(framing->turn % 90 == 0 && framing->turn >= 0 && framing->turn < 360);
    must(order->language < LANGUAGE_COUNT &&
         (order->type == POSTER_PNG || order->type == POSTER_JPEG));
    must(order->width_px == 0 ||
         (form->kind == FORM_WORDS && order->width_px >= ORDER_WIDTH_MIN_PX &&
          order->width_px <= LIMIT_POSTER_SIDE_PX));
    must(order->photo.size <= PHOTO_BYTES && form->photo.size <= PHOTO_BYTES);
    must(order->text_count <= LIMIT_ORDER_TEXTS);
    must(form->kind != FORM_PHOTO || order->text_count == 0);
    must(form->kind == FORM_KIT || (form->wish.count == 0 && !form->wish.all));
    must(form->wish.count <= KIT_FORMATS_MAX);
    must(!form->wish.all || form->wish.count == 0);
    for (size_t i = 0; i < form->wish.count; i++)
        must(order_is_name(form->wish.ids[i]));
    for (size_t i = 0; i < order->text_count; i++) {
        must(order_is_name(order->texts[i].field));
        must(!order_is_property(order->texts[i].field));
        must(*order->texts[i].words &&
             strlen(order->texts[i].words) <= 4 * LIMIT_TEXT_BYTES);
    }
}

static void must_be_same(const struct order *a, const struct order *b)
{
    must(strcmp(a->template_id, b->template_id) == 0);
    must(strcmp(a->format_id, b->format_id) == 0);
    must(strcmp(a->theme_id, b->theme_id) == 0);
    must(a->language == b->language && a->width_px == b->width_px);
    must(a->framing.zoom == b->framing.zoom);
    must(a->framing.focus_x == b->framing.focus_x);
    must(a->text_count == b->text_count && a->photo.size == b->photo.size);
    for (size_t i = 0; i < a->text_count; i++)
        must(strcmp(a->texts[i].words, b->texts[i].words) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct form whole;
    struct form cut;
    struct error err;
    struct error cut_err;
    struct bytes body;
    if (size < CHOICE_BYTES)
        return 0;
    char *type = pieces_take_line(
        (struct bytes){data + CHOICE_BYTES, size - CHOICE_BYTES}, &body);
    const bool done = read_form(&whole, type, data[0], body, 0, &err);
    must(read_form(&cut, type, data[0], body, data[1] | 0x100U, &cut_err) ==
         done);
    must(err.kind == cut_err.kind && err.message == cut_err.message);
    must(strcmp(err.field, cut_err.field) == 0);
    if (!done)
        look_at_error(&err);
    look_at(&whole);
    must_be_same(&whole.order, &cut.order);
    form_finish(&whole);
    form_finish(&cut);
    free(type);
    return 0;
}
