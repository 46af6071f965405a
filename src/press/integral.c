#include "integral.h"

#include <string.h>

void integral_sum(struct integral *integral, const struct grey *grey)
{
    integral->width = grey->width;
    integral->height = grey->height;
    memset(integral->sums, 0, ((size_t)grey->width + 1) * sizeof(uint32_t));
    const uint8_t *level = grey->levels;
    for (int y = 0; y < grey->height; y++) {
        const uint32_t *above = integral->sums + (size_t)y * INTEGRAL_STRIDE;
        uint32_t *below = integral->sums + ((size_t)y + 1) * INTEGRAL_STRIDE;
        uint32_t row = 0;
        below[0] = 0;
        for (int x = 0; x < grey->width; x++) {
            row += *level++;
            below[x + 1] = above[x + 1] + row;
        }
    }
}
