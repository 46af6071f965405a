// Body: the body of a POST, read to its end, as a form.
#pragma once

#include "form.h"
#include "routes.h"

// Reads the form of an order for `layer`. `form` is zeroed; finish it with
// form_finish, also on false (with exchange->error filled).
bool body_read_form(struct exchange *exchange, struct form *form,
                    enum order_layer layer);
