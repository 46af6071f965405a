// Schools context: what the page that makes the snippet can name besides what
// an embed can: what was looked for, and what was found.
#pragma once

#include "embed_context.h"

// What was found of `text`; the partners are borrowed.
struct schools_search {
    const char *text; // as typed, any bytes; "": nothing
    const struct partner *const *found;
    size_t count;
};

// Puts it into the context of an embed. False when memory is out.
bool schools_context_put(struct value *context, const struct embed_view *view,
                         const struct schools_search *search);
