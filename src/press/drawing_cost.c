#include "drawing.h"

#include <stdlib.h>
#include <string.h>

struct named {
    const char *id;
    size_t index;
};

// What each element costs to draw, with all below it and all it refers to.
struct costs {
    const struct drawing *drawing;
    long *of;            // 0: not known yet
    bool *inside;        // being added up
    struct named *names; // sorted by id
    size_t name_count;
    bool turns_back; // something refers to itself
    int line;        // where
    long sum;        // of the attributes being read
};

static int compare(const void *a, const void *b)
{
    const struct named *one = a;
    const struct named *other = b;
    return strcmp(one->id, other->id);
}

static void list_names(struct costs *costs)
{
    for (size_t i = 0; i < drawing_count(costs->drawing); i++) {
        const char *id = drawing_element(costs->drawing, i).id;
        if (*id)
            costs->names[costs->name_count++] = (struct named){id, i};
    }
    qsort(costs->names, costs->name_count, sizeof *costs->names, compare);
}

static long cost_of(struct costs *costs, size_t index);

static long cost_of_id(struct costs *costs, const char *id, size_t length)
{
    char *copy = strndup(id, length);
    const struct named wanted = {copy, 0};
    const struct named *found =
        copy ? bsearch(&wanted, costs->names, costs->name_count,
                       sizeof *costs->names, compare)
             : NULL;
    free(copy);
    return found ? cost_of(costs, found->index) : 0;
}

static bool is_heavy(const char *attribute, const char *value)
{
    static const char *const heavy[] = {"filter", "mask"};
    for (size_t i = 0; i < sizeof heavy / sizeof *heavy; i++)
        if (strcmp(attribute, heavy[i]) == 0 ||
            (strcmp(attribute, "style") == 0 && strstr(value, heavy[i])))
            return true;
    return false;
}

static void add_attribute(void *context, const char *name, const char *value)
{
    struct costs *costs = context;
    // The references of this attribute use the same sum.
    long sum = costs->sum;
    if (sum > DRAWING_COST_MAX)
        return;
    if (strncmp(value, "data:", 5) != 0)
        sum += (long)(strlen(value) / 200);
    if (is_heavy(name, value))
        sum += DRAWING_FILTER_COST;
    if (strcmp(name, "href") == 0 && *value == '#')
        sum += cost_of_id(costs, value + 1, strlen(value + 1));
    for (const char *at = value;
         (at = strstr(at, "url(#")) && sum <= DRAWING_COST_MAX; at += 5)
        sum += cost_of_id(costs, at + 5, strcspn(at + 5, ")"));
    costs->sum = sum;
}

static long cost_of(struct costs *costs, size_t index)
{
    const struct drawing *drawing = costs->drawing;
    if (costs->inside[index]) {
        costs->turns_back = true;
        costs->line = drawing_element(drawing, index).line;
        return DRAWING_COST_MAX + 1;
    }
    if (costs->of[index])
        return costs->of[index];
    const long outer = costs->sum;
    costs->inside[index] = true;
    costs->sum = 1;
    drawing_each_attribute(drawing, index, add_attribute, costs);
    long cost = costs->sum;
    const int depth = drawing_element(drawing, index).depth;
    for (size_t i = index + 1;
         i < drawing_count(drawing) && cost <= DRAWING_COST_MAX; i++) {
        const struct drawing_element element = drawing_element(drawing, i);
        if (element.depth <= depth)
            break;
        if (element.parent == index)
            cost += cost_of(costs, i);
    }
    costs->inside[index] = false;
    costs->sum = outer;
    costs->of[index] = cost;
    return cost;
}

bool drawing_check_cost(const struct drawing *drawing, const char *path,
                        struct error *err)
{
    const size_t count = drawing_count(drawing);
    struct costs costs = {.drawing = drawing};
    costs.of = calloc(count, sizeof *costs.of);
    costs.inside = calloc(count, sizeof *costs.inside);
    costs.names = calloc(count, sizeof *costs.names);
    bool done = costs.of && costs.inside && costs.names;
    if (!done) {
        error_set_memory(err);
    } else {
        list_names(&costs);
        if (cost_of(&costs, 0) > DRAWING_COST_MAX)
            done =
                costs.turns_back
                    ? drawing_wrong(path, costs.line, "refers to itself", err)
                    : drawing_wrong(path, 0,
                                    "is too much to draw: more than 20000 "
                                    "elements, counted as often as they "
                                    "are used",
                                    err);
    }
    free(costs.of);
    free(costs.inside);
    free(costs.names);
    return done;
}
