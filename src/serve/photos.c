// POST /api/v1/photos: a photo that a browser cannot show comes in, one that it
// can goes out.
#include "routes.h"

#include "body.h"
#include "printing.h"

static bool show(struct exchange *exchange, const struct form *form,
                 struct error *err)
{
    struct shown_photo shown;
    if (!printing_show_photo(exchange, &form->order, &shown, err))
        return false;
    exchange->sent = response_photo(exchange->fcgi, &shown);
    shown_photo_finish(&shown);
    return true;
}

bool photos_answer(struct exchange *exchange)
{
    struct error *err = &exchange->error;
    struct form form;
    const bool done = body_read_form(exchange, FORM_PHOTO, &form, err) &&
                      show(exchange, &form, err);
    form_finish(&form);
    return done;
}
