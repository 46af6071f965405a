#include "quantise.h"

#include <stdlib.h>

#include <libimagequant.h>

// 1 is the slowest, 10 the fastest. Measured on posters in 256 colours: 8 takes
// a third of the time of 3, its own default is 4, and the error is a tenth
// larger.
enum { SPEED = 8 };

// Of libgomp, which libimagequant is built with; its header is the compiler's
// own, and Clang has none without another package. A child of the server may
// start no thread.
extern void omp_set_num_threads(int count);

struct quantiser {
    struct canvas *canvas;
    liq_attr *wishes;
    liq_image *image;
};

static void give_row(liq_color row[], int y, int width, void *canvas)
{
    const uint32_t *from = canvas_row(canvas, y);
    for (int x = 0; x < width; x++)
        row[x] = (liq_color){(uint8_t)(from[x] >> 16), (uint8_t)(from[x] >> 8),
                             (uint8_t)from[x], 255};
}

static bool open_image(struct quantiser *quantiser)
{
    struct canvas *canvas = quantiser->canvas;
    quantiser->wishes = liq_attr_create();
    if (!quantiser->wishes || liq_set_speed(quantiser->wishes, SPEED) != LIQ_OK)
        return false;
    quantiser->image =
        liq_image_create_custom(quantiser->wishes, give_row, canvas,
                                canvas_width(canvas), canvas_height(canvas), 0);
    return quantiser->image != NULL;
}

struct quantiser *quantiser_open(struct canvas *canvas)
{
    struct quantiser *quantiser = calloc(1, sizeof *quantiser);
    if (!quantiser)
        return NULL;
    omp_set_num_threads(1);
    quantiser->canvas = canvas;
    if (open_image(quantiser))
        return quantiser;
    quantiser_close(quantiser);
    return NULL;
}

void quantiser_close(struct quantiser *quantiser)
{
    if (!quantiser)
        return;
    if (quantiser->image)
        liq_image_destroy(quantiser->image);
    if (quantiser->wishes)
        liq_attr_destroy(quantiser->wishes);
    free(quantiser);
}

static void take_palette(liq_result *result, struct paletted *picture)
{
    const liq_palette *palette = liq_get_palette(result);
    picture->color_count = (int)palette->count;
    for (unsigned i = 0; i < palette->count; i++) {
        picture->colors[i][0] = palette->entries[i].r;
        picture->colors[i][1] = palette->entries[i].g;
        picture->colors[i][2] = palette->entries[i].b;
    }
}

static bool paint(struct quantiser *quantiser, liq_result *result,
                  bool dithered, struct paletted *picture)
{
    const size_t size = (size_t)picture->width * (size_t)picture->height;
    picture->indices = malloc(size);
    if (!picture->indices ||
        liq_set_dithering_level(result, dithered ? 1 : 0) != LIQ_OK ||
        liq_write_remapped_image(result, quantiser->image, picture->indices,
                                 size) != LIQ_OK)
        return false;
    // It may be changed by the remapping.
    take_palette(result, picture);
    return true;
}

bool quantiser_make(struct quantiser *quantiser, int colors, bool dithered,
                    struct paletted *picture)
{
    liq_result *result = NULL;
    *picture = (struct paletted){.width = canvas_width(quantiser->canvas),
                                 .height = canvas_height(quantiser->canvas)};
    if (liq_set_max_colors(quantiser->wishes, colors) != LIQ_OK ||
        liq_image_quantize(quantiser->image, quantiser->wishes, &result) !=
            LIQ_OK)
        return false;
    const bool done = paint(quantiser, result, dithered, picture);
    liq_result_destroy(result);
    if (!done)
        paletted_finish(picture);
    return done;
}

void paletted_finish(struct paletted *picture)
{
    free(picture->indices);
    *picture = (struct paletted){0};
}
