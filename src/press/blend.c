#include "blend.h"

// a * b / 255, rounded to nearest: exact for all bytes (Blinn, "Three wrongs
// make a right", 1995).
static uint32_t multiply(uint32_t a, uint32_t b)
{
    const uint32_t product = a * b + 128;
    return (product + (product >> 8)) >> 8;
}

static uint32_t over(uint32_t to, uint32_t red, uint32_t green, uint32_t blue,
                     uint32_t alpha)
{
    const uint32_t rest = 255 - alpha;
    red += multiply(to >> 16 & 0xff, rest);
    green += multiply(to >> 8 & 0xff, rest);
    blue += multiply(to & 0xff, rest);
    alpha += multiply(to >> 24, rest);
    // Premultiplied colours that were rounded up can pass 255 by one.
    red = red > 255 ? 255 : red;
    green = green > 255 ? 255 : green;
    blue = blue > 255 ? 255 : blue;
    return alpha << 24 | red << 16 | green << 8 | blue;
}

void blend_argb(uint32_t *to, const uint32_t *from, int count)
{
    for (int i = 0; i < count; i++) {
        const uint32_t pixel = from[i];
        if (pixel >= 0xff000000)
            to[i] = pixel;
        else if (pixel != 0)
            to[i] = over(to[i], pixel >> 16 & 0xff, pixel >> 8 & 0xff,
                         pixel & 0xff, pixel >> 24);
    }
}

void blend_rgba(uint32_t *to, const uint8_t *from, int count)
{
    for (int i = 0; i < count; i++, from += 4)
        if (from[3] == 255)
            to[i] = 0xff000000 | (uint32_t)from[0] << 16 |
                    (uint32_t)from[1] << 8 | from[2];
        else if (from[3] != 0)
            to[i] = over(to[i], from[0], from[1], from[2], from[3]);
}

void blend_rgba_masked(uint32_t *to, const uint8_t *from, const uint32_t *mask,
                       int count)
{
    for (int i = 0; i < count; i++, from += 4) {
        const uint32_t cover = mask[i] >> 24;
        if (cover == 255 && from[3] == 255)
            to[i] = 0xff000000 | (uint32_t)from[0] << 16 |
                    (uint32_t)from[1] << 8 | from[2];
        else if (cover != 0)
            to[i] =
                over(to[i], multiply(from[0], cover), multiply(from[1], cover),
                     multiply(from[2], cover), multiply(from[3], cover));
    }
}

void blend_erase(uint32_t *to, const uint32_t *mask, int count)
{
    for (int i = 0; i < count; i++) {
        const uint32_t rest = 255 - (mask[i] >> 24);
        to[i] = multiply(to[i] >> 24, rest) << 24 |
                multiply(to[i] >> 16 & 0xff, rest) << 16 |
                multiply(to[i] >> 8 & 0xff, rest) << 8 |
                multiply(to[i] & 0xff, rest);
    }
}

void blend_color(uint32_t *to, uint32_t rgb, uint8_t coverage, int count)
{
    if (coverage == 255) {
        for (int i = 0; i < count; i++)
            to[i] = 0xff000000 | rgb;
        return;
    }
    const uint32_t red = multiply(rgb >> 16 & 0xff, coverage);
    const uint32_t green = multiply(rgb >> 8 & 0xff, coverage);
    const uint32_t blue = multiply(rgb & 0xff, coverage);
    for (int i = 0; i < count; i++)
        to[i] = over(to[i], red, green, blue, coverage);
}
