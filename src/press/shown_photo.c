#include "shown_photo.h"

#include "blend.h"
#include "canvas.h"
#include "encode_jpeg.h"
#include "photo.h"
#include "pixmap.h"

#include <math.h>

// A step of JPEG is not seen in a preview, and the poster is made of the photo
// itself.
enum { QUALITY = 85 };

// The whole photo, with its longer side no longer than is shown.
static bool read_small(const struct photo *photo, int turn, int width,
                       int height, struct pixmap *picture, struct error *err)
{
    const double scale =
        fmin(1, (double)LIMIT_SHOWN_PHOTO_SIDE_PX / fmax(width, height));
    const struct rect whole = {.width = width, .height = height};
    return photo_read(photo, turn, whole, (int)fmax(1, round(width * scale)),
                      (int)fmax(1, round(height * scale)), picture, err);
}

static bool write_file(const struct pixmap *picture, struct buffer *file,
                       struct error *err)
{
    const struct jpeg_wish wish = {.quality = QUALITY};
    struct canvas *canvas =
        canvas_create(picture->width, picture->height, CANVAS_WHITE);
    if (!canvas)
        return error_set_memory(err);
    for (int y = 0; y < picture->height; y++)
        blend_rgba(canvas_row(canvas, y), pixmap_row(picture, y),
                   picture->width);
    const bool done = encode_jpeg(canvas, &wish, file, err);
    canvas_destroy(canvas);
    return done;
}

bool shown_photo_make(struct shown_photo *shown, struct bytes file, int turn,
                      const struct photo_limits *limits, struct error *err)
{
    struct photo photo;
    struct pixmap picture;
    *shown = (struct shown_photo){0};
    if (!photo_inspect_within(&photo, file, limits, err))
        return false;
    photo_upright_size(&photo, turn, &shown->width_px, &shown->height_px);
    if (!read_small(&photo, turn, shown->width_px, shown->height_px, &picture,
                    err))
        return false;
    const bool done = write_file(&picture, &shown->file, err);
    pixmap_finish(&picture);
    if (!done)
        shown_photo_finish(shown);
    return done;
}

void shown_photo_finish(struct shown_photo *shown)
{
    buffer_finish(&shown->file);
    *shown = (struct shown_photo){0};
}
