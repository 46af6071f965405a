// Embed context: what the marks of pages that are filled for each request can
// name besides what all pages have (page_context.h). docs/page.md lists it.
#pragma once

#include "embed_choice.h"
#include "values.h"

#include "press/press.h"

// What a page is made from; all borrowed.
struct embed_view {
    const struct press *press;
    const struct embed_choice *choice;
    const struct value *outer; // of all pages, in the page's language
    const struct value *texts; // of that language
    enum language language;
    const char *address; // of the tool; "": not known
};

// For embed.html, closed.html and schools.html. On false *context is NULL:
// memory is out. Finish it with value_destroy.
bool embed_context_create(struct value **context,
                          const struct embed_view *view);

// For index.html: what depends on where the tool was found. As above.
bool embed_context_create_index(struct value **context, const char *address);

// A partner as the API tells of it: `id`, `name`, `short_name`, `place`,
// `has_logo`, `link`; NULL when memory is out.
struct value *embed_context_partner(const struct partner *partner,
                                    enum language language);

// Puts into an object what a partner (NULL: none) allows, for programs:
// `templates` (`id`, `themes`, `formats`), `formats`, `languages`.
bool embed_context_put_allowed(struct value *object, const struct press *press,
                               const struct embed_choice *choice);

// What a partner (NULL: none) says of captions: `captions` (`network`, `text`,
// "" for that of the template, `hashtags`).
bool embed_context_put_captions(struct value *object,
                                const struct partner *partner,
                                enum language language);
