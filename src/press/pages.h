// Pages: large pieces of memory, zeroed, in as few steps as the system allows:
// a fresh page of 4 KB costs microseconds, and a poster touches thousands; the
// kernel is asked for pages of 2 MB where it has them (transparent huge pages).
#pragma once

#include <stddef.h>

// Memory of `size` bytes that are zero, or NULL when there is none.
void *pages_take(size_t size);

// Gives it back; `size` is what was asked for. Takes NULL.
void pages_give(void *memory, size_t size);
