#include "kit_wish.h"

#include "order.h"

#include <string.h>

static bool is_there(const struct kit_wish *wish, const char *id)
{
    for (size_t i = 0; i < wish->count; i++)
        if (strcmp(wish->ids[i], id) == 0)
            return true;
    return false;
}

static bool add(struct kit_wish *wish, const char *id, struct error *err)
{
    const bool is_all = strcmp(id, "all") == 0;
    // `all` has every other format in it already.
    if (wish->all || is_there(wish, id))
        return error_set_id(err, ERROR_INVALID, MESSAGE_KIT_FORMAT_TWICE,
                            "formats", id);
    if (is_all && wish->count > 0)
        return error_set_id(err, ERROR_INVALID, MESSAGE_KIT_FORMAT_TWICE,
                            "formats", wish->ids[0]);
    // So many there are not.
    if (wish->count == KIT_FORMATS_MAX)
        return error_set_id(err, ERROR_INVALID, MESSAGE_KIT_FORMAT_UNKNOWN,
                            "formats", id);
    wish->all = is_all;
    if (!is_all)
        strcpy(wish->ids[wish->count++], id);
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// What can be no id is not repeated.
static bool add_part(struct kit_wish *wish, const char *part, size_t size,
                     struct error *err)
{
    char id[LIMIT_ID_BYTES] = "";
    while (size > 0 && is_blank(part[0])) {
        part++;
        size--;
    }
    while (size > 0 && is_blank(part[size - 1]))
        size--;
    if (size == 0)
        return true;
    if (size < sizeof id && !memchr(part, '\0', size))
        memcpy(id, part, size);
    if (!order_is_name(id))
        return error_set(err, ERROR_INVALID, MESSAGE_FORMAT_UNKNOWN, "formats");
    return add(wish, id, err);
}

bool kit_wish_read(struct kit_wish *wish, const char *value, size_t size,
                   struct error *err)
{
    while (size > 0) {
        const char *comma = memchr(value, ',', size);
        const size_t length = comma ? (size_t)(comma - value) : size;
        if (!add_part(wish, value, length, err))
            return false;
        const size_t taken = comma ? length + 1 : length;
        value += taken;
        size -= taken;
    }
    return true;
}
