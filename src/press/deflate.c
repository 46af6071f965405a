#include "deflate.h"

#include "huffman.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    LITERALS = 256,
    END = 256,
    LENGTHS = 286, // literals, end, and 29 codes of lengths
    DISTANCES = 1, // runs repeat the byte before: distance 1
    CODE_LENGTHS = 19,
    RUN_MIN = 4,
    RUN_MAX = 258,
    LONGEST = 12, // four literals fit into the bits that are kept
    LONGEST_OF_LENGTHS = 7,
    // Of a block: its head, with the codes of the codes.
    HEAD_BYTES = 400,
};

// A stretch of literals and the run that follows it.
struct stretch {
    uint32_t literals;
    uint16_t run; // 0: none, at the end
};

// A length of a run as deflate has it.
struct length_code {
    uint16_t symbol;
    uint8_t extra_bits;
    uint16_t base;
};

static struct length_code code_of(int length)
{
    if (length == RUN_MAX)
        return (struct length_code){285, 0, RUN_MAX};
    if (length < 11)
        return (struct length_code){(uint16_t)(254 + length), 0,
                                    (uint16_t)length};
    // From 11 on four codes share a number of extra bits.
    const int rest = length - 3;
    const int extra = 29 - __builtin_clz((unsigned)rest);
    const int step = rest >> extra; // 4 .. 7
    return (struct length_code){(uint16_t)(257 + 4 * extra + step),
                                (uint8_t)extra,
                                (uint16_t)(3 + (step << extra))};
}

struct block {
    struct stretch *stretches; // owned
    size_t stretch_count;
    uint32_t counts[LENGTHS];
    bool has_runs;
};

static uint32_t load(const uint8_t *from)
{
    uint32_t word;
    memcpy(&word, from, sizeof word);
    return word;
}

// How many bytes from `at` on equal the one before.
static int run_length(const uint8_t *data, size_t at, size_t size)
{
    const uint8_t byte = data[at - 1];
    const size_t most = size - at < RUN_MAX ? size - at : RUN_MAX;
    size_t length = RUN_MIN;
    while (length < most && data[at + length] == byte)
        length++;
    return (int)length;
}

static void add_stretch(struct block *block, size_t literals, int run)
{
    block->stretches[block->stretch_count++] =
        (struct stretch){(uint32_t)literals, (uint16_t)run};
    if (run > 0) {
        block->counts[code_of(run).symbol]++;
        block->has_runs = true;
    }
}

static void count_literals(struct block *block, const uint8_t *data,
                           size_t size)
{
    // Neighbours are often the same: counting into one table waits for itself.
    uint32_t others[3][LITERALS] = {{0}};
    size_t i = 0;
    for (; i + 4 <= size; i += 4) {
        block->counts[data[i]]++;
        others[0][data[i + 1]]++;
        others[1][data[i + 2]]++;
        others[2][data[i + 3]]++;
    }
    for (; i < size; i++)
        block->counts[data[i]]++;
    for (int k = 0; k < LITERALS; k++)
        block->counts[k] += others[0][k] + others[1][k] + others[2][k];
}

// Finds the runs; what is none is gathered at the front of `literals`.
static size_t find_runs(struct block *block, const uint8_t *data, size_t size,
                        uint8_t *literals)
{
    size_t count = 0;
    size_t start = 0; // of the literals before the next run
    size_t at = size > 0 ? 1 : 0;
    while (at + RUN_MIN <= size) {
        if (load(data + at) != load(data + at - 1)) {
            at++;
            continue;
        }
        const int run = run_length(data, at, size);
        memcpy(literals + count, data + start, at - start);
        count += at - start;
        add_stretch(block, at - start, run);
        at += (size_t)run;
        start = at;
    }
    memcpy(literals + count, data + start, size - start);
    add_stretch(block, size - start, 0);
    return count + size - start;
}

// Writes bits to memory that is large enough.
struct writer {
    uint64_t bits;
    int count;
    uint8_t *at;
};

static void put(struct writer *writer, uint32_t bits, int count)
{
    writer->bits |= (uint64_t)bits << writer->count;
    writer->count += count;
}

// Whole bytes go to memory; fewer than 8 bits stay.
static void flush(struct writer *writer)
{
    for (; writer->count >= 8; writer->count -= 8) {
        *writer->at++ = (uint8_t)writer->bits;
        writer->bits >>= 8;
    }
}

// The same where eight bytes may be written.
static void flush_fast(struct writer *writer)
{
    memcpy(writer->at, &writer->bits, sizeof writer->bits);
    const int bytes = writer->count >> 3;
    writer->at += bytes;
    writer->bits >>= 8 * bytes;
    writer->count &= 7;
}

static void put_code(struct writer *writer, const struct huffman *codes,
                     int symbol)
{
    put(writer, codes->codes[symbol], codes->lengths[symbol]);
}

// The lengths of all codes, with runs of one length made short (RFC 1951,
// 3.2.7): pairs of a symbol 0..18 and its extra bits.
struct packed {
    uint8_t symbols[LENGTHS + DISTANCES];
    uint8_t extras[LENGTHS + DISTANCES];
    int count;
};

static void pack_one(struct packed *packed, int symbol, int extra)
{
    packed->symbols[packed->count] = (uint8_t)symbol;
    packed->extras[packed->count++] = (uint8_t)extra;
}

static void pack_lengths(struct packed *packed, const uint8_t *lengths,
                         int count)
{
    packed->count = 0;
    for (int i = 0; i < count;) {
        int same = 1;
        while (i + same < count && lengths[i + same] == lengths[i])
            same++;
        int part = same;
        if (lengths[i] == 0 && same >= 11) {
            part = same < 138 ? same : 138;
            pack_one(packed, 18, part - 11);
        } else if (lengths[i] == 0 && same >= 3) {
            pack_one(packed, 17, part - 3);
        } else if (same >= 4) {
            // The length itself, then its repetition.
            part = same < 7 ? same : 7;
            pack_one(packed, lengths[i], 0);
            pack_one(packed, 16, part - 4);
        } else {
            part = 1;
            pack_one(packed, lengths[i], 0);
        }
        i += part;
    }
}

static void put_packed(struct writer *writer, const struct packed *packed,
                       const struct huffman *codes)
{
    for (int i = 0; i < packed->count; i++) {
        const int symbol = packed->symbols[i];
        put_code(writer, codes, symbol);
        if (symbol >= 16)
            put(writer, packed->extras[i],
                symbol == 18   ? 7
                : symbol == 17 ? 3
                               : 2);
        flush(writer);
    }
}

static void put_head(struct writer *writer, const struct huffman *literals,
                     bool last)
{
    static const uint8_t order[CODE_LENGTHS] = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    uint8_t lengths[LENGTHS + DISTANCES];
    uint32_t counts[CODE_LENGTHS] = {0};
    struct packed packed;
    struct huffman codes;
    int used = LENGTHS;
    while (literals->lengths[used - 1] == 0)
        used--;
    memcpy(lengths, literals->lengths, (size_t)used);
    lengths[used] = 1; // of the only distance
    pack_lengths(&packed, lengths, used + DISTANCES);
    for (int i = 0; i < packed.count; i++)
        counts[packed.symbols[i]]++;
    huffman_make(&codes, counts, CODE_LENGTHS, LONGEST_OF_LENGTHS);
    int told = CODE_LENGTHS;
    while (told > 4 && codes.lengths[order[told - 1]] == 0)
        told--;
    put(writer, last, 1);
    put(writer, 2, 2); // codes of its own
    put(writer, (uint32_t)(used - 257), 5);
    put(writer, DISTANCES - 1, 5);
    put(writer, (uint32_t)(told - 4), 4);
    flush(writer);
    for (int i = 0; i < told; i++) {
        put(writer, codes.lengths[order[i]], 3);
        flush(writer);
    }
    put_packed(writer, &packed, &codes);
}

static void put_literals(struct writer *writer, const struct huffman *codes,
                         const uint8_t *data, size_t size)
{
    size_t i = 0;
    for (; i + 4 <= size; i += 4) {
        put_code(writer, codes, data[i]);
        put_code(writer, codes, data[i + 1]);
        put_code(writer, codes, data[i + 2]);
        put_code(writer, codes, data[i + 3]);
        flush_fast(writer);
    }
    for (; i < size; i++)
        put_code(writer, codes, data[i]);
    flush_fast(writer);
}

static void put_run(struct writer *writer, const struct huffman *codes, int run)
{
    const struct length_code code = code_of(run);
    put_code(writer, codes, code.symbol);
    put(writer, (uint32_t)(run - code.base), code.extra_bits);
    put(writer, 0, 1); // distance 1
    flush_fast(writer);
}

static void put_block(struct writer *writer, struct block *block,
                      const uint8_t *literals, bool last)
{
    struct huffman codes;
    huffman_make(&codes, block->counts, LENGTHS, LONGEST);
    put_head(writer, &codes, last);
    for (size_t i = 0; i < block->stretch_count; i++) {
        const struct stretch *stretch = &block->stretches[i];
        put_literals(writer, &codes, literals, stretch->literals);
        literals += stretch->literals;
        if (stretch->run > 0)
            put_run(writer, &codes, stretch->run);
    }
    put_code(writer, &codes, END);
    flush(writer);
}

static void begin_stream(struct deflate *deflate, struct writer *writer)
{
    if (deflate->has_begun)
        return;
    // RFC 1950: deflate with a window of 32 KB, made by a fast compressor.
    *writer->at++ = 0x78;
    *writer->at++ = 0x01;
    deflate->adler = 1;
    deflate->has_begun = true;
}

static void end_stream(const struct deflate *deflate, struct writer *writer)
{
    if (writer->count > 0)
        put(writer, 0, 8 - writer->count);
    flush(writer);
    for (int shift = 24; shift >= 0; shift -= 8)
        *writer->at++ = (uint8_t)(deflate->adler >> shift);
}

bool deflate_block(struct deflate *deflate, const uint8_t *data, size_t size,
                   bool last, struct buffer *to)
{
    // A literal takes at most LONGEST bits, a run less than its bytes do.
    const size_t most = to->size + size * LONGEST / 8 + HEAD_BYTES + 16;
    struct block block = {0};
    block.stretches = calloc(size / (RUN_MIN + 1) + 2, sizeof *block.stretches);
    uint8_t *literals = calloc(size + 1, 1);
    const bool done = block.stretches && literals && buffer_reserve(to, most);
    if (done) {
        struct writer writer = {deflate->bits, deflate->bit_count,
                                to->data + to->size};
        begin_stream(deflate, &writer);
        deflate->adler = (uint32_t)adler32(deflate->adler, data, (uInt)size);
        const size_t count = find_runs(&block, data, size, literals);
        count_literals(&block, literals, count);
        block.counts[END] = 1;
        put_block(&writer, &block, literals, last);
        if (last)
            end_stream(deflate, &writer);
        deflate->bits = writer.bits;
        deflate->bit_count = writer.count;
        to->size = (size_t)(writer.at - to->data);
    }
    free(block.stretches);
    free(literals);
    return done;
}
