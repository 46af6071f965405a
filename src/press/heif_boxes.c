#include "heif_boxes.h"

#include <stdint.h>
#include <string.h>

// Box structure: ISO/IEC 14496-12, section 4.2; item properties: ISO/IEC
// 23008-12, section 9.3.

enum { HEAD_BYTES = 8, LARGE_BYTES = 8, FULL_BYTES = 4, PROPERTIES_MAX = 256 };

struct box {
    const uint8_t *type; // four letters
    struct bytes body;   // cut where the bytes around it end
    bool cut;
};

static uint64_t read_number(const uint8_t *at, int size)
{
    uint64_t number = 0;
    for (int i = 0; i < size; i++)
        number = number << 8 | at[i];
    return number;
}

static struct bytes skip(struct bytes bytes, size_t count)
{
    if (count > bytes.size)
        count = bytes.size;
    return (struct bytes){bytes.data + count, bytes.size - count};
}

// Takes `size` bytes off the front as a number; false when there are fewer.
static bool take_number(struct bytes *bytes, int size, uint64_t *number)
{
    if (bytes->size < (size_t)size)
        return false;
    *number = read_number(bytes->data, size);
    *bytes = skip(*bytes, (size_t)size);
    return true;
}

// Takes the next box off the front; false when there is none.
static bool take_box(struct bytes *bytes, struct box *box)
{
    if (bytes->size < HEAD_BYTES)
        return false;
    uint64_t size = read_number(bytes->data, 4);
    size_t head = HEAD_BYTES;
    box->type = bytes->data + 4;
    if (size == 1 && bytes->size >= HEAD_BYTES + LARGE_BYTES) {
        size = read_number(bytes->data + HEAD_BYTES, 8);
        head += LARGE_BYTES;
    } else if (size == 0) { // to the end
        size = bytes->size;
    }
    if (size < head)
        return false;
    box->cut = size > bytes->size;
    const size_t here = box->cut ? bytes->size : (size_t)size;
    box->body = (struct bytes){bytes->data + head, here - head};
    *bytes = skip(*bytes, here);
    return true;
}

static bool is(const struct box *box, const char *type)
{
    return memcmp(box->type, type, 4) == 0;
}

// The body of the first box of a type; of size 0 when there is none.
static struct bytes find(struct bytes bytes, const char *type)
{
    struct box box;
    while (take_box(&bytes, &box))
        if (is(&box, type))
            return box.body;
    return (struct bytes){0};
}

// The versions of a full box have numbers of 16 or 32 bits.
static bool take_version(struct bytes *body, int *version, unsigned *flags)
{
    uint64_t number;
    if (!take_number(body, FULL_BYTES, &number))
        return false;
    *version = (int)(number >> 24);
    *flags = (unsigned)(number & 0xffffff);
    return true;
}

static bool find_primary(struct bytes meta, uint64_t *item)
{
    struct bytes body = find(meta, "pitm");
    int version;
    unsigned flags;
    return take_version(&body, &version, &flags) &&
           take_number(&body, version == 0 ? 2 : 4, item);
}

// Which properties, by their place in the list, turn or mirror.
static void find_turns(struct bytes properties, bool turns[PROPERTIES_MAX])
{
    struct box box;
    memset(turns, 0, PROPERTIES_MAX * sizeof *turns);
    for (int i = 1; i < PROPERTIES_MAX && take_box(&properties, &box); i++)
        turns[i] = is(&box, "irot") || is(&box, "imir");
}

// One item's properties: their count, and for each its place in the list.
static bool has_turn(struct bytes *body, bool wide,
                     const bool turns[PROPERTIES_MAX], bool *found)
{
    uint64_t count;
    if (!take_number(body, 1, &count))
        return false;
    *found = false;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t place;
        if (!take_number(body, wide ? 2 : 1, &place))
            return false;
        place &= wide ? 0x7fff : 0x7f;
        *found = *found || (place < PROPERTIES_MAX && turns[place]);
    }
    return true;
}

static bool item_has_turn(struct bytes body, uint64_t item,
                          const bool turns[PROPERTIES_MAX])
{
    int version;
    unsigned flags;
    uint64_t entries;
    if (!take_version(&body, &version, &flags) ||
        !take_number(&body, 4, &entries))
        return false;
    for (uint64_t i = 0; i < entries; i++) {
        uint64_t id;
        bool found;
        if (!take_number(&body, version == 0 ? 2 : 4, &id) ||
            !has_turn(&body, flags & 1, turns, &found))
            return false;
        if (id == item && found)
            return true;
    }
    return false;
}

static bool primary_has_turn(struct bytes meta)
{
    uint64_t item;
    bool turns[PROPERTIES_MAX];
    struct box box;
    if (!find_primary(meta, &item))
        return false;
    struct bytes properties = find(meta, "iprp");
    find_turns(find(properties, "ipco"), turns);
    while (take_box(&properties, &box))
        if (is(&box, "ipma") && item_has_turn(box.body, item, turns))
            return true;
    return false;
}

// What lies behind the boxes of the format is none of it: phones append their
// own.
static bool is_known(const struct box *box)
{
    static const char *const types[] = {"ftyp", "meta", "mdat", "free",
                                        "skip", "moov", "uuid", "idat"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (is(box, types[i]))
            return true;
    return false;
}

void heif_boxes_walk(struct heif_boxes *boxes, struct bytes file)
{
    *boxes = (struct heif_boxes){.complete = true};
    bool has_meta = false;
    struct box box;
    while (take_box(&file, &box) && is_known(&box)) {
        if (box.cut)
            boxes->complete = false;
        if (!is(&box, "meta") || has_meta)
            continue;
        has_meta = true;
        boxes->has_turn = primary_has_turn(skip(box.body, FULL_BYTES));
    }
    if (!has_meta)
        boxes->complete = false;
}
