// Page context: what the marks of a page can name, put together from the
// templates, the language file and the configuration. docs/page.md lists it.
#pragma once

#include "config.h"
#include "values.h"

#include "press/press.h"

// The format that is chosen first where nobody chose.
#define PAGE_FORMAT "instagram-portrait"

// For one language; `texts` is its language file and stays the caller's. On
// false *context is NULL. Finish it with value_destroy.
bool page_context_create(struct value **context, const struct press *press,
                         const struct config *config, const struct value *texts,
                         enum language language, struct error *err);

// Puts into a context what follows from its lists of templates and formats:
// `fields` of all templates, what each template lacks of them, and the formats
// by `groups`, named by the language file `texts`, with the one of `default_id`
// marked. False when memory is out.
bool page_context_put_choice(struct value *context, const struct value *texts,
                             const char *default_id);

// What a language is called by those who speak it.
const char *page_context_language(enum language language);
