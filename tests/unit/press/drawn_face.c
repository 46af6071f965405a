#include "drawn_face.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

// An ellipse within the head, all in parts of it, and how bright it is: 1 is
// the skin's own colour.
struct patch {
    double x;
    double y;
    double width;
    double height;
    double shade;
};

static const struct patch patches[] = {
    {0.50, 0.42, 1.00, 0.84, 0.25}, // hair
    {0.50, 0.55, 0.82, 0.88, 1.00}, // face
    {0.50, 0.30, 0.60, 0.20, 1.10}, // forehead
    {0.31, 0.46, 0.28, 0.13, 0.70}, // eye sockets
    {0.69, 0.46, 0.28, 0.13, 0.70},
    {0.31, 0.42, 0.26, 0.045, 0.30}, // brows
    {0.69, 0.42, 0.26, 0.045, 0.30},
    {0.31, 0.49, 0.17, 0.06, 0.30}, // eyes
    {0.69, 0.49, 0.17, 0.06, 0.30},
    {0.50, 0.52, 0.09, 0.24, 1.20}, // nose
    {0.28, 0.62, 0.22, 0.16, 1.12}, // cheeks
    {0.72, 0.62, 0.22, 0.16, 1.12},
    {0.50, 0.66, 0.20, 0.035, 0.55}, // below the nose
    {0.50, 0.78, 0.34, 0.06, 0.45},  // mouth
    {0.50, 0.85, 0.22, 0.04, 0.80},  // below the mouth
};

static void paint_pixel(uint8_t *pixel, unsigned rgb, double shade, double part)
{
    for (int c = 0; c < 3; c++) {
        const double level =
            fmin(255, (double)(rgb >> (16 - 8 * c) & 0xff) * shade);
        pixel[c] = (uint8_t)(pixel[c] * (1 - part) + level * part + 0.5);
    }
    pixel[3] = 255;
}

void drawn_face_background(const struct pixmap *picture, unsigned rgb)
{
    for (int y = 0; y < picture->height; y++)
        for (int x = 0; x < picture->width; x++)
            paint_pixel(pixmap_row(picture, y) + 4 * x, rgb, 1, 1);
}

static void paint_patch(const struct pixmap *picture, const struct rect *head,
                        const struct patch *patch, unsigned skin)
{
    const double x = head->x + patch->x * head->width;
    const double y = head->y + patch->y * head->height;
    const double across = patch->width * head->width / 2;
    const double down = patch->height * head->height / 2;
    const int top = (int)fmax(0, y - down);
    const int left = (int)fmax(0, x - across);
    for (int row = top; row < picture->height && row < y + down; row++)
        for (int i = left; i < picture->width && i < x + across; i++) {
            const double from =
                hypot((i + 0.5 - x) / across, (row + 0.5 - y) / down);
            // A soft rim.
            const double part = fmax(0, fmin(1, (1 - from) * 5));
            paint_pixel(pixmap_row(picture, row) + (ptrdiff_t)4 * i, skin,
                        patch->shade, part);
        }
}

void drawn_face_paint(const struct pixmap *picture, struct rect head,
                      unsigned skin)
{
    for (size_t i = 0; i < sizeof patches / sizeof patches[0]; i++)
        paint_patch(picture, &head, &patches[i], skin);
}

struct pixmap drawn_face_wall(int width, int height, unsigned rgb)
{
    struct pixmap picture;
    if (!pixmap_init(&picture, width, height))
        abort();
    drawn_face_background(&picture, rgb);
    return picture;
}
