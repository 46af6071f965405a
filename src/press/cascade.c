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
    free(cascade->features);
    free(cascade);
}

// The pattern of the grid: a bit for each outer cell that is as bright as the
// middle one or brighter, from the highest at the top left clockwise
// (OpenCV's cascadedetect.hpp, LBPEvaluator).
static unsigned read_pattern(const struct cascade_feature *feature,
                             const uint32_t *window)
{
    uint32_t sum[CASCADE_CORNERS * CASCADE_CORNERS];
    for (int i = 0; i < CASCADE_CORNERS * CASCADE_CORNERS; i++)
        sum[i] = window[feature->corners[i]];
#define CELL(i) (sum[i] - sum[(i) + 1] - sum[(i) + 4] + sum[(i) + 5])
    const uint32_t middle = CELL(5);
    return (CELL(0) >= middle) * 128u | (CELL(1) >= middle) * 64u |
           (CELL(2) >= middle) * 32u | (CELL(6) >= middle) * 16u |
           (CELL(10) >= middle) * 8u | (CELL(9) >= middle) * 4u |
           (CELL(8) >= middle) * 2u | (CELL(4) >= middle) * 1u;
#undef CELL
}

static bool stage_accepts(const struct cascade_stage *stage,
                          const uint32_t *window)
{
    double sum = 0;
    for (size_t i = 0; i < stage->count; i++) {
        const struct cascade_stump *stump = &stage->stumps[i];
        const unsigned pattern = read_pattern(stump->feature, window);
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
