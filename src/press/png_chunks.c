#include "png_chunks.h"

#include <stdint.h>
#include <string.h>

enum {
    SIGNATURE_BYTES = 8,
    HEAD_BYTES = 8, // length and type
    CHECKSUM_BYTES = 4,
};

static size_t read_length(const uint8_t *at)
{
    return (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 |
           at[3];
}

static bool is(const uint8_t *type, const char *name)
{
    return memcmp(type, name, 4) == 0;
}

// Pixels come in as many chunks as a program likes.
static bool is_pixels(const uint8_t *type)
{
    return is(type, "IDAT") || is(type, "fdAT");
}

static void take(struct png_chunks *chunks, const uint8_t *type,
                 struct bytes data)
{
    if (is(type, "eXIf") && chunks->exif.size == 0)
        chunks->exif = data;
    // RGB of the full range is the only kind that a screen's picture has.
    if (is(type, "cICP") && data.size == 4 && data.data[2] == 0 &&
        data.data[3] == 1)
        chunks->cicp = data;
}

void png_chunks_walk(struct png_chunks *chunks, struct bytes file,
                     const struct photo_limits *limits)
{
    *chunks = (struct png_chunks){.within_limits = true};
    int count = 0;
    size_t at = SIGNATURE_BYTES;
    while (file.size > at && file.size - at >= HEAD_BYTES + CHECKSUM_BYTES) {
        const size_t length = read_length(file.data + at);
        const uint8_t *type = file.data + at + 4;
        at += HEAD_BYTES;
        if (length > file.size - at - CHECKSUM_BYTES)
            return;
        if (!is_pixels(type) &&
            (++count > limits->chunks || length > limits->chunk_bytes))
            chunks->within_limits = false;
        take(chunks, type, (struct bytes){file.data + at, length});
        at += length + CHECKSUM_BYTES;
        if (is(type, "IEND")) {
            chunks->complete = true;
            return;
        }
    }
}
