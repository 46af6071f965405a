#include "unlike.h"

#include <stdlib.h>

enum { CELL = 4, HALF = 2, RGB = 3 };

// JFIF 1.02, in thousandths.
enum { RED = 299, GREEN = 587, BLUE = 114 };
#define CB_OF_BLUE 0.564
#define CR_OF_RED 0.713

struct sums {
    double light;
    double blue;
    double red;
};

// What one pixel differs by: its light in thousandths, its blue and its red.
struct difference {
    int light;
    int blue;
    int red;
};

static struct difference differ(uint32_t ours, const uint8_t *theirs)
{
    const int red = theirs[0] - (int)(ours >> 16 & 0xff);
    const int green = theirs[1] - (int)(ours >> 8 & 0xff);
    const int blue = theirs[2] - (int)(ours & 0xff);
    return (struct difference){RED * red + GREEN * green + BLUE * blue, blue,
                               red};
}

// A cell of 4 x 4 pixels, less at the right and the lower edge. Each mean
// counts for the pixels that it is of.
static void add_cell(struct canvas *canvas, const uint8_t *band, int left,
                     int top, struct sums *sums)
{
    const int width = canvas_width(canvas);
    const int right = left + CELL < width ? left + CELL : width;
    const int height = canvas_height(canvas);
    const int bottom = top + CELL < height ? top + CELL : height;
    double light[HALF * HALF] = {0};
    int count[HALF * HALF] = {0};
    double all = 0;
    double blue = 0;
    double red = 0;
    for (int y = top; y < bottom; y++)
        for (int x = left; x < right; x++) {
            const struct difference by = differ(
                canvas_row(canvas, y)[x],
                band + ((size_t)(y - top) * (size_t)width + (size_t)x) * RGB);
            const int quarter = (y - top) / HALF * HALF + (x - left) / HALF;
            light[quarter] += by.light / 1000.0;
            count[quarter]++;
            all += by.light / 1000.0;
            blue += by.blue;
            red += by.red;
        }
    for (int i = 0; i < HALF * HALF; i++)
        if (count[i] > 0)
            sums->light += light[i] * light[i] / count[i];
    const int pixels = (right - left) * (bottom - top);
    const double cb = CB_OF_BLUE * (blue - all);
    const double cr = CR_OF_RED * (red - all);
    sums->blue += cb * cb / pixels;
    sums->red += cr * cr / pixels;
}

double unlike_measure(struct canvas *canvas, unlike_row *row, void *context)
{
    const int width = canvas_width(canvas);
    const int height = canvas_height(canvas);
    uint8_t *band = malloc((size_t)width * RGB * CELL);
    struct sums sums = {0};
    if (!band)
        return -1;
    for (int top = 0; top < height; top += CELL) {
        for (int y = top; y < top + CELL && y < height; y++)
            row(context, y, band + (size_t)(y - top) * (size_t)width * RGB);
        for (int left = 0; left < width; left += CELL)
            add_cell(canvas, band, left, top, &sums);
    }
    free(band);
    return (6 * sums.light + sums.blue + sums.red) / 8 /
           ((double)width * height);
}
