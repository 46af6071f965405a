// Letters: how wide a text is about, without any font, and what of it fits.
// Errs on the wide side.
#pragma once

#include <stddef.h>
#include <stdint.h>

#define LETTERS_BROKEN UINT32_MAX

// The bytes of the first letter of a text that is not empty, and the letter;
// LETTERS_BROKEN for a byte that is no UTF-8.
size_t letters_next(const char *text, uint32_t *letter);

// The width of a text, in the unit of the size of its letters.
double letters_width(const char *text, double size);

enum { LETTERS_CUT_BYTES = 256 };

// The text, or as much of it as fits in `width` together with an ellipsis; no
// accent is parted from its letter.
void letters_cut(const char *text, double size, double width,
                 char out[LETTERS_CUT_BYTES]);
