// Body: reads the body of a request, into a form or as it is.
#pragma once

#include "form.h"
#include "routes.h"

#include <stdbool.h>

// Reads the whole body, also behind a mistake in it. The caller finishes the
// form, also on false. From the field `lang` on, the exchange speaks the form's
// language.
bool body_read_form(struct exchange *exchange, enum form_kind kind,
                    struct form *form, struct error *err);

// Appends the whole body to `text`, which has a limit; what is longer is
// refused.
bool body_read_text(struct exchange *exchange, struct buffer *text,
                    struct error *err);
