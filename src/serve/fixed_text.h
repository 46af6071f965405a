// Fixed text: a text that is put together piece by piece in memory of a fixed
// size. A piece that has no room is left out.
#pragma once

#include <stddef.h>

struct fixed_text {
    char *text; // ended by a NUL, borrowed
    size_t size;
    size_t used;
};

// An empty text in `size` bytes of the caller's, at least one.
struct fixed_text fixed_text_in(char *memory, size_t size);

// Appends in the manner of printf.
void fixed_text_add(struct fixed_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
