// Markup: texts as they stand in HTML and SVG, whatever they hold.
#pragma once

#include "press/bytes.h"

#include <stdbool.h>

// Appends a text for an element or a quoted attribute. What no XML can hold, a
// broken byte too, becomes U+FFFD. NULL is "". False when memory is out.
bool markup_text(struct buffer *out, const char *text);

// Appends `before`, the text, and `after`: the latter two are markup.
bool markup_between(struct buffer *out, const char *before, const char *text,
                    const char *after);
