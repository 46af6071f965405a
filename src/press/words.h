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
// go; what then shows nothing is "". Errors name `field` and leave *out alone:
// invalid UTF-8, control characters, what Unicode gives no meaning, more than
// four marks on one letter.
bool words_clean(const char *value, size_t size, char **out, const char *field,
                 struct error *err);

// The number of grapheme clusters, line breaks included.
size_t words_count(const char *words);

// The words in capitals, as their language has them: ß is SS, Greek loses its
// accents, Turkish i keeps its dot. To be freed by the caller; NULL when memory
// is out.
char *words_upper(const char *words);

// In small letters, to be freed by the caller; NULL when memory is out.
char *words_lower(const char *words);

// What is left to compare names by: letters and digits, small, without accents
// and in Latin letters where that is a matter of one letter (ø is o, ß is ss),
// with one blank for all that stood between them, and none for an apostrophe.
// Takes any bytes. To be freed by the caller; NULL when memory is out.
char *words_plain(const char *words);

// The character at `at`, which is not the end of valid UTF-8: its bytes, and
// whether it is a letter (with its marks), a capital, a digit or a letter.
size_t words_character_size(const char *at);
bool words_is_letter(const char *at);
bool words_is_capital(const char *at);
bool words_is_alphanumeric(const char *at);

// The first `most` characters of clean text as a person counts them, without
// blanks at the end; `whole_words` leaves out a word that would be cut, unless
// it is the only one. To be freed by the caller; NULL when memory is out.
char *words_cut(const char *words, size_t most, bool whole_words);
