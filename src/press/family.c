#include "family.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool read_size(struct family *family, const struct ini_entry *entry,
                      struct error *err)
{
    char *end;
    family->width = strtod(entry->value, &end);
    family->height = *end == 'x' ? strtod(end + 1, &end) : 0;
    if (*end == '\0' && family->width >= 1 && family->height >= 1 &&
        family->width <= 100000 && family->height <= 100000)
        return true;
    return ini_wrong(entry, err,
                     "\"%.40s\" is not a viewBox's size such as 1080x1350",
                     entry->value);
}

// "60", or "250 60 250 60": from the top clockwise.
static bool read_safe(struct family *family, const struct ini_entry *entry,
                      struct error *err)
{
    double sides[4] = {0};
    int count = 0;
    const char *at = entry->value;
    for (char *end; count < 4 && *at; at = end) {
        sides[count] = strtod(at, &end);
        if (end == at || !(sides[count] >= 0 && sides[count] <= 100000))
            break;
        count++;
    }
    if (*at || (count != 1 && count != 4))
        return ini_wrong(entry, err,
                         "\"%.40s\" is neither one margin nor four such as "
                         "250 60 250 60",
                         entry->value);
    for (; count < 4; count++)
        sides[count] = sides[0];
    family->safe_top = sides[0];
    family->safe_right = sides[1];
    family->safe_bottom = sides[2];
    family->safe_left = sides[3];
    return true;
}

bool family_take(struct family *family, const struct ini_entry *entry,
                 struct error *err)
{
    if (strcmp(entry->key, "size") == 0)
        return read_size(family, entry, err);
    if (strcmp(entry->key, "safe") == 0)
        return read_safe(family, entry, err);
    if (strcmp(entry->key, "bleed") == 0) {
        int bleed;
        if (!ini_read_number(entry, 0, 10000, &bleed, err))
            return false;
        family->bleed = bleed;
        return true;
    }
    if (strcmp(entry->key, "shape") == 0) {
        family->round = strcmp(entry->value, "circle") == 0;
        if (family->round || strcmp(entry->value, "rectangle") == 0)
            return true;
        return ini_wrong(entry, err, "\"%.40s\" is none of rectangle, circle",
                         entry->value);
    }
    return ini_wrong(entry, err, "is none of size, bleed, safe, shape");
}

const char *family_missing(const struct family *family)
{
    if (family->width <= 0)
        return "size is missing";
    if (2 * family->bleed >= fmin(family->width, family->height))
        return "the bleed leaves nothing";
    if (family->safe_left + family->safe_right >= family->width ||
        family->safe_top + family->safe_bottom >= family->height)
        return "the margins leave nothing safe";
    return NULL;
}

bool family_is_safe(const struct family *family, const struct rect *box)
{
    const double right = box->x + box->width;
    const double bottom = box->y + box->height;
    if (box->x < family->safe_left || box->y < family->safe_top ||
        right > family->width - family->safe_right ||
        bottom > family->height - family->safe_bottom)
        return false;
    if (!family->round)
        return true;
    const double middle_x = family->width / 2;
    const double middle_y = family->height / 2;
    const double far_x = fmax(fabs(box->x - middle_x), fabs(right - middle_x));
    const double far_y = fmax(fabs(box->y - middle_y), fabs(bottom - middle_y));
    return hypot(far_x, far_y) <= fmin(middle_x, middle_y);
}
