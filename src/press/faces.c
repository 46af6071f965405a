#include "faces.h"

#include "pyramid.h"
#include "thumbnail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Every number here was chosen by trying, on 24 photos with 64 faces and 124
// without any: 46 are found, and a false one in one photo.
enum {
    // Only every third window across and down is looked at, and only by the
    // cascade's first stages; where one passes, so are all up to the next.
    STRIDE = 3,
    HINT_STAGES = 5,
    HINT_REACH = 1,
    // Around a hit are more of the same face.
    HIT_REACH = 3,
    // Windows that hit: a face has many, chance has one or two.
    HITS_MIN = 5,
    // With so many there is no doubt ...
    HITS_SURE = 8,
    GROUPS_MAX = 128,
    // A close-up is looked at with its longer side at this many pixels.
    CLOSE_SIDE_PX = 100,
};

// ... and faces this many times smaller are people far behind, or none.
static const double sure_ratio = 2.5;
// A face that fills the picture passes its edges with its window: it is looked
// for once more with so much paper on each side, as a part of the side.
static const double close_border = 0.25;
// Of a close-up, the face is at least this part as wide as the picture.
static const double close_width = 0.45;
// From one size of faces to the next.
static const double pyramid_step = 1.2;
// Windows whose edges differ by less than this part of their size show the same
// face (OpenCV's groupRectangles).
static const double likeness = 0.2;

// What is known of a window.
enum mark { MARK_NONE, MARK_HINT, MARK_NEAR_HIT };

// The mean of windows that show the same face; px of the largest level.
struct group {
    struct rect box;
    int hits;
};

struct search {
    const struct cascade *cascade;
    struct pyramid pyramid;
    struct group groups[GROUPS_MAX];
    size_t group_count;
    // Of the level that is looked at:
    struct integral integral;
    uint8_t *marks; // an enum mark for each window
    int width;      // how many windows there are
    int height;
    double scale; // px of the largest level for one
};

static bool is_like(const struct rect *a, const struct rect *b)
{
    const double slack =
        likeness * (fmin(a->width, b->width) + fmin(a->height, b->height)) / 2;
    return fabs(a->x - b->x) <= slack && fabs(a->y - b->y) <= slack &&
           fabs(a->x + a->width - b->x - b->width) <= slack &&
           fabs(a->y + a->height - b->y - b->height) <= slack;
}

static double mean(double a, int a_hits, double b, int b_hits)
{
    return (a * a_hits + b * b_hits) / (a_hits + b_hits);
}

static struct group join(const struct group *a, const struct group *b)
{
    return (struct group){
        {mean(a->box.x, a->hits, b->box.x, b->hits),
         mean(a->box.y, a->hits, b->box.y, b->hits),
         mean(a->box.width, a->hits, b->box.width, b->hits),
         mean(a->box.height, a->hits, b->box.height, b->hits)},
        a->hits + b->hits};
}

// Joins the window with the groups that are like it, and what comes of it with
// those that are then.
static void add_window(struct search *search, int x, int y)
{
    struct group added = {{x * search->scale, y * search->scale,
                           search->cascade->width * search->scale,
                           search->cascade->height * search->scale},
                          1};
    size_t i = 0;
    while (i < search->group_count)
        if (is_like(&search->groups[i].box, &added.box)) {
            added = join(&added, &search->groups[i]);
            search->groups[i] = search->groups[--search->group_count];
            i = 0;
        } else {
            i++;
        }
    if (search->group_count < GROUPS_MAX)
        search->groups[search->group_count++] = added;
}

static bool accepts(const struct search *search, int x, int y, size_t stages)
{
    return cascade_accepts(search->cascade, &search->integral, x, y, stages);
}

static void mark_around(const struct search *search, int x, int y, int reach,
                        enum mark mark)
{
    const int top = y > reach ? y - reach : 0;
    const int left = x > reach ? x - reach : 0;
    for (int row = top; row <= y + reach && row < search->height; row++)
        for (int i = left; i <= x + reach && i < search->width; i++) {
            uint8_t *there = &search->marks[row * search->width + i];
            if (*there < mark)
                *there = (uint8_t)mark;
        }
}

static void mark_hints(const struct search *search)
{
    memset(search->marks, MARK_NONE,
           (size_t)search->width * (size_t)search->height);
    for (int y = 0; y < search->height; y += STRIDE)
        for (int x = 0; x < search->width; x += STRIDE)
            if (accepts(search, x, y, HINT_STAGES))
                mark_around(search, x, y, HINT_REACH, MARK_HINT);
}

static void mark_hits(const struct search *search)
{
    const uint8_t *mark = search->marks;
    for (int y = 0; y < search->height; y++)
        for (int x = 0; x < search->width; x++)
            if (*mark++ == MARK_HINT &&
                accepts(search, x, y, search->cascade->stage_count))
                mark_around(search, x, y, HIT_REACH, MARK_NEAR_HIT);
}

static void add_hits(struct search *search)
{
    const uint8_t *mark = search->marks;
    for (int y = 0; y < search->height; y++)
        for (int x = 0; x < search->width; x++)
            if (*mark++ == MARK_NEAR_HIT &&
                accepts(search, x, y, search->cascade->stage_count))
                add_window(search, x, y);
}

// Whether a face is sure and much larger than those of this level.
static bool is_enough(const struct search *search)
{
    const double small = search->cascade->width * search->scale;
    for (size_t i = 0; i < search->group_count; i++)
        if (search->groups[i].hits >= HITS_SURE &&
            search->groups[i].box.width > sure_ratio * small)
            return true;
    return false;
}

// From the smallest level to the largest: from large faces to small ones.
static void scan_levels(struct search *search)
{
    const struct grey *largest = search->pyramid.levels;
    for (size_t i = search->pyramid.level_count; i-- > 0;) {
        const struct grey *level = &search->pyramid.levels[i];
        search->scale = (double)largest->width / level->width;
        search->width = level->width - search->cascade->width + 1;
        search->height = level->height - search->cascade->height + 1;
        if (is_enough(search))
            break;
        integral_sum(&search->integral, level);
        mark_hints(search);
        mark_hits(search);
        add_hits(search);
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

static bool holds_middle(const struct rect *box, const struct rect *of)
{
    const double x = of->x + of->width / 2;
    const double y = of->y + of->height / 2;
    return x >= box->x && x <= box->x + box->width && y >= box->y &&
           y <= box->y + box->height;
}

// No face is inside another one: of two, the surer is kept.
static void drop_doubles(struct face faces[FACES_MAX], size_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        size_t k = 0;
        while (k < kept && !holds_middle(&faces[k].box, &faces[i].box) &&
               !holds_middle(&faces[i].box, &faces[k].box))
            k++;
        if (k == kept)
            faces[kept++] = faces[i];
    }
    *count = kept;
}

static void list_faces(const struct search *search,
                       struct face faces[FACES_MAX], size_t *count)
{
    const struct grey *largest = search->pyramid.levels;
    for (size_t i = 0; i < search->group_count; i++) {
        const struct group *group = &search->groups[i];
        const struct rect box = {group->box.x / largest->width,
                                 group->box.y / largest->height,
                                 group->box.width / largest->width,
                                 group->box.height / largest->height};
        if (group->hits >= HITS_MIN)
            insert_face(faces, count, &(struct face){box, group->hits});
    }
    drop_doubles(faces, count);
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

// The longer side at which the picture is looked at.
static int find_side(const struct pixmap *picture)
{
    const double longer = fmax(picture->width, picture->height);
    const double shorter = fmin(picture->width, picture->height);
    return (int)fmin(FACES_SIDE_PX, sqrt(FACES_AREA_PX * longer / shorter));
}

static bool search_picture(const struct cascade *cascade,
                           const struct pixmap *thumbnail,
                           struct face faces[FACES_MAX], size_t *count)
{
    struct search search;
    const bool done = search_init(&search, cascade, thumbnail);
    *count = 0;
    if (done) {
        scan_levels(&search);
        list_faces(&search, faces, count);
    }
    search_finish(&search);
    return done;
}

// The picture in the middle of grey paper.
static bool init_framed(struct pixmap *framed, const struct pixmap *picture,
                        int across, int down)
{
    const size_t size = (size_t)picture->width * PIXMAP_CHANNELS;
    if (!pixmap_init(framed, picture->width + 2 * across,
                     picture->height + 2 * down))
        return false;
    memset(framed->pixels, 128,
           (size_t)framed->width * (size_t)framed->height * PIXMAP_CHANNELS);
    for (int y = 0; y < picture->height; y++)
        memcpy(pixmap_row(framed, down + y) + (size_t)across * PIXMAP_CHANNELS,
               pixmap_row(picture, y), size);
    return true;
}

// Leaves of the faces on framed paper those of a close-up, as they lie in the
// picture itself; their boxes may pass its edges.
static void unframe(struct face faces[FACES_MAX], size_t *count)
{
    const double whole = 1 + 2 * close_border;
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        const struct rect *box = &faces[i].box;
        const struct rect inner = {box->x * whole - close_border,
                                   box->y * whole - close_border,
                                   box->width * whole, box->height * whole};
        if (inner.width >= close_width)
            faces[kept++] = (struct face){inner, faces[i].hits};
    }
    *count = kept;
}

static bool find_close(const struct cascade *cascade,
                       const struct pixmap *picture,
                       struct face faces[FACES_MAX], size_t *count)
{
    struct pixmap thumbnail;
    struct pixmap framed;
    if (!thumbnail_init(&thumbnail, picture, CLOSE_SIDE_PX))
        return false;
    bool done = init_framed(&framed, &thumbnail,
                            (int)lround(close_border * thumbnail.width),
                            (int)lround(close_border * thumbnail.height));
    pixmap_finish(&thumbnail);
    if (!done)
        return false;
    done = search_picture(cascade, &framed, faces, count);
    unframe(faces, count);
    pixmap_finish(&framed);
    return done;
}

bool faces_find(const struct cascade *cascade, const struct pixmap *picture,
                struct face faces[FACES_MAX], size_t *count)
{
    struct pixmap thumbnail;
    *count = 0;
    if (!thumbnail_init(&thumbnail, picture, find_side(picture)))
        return false;
    bool done = search_picture(cascade, &thumbnail, faces, count);
    pixmap_finish(&thumbnail);
    if (done && *count == 0)
        done = find_close(cascade, picture, faces, count);
    return done;
}
