// Hyphens: where a word may be divided, by the patterns of its language. The
// only room that knows libhyphen.
#pragma once

#include "error.h"
#include "messages.h"

struct hyphens;

// Patterns are in `dir`, which is borrowed. They are read when they are first
// needed. NULL when memory is out.
struct hyphens *hyphens_create(const char *dir);

// Reads the files of every language, so that none is opened later.
bool hyphens_warm(struct hyphens *hyphens, struct error *err);

// Takes NULL.
void hyphens_destroy(struct hyphens *hyphens);

// The text with a soft hyphen (U+00AD) wherever a word may be divided: never
// with fewer than three letters to a side, never in a short word, nor in one
// that may be a name (a capital elsewhere than at the start of a sentence;
// German has capitals for all nouns), nor in one with digits or signs. To be
// freed by the caller; NULL when memory is out. Without patterns no word is
// divided.
char *hyphens_add(struct hyphens *hyphens, const char *text,
                  enum language language);
