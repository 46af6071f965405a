// POST /api/v1/photos: a photo that a browser cannot show comes back as a
// picture that it can.
#include "routes.h"

#include "body.h"
#include "child.h"

bool photos_answer(struct exchange *exchange)
{
    struct error *err = &exchange->error;
    struct form form = {0};
    struct poster picture;
    bool done = body_read_form(exchange, &form, ORDER_PHOTO);
    if (done) {
        const struct child_limits limits =
            child_limits_of(&exchange->site->config);
        form.order.type = POSTER_JPEG;
        slot_enter(exchange->site->slot, SLOT_WORKING);
        done = child_print(exchange->site->press, &form.order, &limits,
                           &picture, err);
    }
    exchange->language = form.order.language;
    form_finish(&form);
    if (!done)
        return false;
    exchange->sent = response_photo(exchange->fcgi, &picture);
    poster_finish(&picture);
    return true;
}
