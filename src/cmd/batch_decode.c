#include "batch_decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

static bool begins_with(struct bytes file, const char *mark, size_t size)
{
    return file.size >= size && memcmp(file.data, mark, size) == 0;
}

static struct bytes without(struct bytes file, size_t size)
{
    return (struct bytes){file.data + size, file.size - size};
}

// False with errno: EILSEQ when the bytes are not of this code, ENOMEM.
static bool convert_with(iconv_t conversion, struct bytes file,
                         struct buffer *text)
{
    char chunk[8192];
    // iconv only reads it.
    char *from = (char *)file.data;
    size_t left = file.size;
    while (left > 0) {
        char *to = chunk;
        size_t room = sizeof chunk;
        const size_t done = iconv(conversion, &from, &left, &to, &room);
        const int fault = errno;
        if (!buffer_append(text, chunk, sizeof chunk - room)) {
            errno = ENOMEM;
            return false;
        }
        if (done == (size_t)-1 && fault != E2BIG) {
            errno = EILSEQ;
            return false;
        }
    }
    return true;
}

static bool convert(struct bytes file, const char *code, struct buffer *text)
{
    const iconv_t conversion = iconv_open("UTF-8", code);
    if (conversion == (iconv_t)-1)
        return false;
    const bool done = convert_with(conversion, file, text);
    const int fault = errno;
    iconv_close(conversion);
    if (!done)
        buffer_finish(text);
    errno = fault;
    return done;
}

static bool convert_by_mark(struct bytes file, struct buffer *text)
{
    if (begins_with(file, "\xff\xfe", 2))
        return convert(without(file, 2), "UTF-16LE", text);
    if (begins_with(file, "\xfe\xff", 2))
        return convert(without(file, 2), "UTF-16BE", text);
    if (begins_with(file, "\xef\xbb\xbf", 3))
        return convert(without(file, 3), "UTF-8", text);
    return convert(file, "UTF-8", text) ||
           (errno == EILSEQ && convert(file, "WINDOWS-1252", text));
}

static void make_line_ends_one(struct buffer *text)
{
    size_t to = 0;
    for (size_t from = 0; from < text->size; from++) {
        uint8_t c = text->data[from];
        if (c == '\r') {
            if (from + 1 < text->size && text->data[from + 1] == '\n')
                continue;
            c = '\n';
        }
        text->data[to++] = c;
    }
    text->size = to;
}

enum batch_decoding batch_decode(struct bytes file, struct buffer *text)
{
    // A ZIP (.xlsx, .ods) and the older container of .xls.
    if (begins_with(file, "PK\x03\x04", 4) ||
        begins_with(file, "\xd0\xcf\x11\xe0", 4))
        return BATCH_WORKBOOK;
    if (!convert_by_mark(file, text))
        return errno == EILSEQ ? BATCH_NOT_TEXT : BATCH_DECODE_NO_MEMORY;
    if (text->size > 0 && memchr(text->data, '\0', text->size))
        return BATCH_NOT_TEXT;
    make_line_ends_one(text);
    return BATCH_DECODED;
}
