// Stencil: fills the marks of a text with values; a part of Mustache. Reads no
// files.
//
//   {{name}}              the value, as text of HTML
//   {{{name}}}            the value as it is
//   {{#name}}...{{/name}} once for each item of a list, or once when the value
//                         is something
//   {{^name}}...{{/name}} once when it is nothing
//   {{> name}}            another stencil, in the same place
//   {{! anything}}        nothing
//
// `a.b` is the member b of a, `.` the item itself. A name is looked for in the
// item, then in what is around it. Sections and comments alone on their line
// leave no line.
#pragma once

#include "values.h"

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>

struct stencil {
    const char *name; // for {{> name}}
    const char *path; // for errors
    const char *text;
};

struct stencil_list {
    const struct stencil *items;
    size_t count;
};

// The stencil of a name; NULL when there is none.
const struct stencil *stencil_find(const struct stencil_list *list,
                                   const char *name);

// Appends the filled text to `out`. Names are looked for in `inner` (may be
// NULL), then in `outer`. On false, with file and line in the error's detail,
// `out` holds a part of it.
bool stencil_fill(const struct stencil_list *list,
                  const struct stencil *stencil, const struct value *inner,
                  const struct value *outer, struct buffer *out,
                  struct error *err);

// Appends text to HTML: what would be markup becomes itself.
bool stencil_append_html(struct buffer *html, const char *text);
