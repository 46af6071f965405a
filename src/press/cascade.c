#include "cascade.h"

#include "cascade_xml.h"

#include <assert.h>
#include <stdlib.h>

bool cascade_create(struct cascade **cascade, const char *path,
                    struct error *err)
{
    *cascade = calloc(1, sizeof **cascade);
    if (!*cascade)
        return error_set_memory(err);
    if (cascade_xml_read(*cascade, path, err))
        return true;
    cascade_destroy(*cascade);
    *cascade = NULL;
    return false;
}

void cascade_destroy(struct cascade *cascade)
{
    if (!cascade)
        return;
    for (size_t i = 0; i < cascade->stage_count; i++)
        free(cascade->stages[i].stumps);
    free(cascade->stages);
    free(cascade);
}

// Sums of the three cells side by side between two rows of corners.
struct cells {
    uint32_t left;
    uint32_t middle;
    uint32_t right;
};

static struct cells read_cells(const uint32_t *above, const uint32_t *below,
                               ptrdiff_t width)
{
    const uint32_t first = below[0] - above[0];
    const uint32_t second = below[width] - above[width];
    const uint32_t third = below[2 * width] - above[2 * width];
    const uint32_t fourth = below[3 * width] - above[3 * width];
    return (struct cells){second - first, third - second, fourth - third};
}

// The pattern of the grid: a bit for each outer cell that is as bright as the
// middle one or brighter, from the highest at the top left clockwise
// (OpenCV's cascadedetect.hpp, LBPEvaluator).
static unsigned read_pattern(const struct cascade_feature *feature,
                             const uint32_t *window)
{
    const uint32_t *rows[4];
    rows[0] = window + feature->start;
    for (int i = 1; i < 4; i++)
        rows[i] = rows[i - 1] + feature->down;
    const struct cells top = read_cells(rows[0], rows[1], feature->width);
    const struct cells row = read_cells(rows[1], rows[2], feature->width);
    const struct cells low = read_cells(rows[2], rows[3], feature->width);
    const uint32_t middle = row.middle;
    return (top.left >= middle) * 128u | (top.middle >= middle) * 64u |
           (top.right >= middle) * 32u | (row.right >= middle) * 16u |
           (low.right >= middle) * 8u | (low.middle >= middle) * 4u |
           (low.left >= middle) * 2u | (row.left >= middle) * 1u;
}

static bool stage_accepts(const struct cascade_stage *stage,
                          const uint32_t *window)
{
    double sum = 0;
    for (size_t i = 0; i < stage->count; i++) {
        const struct cascade_stump *stump = &stage->stumps[i];
        const unsigned pattern = read_pattern(&stump->feature, window);
        const uint32_t word = stump->subset[pattern / CASCADE_WORD_BITS];
        sum += word >> pattern % CASCADE_WORD_BITS & 1 ? stump->inside
                                                       : stump->outside;
    }
    return sum >= stage->threshold;
}

bool cascade_accepts(const struct cascade *cascade,
                     const struct integral *integral, int x, int y,
                     size_t stages)
{
    assert(x >= 0 && x + cascade->width <= integral->width);
    assert(y >= 0 && y + cascade->height <= integral->height);
    const uint32_t *window =
        integral->sums + (size_t)y * INTEGRAL_STRIDE + (size_t)x;
    for (size_t i = 0; i < stages && i < cascade->stage_count; i++)
        if (!stage_accepts(&cascade->stages[i], window))
            return false;
    return true;
}
