// Huffman: prefix codes of least length for counted symbols, as deflate wants
// them (RFC 1951, 3.2.2). Pure arithmetic.
#pragma once

#include <stdint.h>

enum { HUFFMAN_SYMBOLS_MAX = 288 };

struct huffman {
    uint8_t lengths[HUFFMAN_SYMBOLS_MAX]; // bits; 0: the symbol does not occur
    uint16_t codes[HUFFMAN_SYMBOLS_MAX];  // first bit of the code lowest
};

// Makes codes of at most `longest` bits for `count` symbols. A single symbol
// gets a code of one bit. Where Huffman's own codes would be longer, the
// longest ones are shortened at the cost of others, which takes nearly no size.
void huffman_make(struct huffman *huffman, const uint32_t *counts, int count,
                  int longest);
