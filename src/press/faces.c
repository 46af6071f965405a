#include "faces.h"

#include "pyramid.h"
#include "thumbnail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Every number below was chosen by trying: 24 photos with 64 faces, 125 without
// any. These find 47 faces, and a false one in 3 photos.
enum {
    // Only every third window across and down is looked at, and only by the
    // cascade's first stages; where one passes, all around it are.
    STRIDE = 3,
    HINT_STAGES = 5,
    // A face is hit by many windows a pixel apart, chance by one or two.
    HITS_MIN = 2,
    // With so many there is no doubt ...
    HITS_SURE = 12,
    GROUPS_MAX = 128,
};

static const double pyramid_step = 1.2;
// ... and faces this many times smaller are people far behind, or false.
static const double sure_ratio = 2.5;
// Windows whose edges differ by less than this part of their size show the same
// face (OpenCV's groupRectangles).
static const double likeness = 0.2;

// Windows that show the same face, as sums; px of the first level.
struct group {
    double x;
    double y;
    double width;
    double height;
    int hits;
};

struct search {
    const struct cascade *cascade;
    struct pyramid pyramid;
    struct integral integral;
    uint8_t *marks; // for each window of a level, whether it is worth a look
    struct group groups[GROUPS_MAX];
    size_t group_count;
};

static bool is_like(const struct group *group, const struct group *window)
{
    const double x = group->x / group->hits;
    const double y = group->y / group->hits;
    const double width = group->width / group->hits;
    const double height = group->height / group->hits;
    const double slack =
        likeness *
        (fmin(width, window->width) + fmin(height, window->height)) / 2;
    return fabs(x - window->x) <= slack && fabs(y - window->y) <= slack &&
           fabs(x + width - window->x - window->width) <= slack &&
           fabs(y + height - window->y - window->height) <= slack;
}

static void add_window(struct search *search, const struct group *window)
{
    struct group *group = search->groups;
    const struct group *end = group + search->group_count;
    while (group < end && !is_like(group, window))
        group++;
    if (group == end) {
        if (search->group_count == GROUPS_MAX)
            return;
        search->group_count++;
        *group = (struct group){0};
    }
    group->x += window->x;
    group->y += window->y;
    group->width += window->width;
    group->height += window->height;
    group->hits++;
}

// Marks the windows around x, y: half way to the next that is looked at, and
// one more.
static void mark_around(const struct search *search, int x, int y, int width,
                        int height)
{
    for (int row = y - 1; row < y + STRIDE; row++)
        for (int column = x - 1; column < x + STRIDE; column++)
            if (row >= 0 && row < height && column >= 0 && column < width)
                search->marks[row * width + column] = 1;
}

// `width` x `height` windows.
static void mark_windows(const struct search *search, int width, int height)
{
    memset(search->marks, 0, (size_t)width * (size_t)height);
    for (int y = 0; y < height; y += STRIDE)
        for (int x = 0; x < width; x += STRIDE)
            if (cascade_accepts(search->cascade, &search->integral, x, y,
                                HINT_STAGES))
                mark_around(search, x, y, width, height);
}

static void scan_level(struct search *search, const struct grey *level)
{
    const struct cascade *cascade = search->cascade;
    const double scale = (double)search->pyramid.levels[0].width / level->width;
    const int width = level->width - cascade->width + 1;
    const int height = level->height - cascade->height + 1;
    integral_sum(&search->integral, level);
    mark_windows(search, width, height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            if (search->marks[y * width + x] &&
                cascade_accepts(cascade, &search->integral, x, y,
                                cascade->stage_count))
                add_window(search,
                           &(struct group){.x = x * scale,
                                           .y = y * scale,
                                           .width = cascade->width * scale,
                                           .height = cascade->height * scale});
}

// Whether a face is sure and much larger than the windows of this level.
static bool is_enough(const struct search *search, const struct grey *level)
{
    const double scale = (double)search->pyramid.levels[0].width / level->width;
    for (size_t i = 0; i < search->group_count; i++) {
        const struct group *group = &search->groups[i];
        if (group->hits >= HITS_SURE &&
            group->width / group->hits >
                sure_ratio * scale * search->cascade->width)
            return true;
    }
    return false;
}

// From the smallest level to the largest: from large faces to small ones.
static void scan_levels(struct search *search)
{
    for (size_t i = search->pyramid.level_count; i-- > 0;) {
        const struct grey *level = &search->pyramid.levels[i];
        if (is_enough(search, level))
            break;
        scan_level(search, level);
    }
}

// Puts a face among those found so far, the surest first.
static void insert_face(struct face faces[FACES_MAX], size_t *count,
                        const struct face *face)
{
    size_t i = *count < FACES_MAX ? (*count)++ : FACES_MAX;
    for (; i > 0 && faces[i - 1].hits < face->hits; i--)
        if (i < FACES_MAX)
            faces[i] = faces[i - 1];
    if (i < FACES_MAX)
        faces[i] = *face;
}

static void list_faces(const struct search *search,
                       struct face faces[FACES_MAX], size_t *count)
{
    const struct grey *whole = &search->pyramid.levels[0];
    for (size_t i = 0; i < search->group_count; i++) {
        const struct group *group = &search->groups[i];
        const double across = (double)group->hits * whole->width;
        const double down = (double)group->hits * whole->height;
        if (group->hits >= HITS_MIN)
            insert_face(
                faces, count,
                &(struct face){{group->x / across, group->y / down,
                                group->width / across, group->height / down},
                               group->hits});
    }
}

static bool search_init(struct search *search, const struct cascade *cascade,
                        const struct pixmap *thumbnail)
{
    *search = (struct search){.cascade = cascade};
    search->integral.sums =
        malloc((size_t)INTEGRAL_STRIDE * INTEGRAL_STRIDE * sizeof(uint32_t));
    search->marks = malloc((size_t)INTEGRAL_SIDE_PX * INTEGRAL_SIDE_PX);
    return search->integral.sums && search->marks &&
           pyramid_init(&search->pyramid, thumbnail, pyramid_step,
                        cascade->width, cascade->height);
}

static void search_finish(struct search *search)
{
    pyramid_finish(&search->pyramid);
    free(search->marks);
    free(search->integral.sums);
}

bool faces_find(const struct cascade *cascade, const struct pixmap *picture,
                struct face faces[FACES_MAX], size_t *count)
{
    struct pixmap thumbnail;
    *count = 0;
    if (!thumbnail_init(&thumbnail, picture, FACES_SIDE_PX))
        return false;
    struct search search;
    const bool done = search_init(&search, cascade, &thumbnail);
    if (done) {
        scan_levels(&search);
        list_faces(&search, faces, count);
    }
    search_finish(&search);
    pixmap_finish(&thumbnail);
    return done;
}
