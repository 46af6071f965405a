#include "bytes.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool buffer_reserve(struct buffer *buffer, size_t size)
{
    if (size <= buffer->capacity)
        return true;
    if (buffer->limit != 0 && size > buffer->limit)
        return false;
    size_t capacity = buffer->capacity < 64 ? 64 : buffer->capacity;
    while (capacity < size) {
        if (capacity > SIZE_MAX / 2)
            return false;
        capacity *= 2;
    }
    uint8_t *data = realloc(buffer->data, capacity);
    if (!data)
        return false;
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

bool buffer_append(struct buffer *buffer, const void *data, size_t size)
{
    if (size == 0)
        return true;
    if (size > SIZE_MAX - buffer->size)
        return false;
    if (buffer->limit != 0 && buffer->size + size > buffer->limit)
        return false;
    if (!buffer_reserve(buffer, buffer->size + size))
        return false;
    memcpy(buffer->data + buffer->size, data, size);
    buffer->size += size;
    return true;
}

bool buffer_append_text(struct buffer *buffer, const char *text)
{
    return buffer_append(buffer, text, strlen(text));
}

bool buffer_append_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = NULL;
    const int size = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (size < 0)
        return false;
    const bool done = buffer_append(buffer, text, (size_t)size);
    free(text);
    return done;
}

bool buffer_append_file(struct buffer *buffer, const char *path, size_t limit)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char chunk[65536];
    size_t total = 0;
    size_t got;
    int fault = 0;
    while (!fault && (got = fread(chunk, 1, sizeof chunk, file)) > 0) {
        total += got;
        if (total > limit)
            fault = EFBIG;
        else if (!buffer_append(buffer, chunk, got))
            fault = ENOMEM;
    }
    // A directory opens, but does not read.
    if (!fault && ferror(file))
        fault = errno ? errno : EIO;
    fclose(file);
    errno = fault;
    return fault == 0;
}

void buffer_finish(struct buffer *buffer)
{
    free(buffer->data);
    buffer->data = NULL;
    buffer->size = 0;
    buffer->capacity = 0;
}

struct bytes buffer_view(const struct buffer *buffer)
{
    return (struct bytes){buffer->data, buffer->size};
}

uint64_t bytes_hash(uint64_t before, struct bytes bytes)
{
    uint64_t value = before;
    for (size_t i = 0; i < bytes.size; i++)
        value = (value ^ bytes.data[i]) * 0x100000001b3;
    return value;
}

bool bytes_multiply(size_t a, size_t b, size_t *product)
{
    size_t result;
    if (__builtin_mul_overflow(a, b, &result))
        return false;
    *product = result;
    return true;
}
