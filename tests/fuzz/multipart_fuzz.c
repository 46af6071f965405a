// Any bytes as a multipart body, whole and in pieces: both tell the same parts
// and end in the same way. The first byte chooses the pieces; a line with the
// content type follows, then the body.
#include "serve/multipart.h"

#include "pieces.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// What the parser told.
struct told {
    struct buffer names; // and marks of files, a line each
    struct buffer data;  // of all parts, each ended by a delimiter
    struct buffer part;
    struct bytes body;
    char delimiter[MULTIPART_BOUNDARY_MAX + 5];
    bool in_part;
    bool done;
    struct error err;
};

static void must(bool held)
{
    if (!held)
        abort();
}

static bool begin(void *context, const struct multipart_part *part,
                  struct error *err)
{
    struct told *told = context;
    (void)err;
    must(!told->in_part && *part->name);
    must(memchr(part->name, '\0', sizeof part->name) != NULL);
    must(part->has_filename || !part->names_a_file);
    told->in_part = true;
    told->part.size = 0;
    must(buffer_append_format(&told->names, "%s %d %d\n", part->name,
                              part->has_filename, part->names_a_file));
    return true;
}

static bool data_of_part(void *context, struct bytes bytes, struct error *err)
{
    struct told *told = context;
    (void)err;
    must(told->in_part && bytes.size > 0);
    must(buffer_append(&told->part, bytes.data, bytes.size));
    return true;
}

static bool end(void *context, struct error *err)
{
    struct told *told = context;
    const size_t length = strlen(told->delimiter);
    (void)err;
    must(told->in_part);
    told->in_part = false;
    if (told->part.size > 0) {
        // It stands like that in the body, and a boundary behind it.
        const size_t size_told = told->part.size;
        must(buffer_append(&told->part, told->delimiter, length));
        must(memmem(told->body.data, told->body.size, told->part.data,
                    told->part.size) != NULL);
        told->part.size = size_told;
        must(
            !memmem(told->part.data, told->part.size, told->delimiter, length));
        must(buffer_append(&told->data, told->part.data, told->part.size));
    }
    must(buffer_append(&told->data, told->delimiter, length));
    return true;
}

static void parse(struct told *told, const char *type, struct bytes body,
                  unsigned seed)
{
    struct multipart multipart;
    const size_t all = body.size;
    const struct multipart_events events = {begin, data_of_part, end, told};
    *told = (struct told){.body = body};
    told->done = multipart_init(&multipart, type, &events, &told->err);
    if (told->done)
        strcpy(told->delimiter, multipart.delimiter);
    while (told->done && body.size > 0) {
        const struct bytes piece = pieces_next(&body, &seed);
        told->done = multipart_feed(&multipart, piece, &told->err);
        free((void *)piece.data);
    }
    told->done = told->done && multipart_finish(&multipart, &told->err);
    must(told->done == (told->err.kind == ERROR_NONE));
    must(!told->done || !told->in_part);
    must(told->data.size <= all);
}

static void must_be_same(const struct buffer *a, const struct buffer *b)
{
    must(a->size == b->size);
    must(a->size == 0 || memcmp(a->data, b->data, a->size) == 0);
}

static void told_finish(struct told *told)
{
    buffer_finish(&told->names);
    buffer_finish(&told->data);
    buffer_finish(&told->part);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct told whole;
    struct told cut;
    struct bytes body;
    if (size == 0)
        return 0;
    char *type = pieces_take_line((struct bytes){data + 1, size - 1}, &body);
    parse(&whole, type, body, 0);
    parse(&cut, type, body, data[0] | 0x100U);
    must(whole.done == cut.done && whole.in_part == cut.in_part);
    must(whole.err.kind == cut.err.kind);
    must(strcmp(whole.err.detail, cut.err.detail) == 0);
    must_be_same(&whole.names, &cut.names);
    must_be_same(&whole.data, &cut.data);
    must_be_same(&whole.part, &cut.part);
    told_finish(&whole);
    told_finish(&cut);
    free(type);
    return 0;
}
