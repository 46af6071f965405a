#include "zip.h"

#include "deflate_small.h"

#include <string.h>

// Of APPNOTE, sections 4.3 and 4.4. Numbers have their lowest byte first.
enum {
    LOCAL_MAGIC = 0x04034b50,
    CENTRAL_MAGIC = 0x02014b50,
    END_MAGIC = 0x06054b50,
    VERSION = 10, // the first: a stored file needs no other
    MADE_BY_UNIX = 3 << 8 | VERSION,
    FIRST_DAY = 1 << 5 | 1, // 1 January 1980, midnight
    NAME_BYTES_MAX = 1000,
    FILES_MAX = 65535,
    HEAD_BYTES_MAX = 64,
};

// A plain file that its owner may write: 0100644 of Unix.
static const uint32_t attributes = 0100644U << 16;

struct head {
    uint8_t bytes[HEAD_BYTES_MAX];
    size_t size;
};

static void add16(struct head *head, unsigned value)
{
    head->bytes[head->size++] = (uint8_t)value;
    head->bytes[head->size++] = (uint8_t)(value >> 8);
}

static void add32(struct head *head, uint32_t value)
{
    add16(head, value & 0xffff);
    add16(head, value >> 16);
}

// What the head of a file and its line in the directory have in common.
static void add_facts(struct head *head, const char *name, struct bytes file,
                      uint32_t sum)
{
    add16(head, VERSION);
    add16(head, 0); // no flag: sizes are here, names are ASCII
    add16(head, 0); // stored
    add16(head, 0); // midnight
    add16(head, FIRST_DAY);
    add32(head, sum);
    add32(head, (uint32_t)file.size);
    add32(head, (uint32_t)file.size);
    add16(head, (unsigned)strlen(name));
    add16(head, 0); // no extra field
}

static bool note(struct zip *zip, const char *name, struct bytes file,
                 uint32_t sum)
{
    struct head line = {0};
    add32(&line, CENTRAL_MAGIC);
    add16(&line, MADE_BY_UNIX);
    add_facts(&line, name, file, sum);
    add16(&line, 0); // no comment
    add16(&line, 0); // on the first disk
    add16(&line, 0); // not known to be text
    add32(&line, attributes);
    add32(&line, (uint32_t)zip->size);
    zip->count++;
    return buffer_append(&zip->directory, line.bytes, line.size) &&
           buffer_append_text(&zip->directory, name);
}

static bool put(struct zip *zip, struct bytes piece, struct error *err)
{
    zip->size += piece.size;
    return zip->take(zip->context, piece) ||
           error_set(err, ERROR_GONE, MESSAGE_CLIENT_GONE, NULL);
}

bool zip_add(struct zip *zip, const char *name, struct bytes file,
             struct error *err)
{
    const uint64_t most =
        ZIP_BYTES_MAX - zip->directory.size - 4 * (uint64_t)HEAD_BYTES_MAX;
    if (zip->count == FILES_MAX || strlen(name) > NAME_BYTES_MAX ||
        zip->size + file.size + NAME_BYTES_MAX > most)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "a ZIP would be too large");
    const uint32_t sum = deflate_small_crc32(file);
    const struct bytes path = {(const uint8_t *)name, strlen(name)};
    struct head head = {0};
    add32(&head, LOCAL_MAGIC);
    add_facts(&head, name, file, sum);
    if (!note(zip, name, file, sum))
        return error_set_memory(err);
    return put(zip, (struct bytes){head.bytes, head.size}, err) &&
           put(zip, path, err) && put(zip, file, err);
}

bool zip_close(struct zip *zip, struct error *err)
{
    const uint32_t start = (uint32_t)zip->size;
    struct head end = {0};
    add32(&end, END_MAGIC);
    add16(&end, 0); // one disk
    add16(&end, 0);
    add16(&end, (unsigned)zip->count);
    add16(&end, (unsigned)zip->count);
    add32(&end, (uint32_t)zip->directory.size);
    add32(&end, start);
    add16(&end, 0); // no comment
    return put(zip, buffer_view(&zip->directory), err) &&
           put(zip, (struct bytes){end.bytes, end.size}, err);
}

void zip_finish(struct zip *zip)
{
    buffer_finish(&zip->directory);
}
