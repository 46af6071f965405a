#include "encode_webp.h"

#include <string.h>

#include <webp/encode.h>

// A third of a PNG's bytes, and nothing of it is seen beside one.
static const float quality = 82;
// 0 is quick, 6 is small.
static const int effort = 4;

static int take(const uint8_t *data, size_t size, const WebPPicture *picture)
{
    return buffer_append(picture->custom_ptr, data, size);
}

static void copy_rows(WebPPicture *picture, struct canvas *canvas)
{
    // Both have 0xAARRGGBB in the machine's order.
    for (int y = 0; y < picture->height; y++)
        memcpy(picture->argb + (size_t)y * (size_t)picture->argb_stride,
               canvas_row(canvas, y),
               (size_t)picture->width * sizeof(uint32_t));
}

bool encode_webp(struct canvas *canvas, struct buffer *file, struct error *err)
{
    WebPConfig config;
    WebPPicture picture;
    if (!WebPConfigPreset(&config, WEBP_PRESET_PICTURE, quality) ||
        !WebPPictureInit(&picture))
        return error_set_memory(err);
    config.method = effort;
    // Letters on flat colours stay sharp.
    config.use_sharp_yuv = 1;
    picture.use_argb = 1;
    picture.width = canvas_width(canvas);
    picture.height = canvas_height(canvas);
    picture.writer = take;
    picture.custom_ptr = file;
    bool done = WebPPictureAlloc(&picture);
    if (done) {
        copy_rows(&picture, canvas);
        done = WebPEncode(&config, &picture);
    }
    WebPPictureFree(&picture);
    return done || error_set_memory(err);
}
