// The whole reader of one format, from the file's first byte to upright sRGB
// pixels. PHOTO_READER is the reader; what it does not recognise is left to the
// others. The last bytes of the input choose the crop and the turn.
#include "press/photo.h"

#include <stdlib.h>

enum { CHOICE_BYTES = 6, SIDE_PX = 24 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// A part of 1/16 to all of a side, from somewhere on.
static void choose(uint8_t where, uint8_t how_long, int side, double *start,
                   double *length)
{
    *length = side * (how_long % 16 + 1) / 16.0;
    *start = (side - *length) * where / 255;
}

static void read_part(const struct photo *photo, const uint8_t *choice)
{
    const int turn = choice[0] % 4 * 90;
    int width;
    int height;
    struct rect crop;
    struct pixmap picture;
    struct error err = {0};
    photo_upright_size(photo, turn, &width, &height);
    choose(choice[1], choice[2], width, &crop.x, &crop.width);
    choose(choice[3], choice[4], height, &crop.y, &crop.height);
    if (photo_read(photo, turn, crop, choice[5] % SIDE_PX + 1, SIDE_PX,
                   &picture, &err)) {
        // Premultiplied: no colour passes its alpha.
        for (int i = 0; i < picture.width * picture.height; i++)
            for (int c = 0; c < 3; c++)
                if (picture.pixels[i * 4 + c] > picture.pixels[i * 4 + 3])
                    abort();
        pixmap_finish(&picture);
    } else if (err.kind == ERROR_NONE) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t all[CHOICE_BYTES] = {0, 0, 15, 0, 15, SIDE_PX - 1};
    // Small, so that a second sees many inputs.
    struct photo_limits limits = PHOTO_LIMITS_DEFAULT;
    limits.pixels = 256 * 1024;
    limits.side_px = 2048;
    struct photo photo;
    struct error err = {0};
    if (!PHOTO_READER.recognise((struct bytes){data, size}))
        return 0;
    static bool warm;
    if (!warm)
        warm = photo_warm(&err);
    if (!photo_inspect_within(&photo, (struct bytes){data, size}, &limits,
                              &err)) {
        if (err.kind == ERROR_NONE)
            abort();
        return 0;
    }
    read_part(&photo, all);
    if (size > CHOICE_BYTES)
        read_part(&photo, data + size - CHOICE_BYTES);
    return 0;
}
