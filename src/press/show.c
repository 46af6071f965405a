#include "show.h"

#include "encode_jpeg.h"
#include "photo.h"

#include <math.h>

// Enough for the sharpest phone, and quickly sent.
enum { SIDE_PX = 1600, QUALITY = 85 };

bool show_photo(const struct order *order, const struct photo_limits *limits,
                struct poster *poster, struct error *err)
{
    static const struct jpeg_wish wish = {.quality = QUALITY};
    struct photo photo;
    struct pixmap picture;
    struct rect whole = {0};
    if (!order->photo.data)
        return error_set(err, ERROR_INVALID, MESSAGE_PHOTO_MISSING, "photo");
    if (!photo_inspect_within(&photo, order->photo, limits, err))
        return false;
    photo_upright_size(&photo, order->framing.turn, &poster->photo_width_px,
                       &poster->photo_height_px);
    whole.width = poster->photo_width_px;
    whole.height = poster->photo_height_px;
    const double scale = fmin(1, SIDE_PX / fmax(whole.width, whole.height));
    poster->width_px = (int)fmax(1, round(whole.width * scale));
    poster->height_px = (int)fmax(1, round(whole.height * scale));
    poster->media_type = order_media_type(POSTER_JPEG);
    if (!photo_read(&photo, order->framing.turn, whole, poster->width_px,
                    poster->height_px, &picture, err))
        return false;
    const bool done = encode_jpeg(&picture, &wish, &poster->file, err);
    pixmap_finish(&picture);
    return done;
}
