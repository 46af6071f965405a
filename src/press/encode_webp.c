#include "encode_webp.h"

#include <webp/encode.h>

static int take(const uint8_t *data, size_t size, const WebPPicture *picture)
{
    return buffer_append(picture->custom_ptr, data, size);
}

static bool configure(WebPConfig *config, const struct webp_wish *wish)
{
    if (!WebPConfigPreset(config, WEBP_PRESET_DEFAULT, (float)wish->quality))
        return false;
    config->method = wish->effort;
    config->use_sharp_yuv = wish->sharp;
    // A child of the server runs on one core.
    config->thread_level = 0;
    return WebPValidateConfig(config);
}

// WebP's pixels are the canvas's, 0xAARRGGBB, but not premultiplied: all are
// made opaque.
static bool take_pixels(WebPPicture *picture, struct canvas *canvas)
{
    picture->use_argb = 1;
    picture->width = canvas_width(canvas);
    picture->height = canvas_height(canvas);
    if (!WebPPictureAlloc(picture))
        return false;
    for (int y = 0; y < picture->height; y++) {
        const uint32_t *from = canvas_row(canvas, y);
        uint32_t *to = picture->argb + (size_t)y * (size_t)picture->argb_stride;
        for (int x = 0; x < picture->width; x++)
            to[x] = from[x] | 0xff000000;
    }
    return true;
}

bool encode_webp(struct canvas *canvas, const struct webp_wish *wish,
                 struct buffer *file, struct error *err)
{
    WebPConfig config;
    WebPPicture picture;
    if (!WebPPictureInit(&picture) || !configure(&config, wish))
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "libwebp does not do what it was built for");
    picture.writer = take;
    picture.custom_ptr = file;
    const bool done =
        take_pixels(&picture, canvas) && WebPEncode(&config, &picture);
    WebPPictureFree(&picture);
    // All else that can fail is asked for above.
    return done ? true : error_set_memory(err);
}
