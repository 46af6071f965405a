#include "focus.h"

#include "faces.h"
#include "subject.h"

#include <math.h>
#include <stdlib.h>

struct focus_finder {
    struct cascade *cascade; // owned
};

// Where a head is when nothing else is known: in portraits the eyes are about a
// third from above.
static const struct point prior = {0.5, 1.0 / 3};

// Of the heads of a group, hair to chin, measured on the photos that faces.c
// was tuned on: 1.5 to 1.8 of the face's window high, its middle 0.0 to 0.2
// above.
static const double head_width = 1.3;
static const double head_height = 1.7;
static const double head_rise = 0.12;

// People who belong together are of like size; one that is less than this part
// as wide as the largest stands far behind, or is none.
static const double together_ratio = 0.45;
// A false face draws the focus away from the true one, so who joins it must be
// surer than one that is alone: no false one on those photos had so many hits.
static const int together_hits = 8;

bool focus_create(struct focus_finder **finder, const char *cascade_file,
                  struct error *err)
{
    *finder = calloc(1, sizeof **finder);
    if (!*finder)
        return error_set_memory(err);
    if (cascade_create(&(*finder)->cascade, cascade_file, err))
        return true;
    focus_destroy(*finder);
    *finder = NULL;
    return false;
}

void focus_destroy(struct focus_finder *finder)
{
    if (!finder)
        return;
    cascade_destroy(finder->cascade);
    free(finder);
}

static struct rect head_of(const struct face *face)
{
    const struct rect *box = &face->box;
    const double width = head_width * box->width;
    const double height = head_height * box->height;
    return (struct rect){box->x + box->width / 2 - width / 2,
                         box->y + (0.5 - head_rise) * box->height - height / 2,
                         width, height};
}

static struct rect unite(const struct rect *a, const struct rect *b)
{
    const double x = fmin(a->x, b->x);
    const double y = fmin(a->y, b->y);
    return (struct rect){x, y, fmax(a->x + a->width, b->x + b->width) - x,
                         fmax(a->y + a->height, b->y + b->height) - y};
}

// The face that matters most: large and sure.
static const struct face *find_main(const struct face *faces, size_t count)
{
    const struct face *best = faces;
    for (size_t i = 1; i < count; i++)
        if (faces[i].box.width * faces[i].hits > best->box.width * best->hits)
            best = &faces[i];
    return best;
}

static struct rect find_heads(const struct face *faces, size_t count)
{
    const struct face *best = find_main(faces, count);
    struct rect heads = head_of(best);
    for (size_t i = 0; i < count; i++) {
        const struct face *face = &faces[i];
        if (face->box.width >= together_ratio * best->box.width &&
            face->hits >= together_hits) {
            const struct rect head = head_of(face);
            heads = unite(&heads, &head);
        }
    }
    return heads;
}

static double within(double value)
{
    return fmax(0, fmin(value, 1));
}

bool focus_find(const struct focus_finder *finder, const struct pixmap *upright,
                struct focus *focus)
{
    struct face faces[FACES_MAX];
    size_t count;
    if (!faces_find(finder->cascade, upright, faces, &count))
        return false;
    if (count > 0) {
        const struct rect heads = find_heads(faces, count);
        *focus = (struct focus){.point = {within(heads.x + heads.width / 2),
                                          within(heads.y + heads.height / 2)},
                                .heads = heads};
        return true;
    }
    struct subject subject;
    if (!subject_find(upright, &subject))
        return false;
    *focus = (struct focus){
        .point = {prior.x + (subject.x - prior.x) * subject.certainty,
                  prior.y}};
    return true;
}
