#include "exif.h"

#include "limits.h"

#include <libexif/exif-data.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static int read_orientation(const uint8_t *data, unsigned size)
{
    ExifData *exif = exif_data_new();
    if (!exif)
        return 1;
    exif_data_unset_option(exif, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    exif_data_load_data(exif, data, size);
    int value = 1;
    const ExifEntry *entry =
        exif_content_get_entry(exif->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (entry && entry->format == EXIF_FORMAT_SHORT && entry->components == 1)
        value = exif_get_short(entry->data, exif_data_get_byte_order(exif));
    exif_data_unref(exif);
    return value >= 1 && value <= 8 ? value : 1;
}

int exif_orientation(struct bytes block)
{
    static const char prefix[] = {'E', 'x', 'i', 'f', '\0', '\0'};
    if (block.size == 0)
        return 1;
    if (block.size > LIMIT_PHOTO_EXIF_BYTES)
        block.size = LIMIT_PHOTO_EXIF_BYTES;
    if (block.size >= sizeof prefix &&
        memcmp(block.data, prefix, sizeof prefix) == 0)
        return read_orientation(block.data, (unsigned)block.size);
    uint8_t *prefixed = malloc(sizeof prefix + block.size);
    if (!prefixed)
        return 1;
    memcpy(prefixed, prefix, sizeof prefix);
    memcpy(prefixed + sizeof prefix, block.data, block.size);
    const int value =
        read_orientation(prefixed, (unsigned)(sizeof prefix + block.size));
    free(prefixed);
    return value;
}
