// Hyphens pick: of all patterns of a language those that have a say in how one
// text is divided, so that libhyphen need not understand the others. It knows
// the format of the files (hyph_*.dic), and no library.
#pragma once

#include "bytes.h"

#include <stdbool.h>

// Whether the letters of the file are ISO 8859-1, one byte each, and not UTF-8.
bool hyphens_is_latin1(const struct buffer *file);

// Appends to `out` a file with fewer patterns, which divides the words of
// `text` (in lower case, in the letters of the file) as the whole one does.
// False when memory is out.
bool hyphens_pick(const struct buffer *file, const char *text,
                  struct buffer *out);
