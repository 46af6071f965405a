#include "jpeg_markers.h"

#include <string.h>

// ITU-T T.81, table B.1.
enum {
    MARKER = 0xff,
    STUFFED = 0x00, // a 0xff of the data itself
    TEM = 0x01,
    RST0 = 0xd0,
    SOI = 0xd8,
    EOI = 0xd9,
    SOS = 0xda,
};

// The position behind the next 0xff, or the end.
static size_t find_marker(struct bytes file, size_t from)
{
    const uint8_t *found =
        from < file.size ? memchr(file.data + from, MARKER, file.size - from)
                         : NULL;
    return found ? (size_t)(found - file.data) + 1 : file.size;
}

static bool has_length(int code)
{
    return code != STUFFED && code != TEM && code != MARKER &&
           !(code >= RST0 && code <= SOI);
}

void jpeg_markers_walk(struct jpeg_markers *markers, struct bytes file)
{
    *markers = (struct jpeg_markers){0};
    size_t at = find_marker(file, 0);
    while (at < file.size) {
        const int code = file.data[at];
        size_t next = code == MARKER ? at : at + 1;
        if (code == EOI) {
            markers->complete = true;
            return;
        }
        markers->scans += code == SOS;
        // A segment is skipped whole: a picture may lie in it.
        if (has_length(code) && file.size - at > 2)
            next += (size_t)(file.data[at + 1] << 8 | file.data[at + 2]);
        at = find_marker(file, next);
    }
}
