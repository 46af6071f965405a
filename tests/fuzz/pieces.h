// Pieces: cuts an input as a network might, so that a parser that takes its
// bytes in pieces can be held to what it says of them all at once.
#pragma once

#include "press/bytes.h"

#include <stdlib.h>
#include <string.h>

// The line that an input begins with, as a NUL-terminated text that the caller
// frees; *rest is what stands behind its line end.
static inline char *pieces_take_line(struct bytes input, struct bytes *rest)
{
    const uint8_t *end =
        input.size ? memchr(input.data, '\n', input.size) : NULL;
    const size_t length = end ? (size_t)(end - input.data) : input.size;
    const size_t used = end ? length + 1 : length;
    char *line = calloc(length + 1, 1);
    if (!line)
        abort();
    if (length > 0)
        memcpy(line, input.data, length);
    *rest = (struct bytes){input.data + used, input.size - used};
    return line;
}

// Takes the next piece, as a copy of its own that the caller frees: a byte read
// too far is then one outside. `seed` chooses how long pieces are; 0: all.
static inline struct bytes pieces_next(struct bytes *left, unsigned *seed)
{
    struct bytes piece = {NULL, left->size};
    if (*seed != 0 && left->size > 0) {
        *seed = *seed * 1103515245U + 12345U;
        // Mostly short ones, so that boundaries are cut too.
        const size_t most = (*seed >> 16 & 7) == 0 ? 300 : 5;
        const size_t size = (*seed >> 20) % most + 1;
        piece.size = size < left->size ? size : left->size;
        *seed |= 1;
    }
    uint8_t *copy = malloc(piece.size + (piece.size == 0));
    if (!copy)
        abort();
    if (piece.size > 0)
        memcpy(copy, left->data, piece.size);
    piece.data = copy;
    left->data += piece.size;
    left->size -= piece.size;
    return piece;
}
