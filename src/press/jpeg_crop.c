#include "jpeg_crop.h"

#include <math.h>

#include <turbojpeg.h>

// From the left or the top: whole blocks, around the crop.
static void widen(double *start, double *length, int block, int side)
{
    const double first = fmax(0, floor(*start / block) * block);
    const double end = fmin(side, ceil(*start + *length));
    *start = first;
    *length = end - first;
}

static bool crop_with(tjhandle handle, struct bytes file, bool strict,
                      struct rect *crop, struct buffer *part)
{
    int width;
    int height;
    int sampling;
    int colors;
    const unsigned long size = (unsigned long)file.size;
    if (tjDecompressHeader3(handle, file.data, size, &width, &height, &sampling,
                            &colors) != 0 ||
        (colors != TJCS_YCbCr && colors != TJCS_GRAY) || sampling < 0 ||
        sampling >= TJ_NUMSAMP)
        return false;
    widen(&crop->x, &crop->width, tjMCUWidth[sampling], width);
    widen(&crop->y, &crop->height, tjMCUHeight[sampling], height);
    tjtransform wish = {
        .r = {(int)crop->x, (int)crop->y, (int)crop->width, (int)crop->height},
        .op = TJXOP_NONE,
        .options = TJXOPT_CROP | TJXOPT_COPYNONE};
    unsigned char *made = NULL;
    unsigned long made_size = 0;
    const bool done =
        crop->width > 0 && crop->height > 0 &&
        tjTransform(handle, file.data, size, 1, &made, &made_size, &wish,
                    strict ? TJFLAG_STOPONWARNING : 0) == 0 &&
        buffer_append(part, made, made_size);
    tjFree(made);
    return done;
}

bool jpeg_crop(struct bytes file, bool strict, struct rect *crop,
               struct buffer *part)
{
    const tjhandle handle = tjInitTransform();
    const bool done = handle && crop_with(handle, file, strict, crop, part);
    if (handle)
        tjDestroy(handle);
    return done;
}
