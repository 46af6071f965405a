// Bytes: a borrowed view of memory, and a growing buffer that is owned and
// bounded. Knows nothing of what the bytes mean.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A view of somebody else's memory. {NULL, 0} is a valid empty view.
struct bytes {
    const uint8_t *data;
    size_t size;
};

// A growing buffer. A zeroed one is valid, empty and unbounded.
struct buffer {
    uint8_t *data;
    size_t size;
    size_t capacity;
    size_t limit; // appending past this many bytes fails; 0: no limit
};

// Appends `size` bytes. False, with nothing changed, when the buffer would
// pass its limit or memory is out.
bool buffer_append(struct buffer *buffer, const void *data, size_t size);

// Appends the text up to its NUL; the NUL itself is not counted or kept.
bool buffer_append_text(struct buffer *buffer, const char *text);

// Appends in the manner of printf. False as above.
bool buffer_append_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Appends a whole file, at most `limit` bytes of it (a longer file fails with
// errno EFBIG). False with errno set; the content is then undefined but owned.
bool buffer_append_file(struct buffer *buffer, const char *path, size_t limit);

// Makes room for `size` bytes in all without changing the content.
bool buffer_reserve(struct buffer *buffer, size_t size);

// Frees the memory; the buffer is then empty, its limit kept.
void buffer_finish(struct buffer *buffer);

// A view of the content, valid until the next append.
struct bytes buffer_view(const struct buffer *buffer);

// FNV-1a, 64 bits (Fowler, Noll, Vo): tells versions apart, no more. Goes on
// from the hash of what came before; that of nothing is BYTES_HASH_EMPTY.
#define BYTES_HASH_EMPTY 0xcbf29ce484222325
uint64_t bytes_hash(uint64_t before, struct bytes bytes);

// Multiplies two sizes that came from outside. False when the product does
// not fit in a size_t; *product is then unchanged.
bool bytes_multiply(size_t a, size_t b, size_t *product);
