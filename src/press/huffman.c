#include "huffman.h"

#include <stdlib.h>
#include <string.h>

enum { BITS_MAX = 15 };

struct symbol {
    uint32_t count;
    int value;
};

static int compare(const void *a, const void *b)
{
    const struct symbol *one = a;
    const struct symbol *other = b;
    if (one->count != other->count)
        return one->count < other->count ? -1 : 1;
    return one->value - other->value;
}

// The lengths of the codes of symbols in ascending order of their counts,
// worked out in place: A. Moffat, J. Katajainen, "In-place calculation of
// minimum-redundancy codes", 1995. `work` holds the counts and then the
// lengths, which descend. At least two symbols.
static void find_lengths(uint64_t *work, int count)
{
    int leaf = 0;
    int root = 0;
    // Each inner node takes the two least of what is left; then work[] holds
    // the node's parent.
    for (int next = 0; next < count - 1; next++) {
        uint64_t sum = 0;
        for (int i = 0; i < 2; i++) {
            if (leaf >= count || (root < next && work[root] < work[leaf])) {
                sum += work[root];
                work[root++] = (uint64_t)next;
            } else {
                sum += work[leaf++];
            }
        }
        work[next] = sum;
    }
    // From parents to depths.
    work[count - 2] = 0;
    for (int next = count - 3; next >= 0; next--)
        work[next] = work[work[next]] + 1;
    // From the depths of inner nodes to those of leaves.
    int available = 1;
    int used = 0;
    int depth = 0;
    int inner = count - 2;
    int next = count - 1;
    while (available > 0) {
        while (inner >= 0 && (int)work[inner] == depth) {
            used++;
            inner--;
        }
        while (available > used) {
            work[next--] = (uint64_t)depth;
            available--;
        }
        available = 2 * used;
        depth++;
        used = 0;
    }
}

// How many codes there are of each length, none above `longest`. What was
// longer is moved up; then codes are lengthened until they fit a tree again.
static void limit_lengths(const uint64_t *lengths, int count, int longest,
                          int of_length[BITS_MAX + 1])
{
    uint32_t taken = 0; // in leaves of a full tree of that depth
    memset(of_length, 0, (BITS_MAX + 1) * sizeof *of_length);
    for (int i = 0; i < count; i++) {
        const int length =
            lengths[i] < (uint64_t)longest ? (int)lengths[i] : longest;
        of_length[length]++;
        taken += 1U << (longest - length);
    }
    for (; taken > 1U << longest; taken--) {
        int length = longest - 1;
        while (of_length[length] == 0)
            length--;
        of_length[length]--;
        of_length[length + 1] += 2;
        of_length[longest]--;
    }
}

static uint16_t reverse(unsigned code, int length)
{
    unsigned reversed = 0;
    for (int i = 0; i < length; i++)
        reversed |= (code >> i & 1) << (length - 1 - i);
    return (uint16_t)reversed;
}

// Codes of one length follow each other in the order of their symbols.
static void assign_codes(struct huffman *huffman, int count,
                         const int of_length[BITS_MAX + 1])
{
    unsigned next[BITS_MAX + 2] = {0};
    for (int length = 1; length <= BITS_MAX; length++)
        next[length + 1] = (next[length] + (unsigned)of_length[length]) << 1;
    for (int i = 0; i < count; i++) {
        const int length = huffman->lengths[i];
        if (length > 0)
            huffman->codes[i] = reverse(next[length]++, length);
    }
}

void huffman_make(struct huffman *huffman, const uint32_t *counts, int count,
                  int longest)
{
    struct symbol symbols[HUFFMAN_SYMBOLS_MAX];
    uint64_t work[HUFFMAN_SYMBOLS_MAX];
    int of_length[BITS_MAX + 1] = {0};
    int used = 0;
    *huffman = (struct huffman){0};
    for (int i = 0; i < count; i++)
        if (counts[i] > 0)
            symbols[used++] = (struct symbol){counts[i], i};
    qsort(symbols, (size_t)used, sizeof *symbols, compare);
    for (int i = 0; i < used; i++)
        work[i] = symbols[i].count;
    if (used == 1)
        of_length[1] = 1;
    if (used > 1) {
        find_lengths(work, used);
        limit_lengths(work, used, longest, of_length);
    }
    // The rarest get the longest.
    int next = 0;
    for (int length = BITS_MAX; length > 0; length--)
        for (int i = 0; i < of_length[length]; i++)
            huffman->lengths[symbols[next++].value] = (uint8_t)length;
    assign_codes(huffman, count, of_length);
}
