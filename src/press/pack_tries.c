#include "pack_tries.h"

#include "encode_jpeg.h"
#include "encode_png.h"
#include "photo.h"
#include "unlike.h"

#include <string.h>

bool pack_refuse(const struct pack_wish *wish, struct error *err)
{
    return error_set_values(err, ERROR_INVALID, MESSAGE_FILE_TOO_LARGE, "type",
                            wish->max_bytes / 1000, 0);
}

bool pack_is_refused(const struct error *err)
{
    return err->message == MESSAGE_FILE_TOO_LARGE;
}

bool pack_png(struct canvas *canvas, const struct pack_wish *wish,
              const struct paletted *paletted, struct packed *packed,
              struct error *err)
{
    const struct png_wish png = {.transparent = wish->transparent,
                                 .dpi = wish->dpi,
                                 .small = wish->small,
                                 .paletted = paletted,
                                 .text = wish->text};
    *packed = (struct packed){.file = {.limit = (size_t)wish->max_bytes},
                              .type = POSTER_PNG,
                              .colors = paletted ? paletted->color_count : 0};
    if (encode_png(canvas, &png, &packed->file, err)) {
        packed->file.limit = 0;
        return true;
    }
    buffer_finish(&packed->file);
    // Memory that is out is told by who comes next.
    return wish->max_bytes > 0 ? pack_refuse(wish, err) : false;
}

bool pack_jpeg(struct canvas *canvas, const struct pack_wish *wish, int quality,
               struct packed *packed, struct error *err)
{
    const struct jpeg_wish jpeg = {
        .quality = quality,
        .full_color = true,
        .progressive = true,
        .dpi = wish->dpi,
        .xmp = wish->text ? buffer_view(&wish->text->xmp) : (struct bytes){0}};
    *packed = (struct packed){.type = POSTER_JPEG, .quality = quality};
    if (encode_jpeg(canvas, &jpeg, &packed->file, err))
        return true;
    buffer_finish(&packed->file);
    return false;
}

static void give_paletted_row(void *context, int y, uint8_t *rgb)
{
    const struct paletted *picture = context;
    const uint8_t *index =
        picture->indices + (size_t)y * (size_t)picture->width;
    for (int x = 0; x < picture->width; x++)
        memcpy(rgb + 3 * (size_t)x, picture->colors[index[x]], 3);
}

static void give_pixmap_row(void *context, int y, uint8_t *rgb)
{
    const struct pixmap *picture = context;
    const uint8_t *from = pixmap_row(picture, y);
    for (int x = 0; x < picture->width; x++)
        memcpy(rgb + 3 * (size_t)x, from + PIXMAP_CHANNELS * (size_t)x, 3);
}

double pack_unlike_paletted(struct canvas *canvas, struct paletted *paletted)
{
    return unlike_measure(canvas, give_paletted_row, paletted);
}

double pack_unlike_jpeg(struct canvas *canvas, const struct buffer *file)
{
    struct photo photo;
    struct pixmap picture;
    struct error err;
    const int width = canvas_width(canvas);
    const int height = canvas_height(canvas);
    const struct rect all = {0, 0, width, height};
    if (!photo_inspect(&photo, buffer_view(file), &err) ||
        !photo_read(&photo, 0, all, width, height, &picture, &err))
        return -1;
    const double unlike = unlike_measure(canvas, give_pixmap_row, &picture);
    pixmap_finish(&picture);
    return unlike;
}
