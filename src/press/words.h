// Words: what a user typed becomes clean text: valid, normalised, without what
// phones paste along. Counts characters as a person would. Knows no fonts.
// The only room that includes GLib for itself.
#pragma once

#include "error.h"

#include <stdbool.h>
#include <stddef.h>

// Cleans `size` bytes (any bytes at all) into *out, NUL-terminated UTF-8 in
// NFC, owned by the caller. Blanks are folded to one and trimmed, line breaks
// become "\n", empty lines go, zero-width and direction-override characters
// go; what then shows nothing is "". Invalid UTF-8 and control characters are
// errors that name `field`; *out is then unchanged.
bool words_clean(const char *value, size_t size, char **out, const char *field,
                 struct error *err);

// The number of grapheme clusters, line breaks included.
size_t words_count(const char *words);

// The words in capitals, to be freed by the caller; NULL when memory is out.
char *words_upper(const char *words);
