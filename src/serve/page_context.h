// Page context: what the marks of a page can name, put together from the
// templates, the language file and the configuration. docs/page.md lists it.
#pragma once

#include "config.h"
#include "values.h"

#include "press/press.h"

// For one language; `texts` is its language file and stays the caller's. On
// false *context is NULL. Finish it with value_destroy.
bool page_context_create(struct value **context, const struct press *press,
                         const struct config *config, const struct value *texts,
                         enum language language, struct error *err);
