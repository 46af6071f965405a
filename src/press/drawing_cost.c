#include "drawing.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct named {
    const char *id;
    size_t index;
};

// What an element is, with all below it and all it uses.
struct measure {
    long cost;
    long shapes;   // elements, as often as they are drawn
    long vertices; // at least as many as their outlines have
    bool known;
    bool inside; // being measured
};

struct costs {
    const struct drawing *drawing;
    struct measure *of;  // of each element
    struct named *names; // sorted by id
    size_t name_count;
    bool turns_back; // something refers to itself
    int line;        // where
    int chain;       // how many are being measured
};

// One element while it is measured.
struct sum {
    struct costs *costs;
    struct measure measure;
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

static bool is_too_much(const struct sum *sum)
{
    return sum->measure.cost > DRAWING_COST_MAX;
}

static void add_measure(struct sum *sum, const struct measure *other)
{
    sum->measure.cost += other->cost;
    sum->measure.shapes += other->shapes;
    sum->measure.vertices += other->vertices;
}

static struct measure measure(struct costs *costs, size_t index);

static bool is_gradient(const struct costs *costs, size_t index)
{
    const char *name = drawing_element(costs->drawing, index).name;
    return strcmp(name, "linearGradient") == 0 ||
           strcmp(name, "radialGradient") == 0;
}

// Adds all elements with this id (which of them is drawn is the drawer's
// choice): as parts of this one when `times` is 0, else their cost so often.
static void add_id(struct sum *sum, const char *id, size_t length, long times)
{
    struct costs *costs = sum->costs;
    char *copy = strndup(id, length);
    const struct named wanted = {copy, 0};
    const struct named *end = costs->names + costs->name_count;
    const struct named *found =
        copy ? bsearch(&wanted, costs->names, costs->name_count,
                       sizeof *costs->names, compare)
             : NULL;
    while (found && found > costs->names && compare(found - 1, &wanted) == 0)
        found--;
    for (; found && found < end && compare(found, &wanted) == 0 &&
           !is_too_much(sum);
         found++) {
        const struct measure other = measure(costs, found->index);
        if (times == 0)
            add_measure(sum, &other);
        else
            sum->measure.cost += is_gradient(costs, found->index)
                                     ? other.cost
                                     : times * other.cost;
    }
    free(copy);
}

// The value of a property, from an attribute or a declaration of a style; NULL
// without.
static const char *find_value(const char *attribute, const char *value,
                              const char *property)
{
    if (strcmp(attribute, property) == 0)
        return value;
    if (strcmp(attribute, "style") != 0)
        return NULL;
    const size_t length = strlen(property);
    for (const char *at = value; (at = strcasestr(at, property)); at += length)
        if ((at == value || strchr("; \t\r\n\f", at[-1])) &&
            strchr(": \t\r\n\f", at[length]))
            return at + length + strspn(at + length, ": \t\r\n\f");
    return NULL;
}

static bool is_heavy(const char *attribute, const char *value)
{
    static const char *const heavy[] = {"filter", "mask", "mix-blend-mode"};
    for (size_t i = 0; i < sizeof heavy / sizeof *heavy; i++) {
        // Editors write what is not so.
        const char *given = find_value(attribute, value, heavy[i]);
        if (given && strncasecmp(given, "none", 4) != 0 &&
            strncasecmp(given, "normal", 6) != 0)
            return true;
    }
    return strcmp(attribute, "href") == 0 && strncmp(value, "data:", 5) == 0;
}

static void add_attribute(void *context, const char *name, const char *value)
{
    struct sum *sum = context;
    if (is_too_much(sum))
        return;
    if (strncmp(value, "data:", 5) != 0)
        sum->measure.cost += (long)(strlen(value) / 200);
    if (is_heavy(name, value))
        sum->measure.cost += DRAWING_FILTER_COST;
    if (strcmp(name, "href") == 0 && *value == '#')
        add_id(sum, value + 1, strlen(value + 1), 0);
}

static bool is_called(const char *name, size_t length, const char *wanted)
{
    return strlen(wanted) == length && strncasecmp(name, wanted, length) == 0;
}

// How often the reference at `at` is drawn: of an attribute, or of the
// declaration that it stands in. Paints and markers are those of every shape
// below, too.
static long times_of(const struct sum *sum, const char *name, const char *value,
                     const char *at)
{
    size_t length = strlen(name);
    if (strcmp(name, "style") == 0) {
        while (at > value && at[-1] != ';')
            at--;
        name = at + strspn(at, " \t\r\n\f");
        length = strcspn(name, ": \t\r\n\f");
    }
    if (is_called(name, length, "filter") || is_called(name, length, "mask") ||
        is_called(name, length, "clip-path"))
        return 1;
    const long shapes = sum->measure.shapes;
    if (is_called(name, length, "fill") || is_called(name, length, "stroke"))
        return shapes;
    return sum->measure.vertices > shapes ? sum->measure.vertices : shapes;
}

static void add_references(void *context, const char *name, const char *value)
{
    struct sum *sum = context;
    size_t length;
    for (const char *at = value;
         (at = drawing_reference(at, &length)) && !is_too_much(sum);
         at += length)
        if (length > 0)
            add_id(sum, at, length, times_of(sum, name, value, at));
}

// The shortest vertex is a blank and a digit.
static long count_vertices(const struct drawing *drawing, size_t index)
{
    const char *path = drawing_attribute(drawing, index, "d");
    const char *points = drawing_attribute(drawing, index, "points");
    return (long)((path ? strlen(path) : 0) + (points ? strlen(points) : 0)) /
               2 +
           2;
}

static void add_children(struct sum *sum, size_t index)
{
    const struct drawing *drawing = sum->costs->drawing;
    const int depth = drawing_element(drawing, index).depth;
    for (size_t i = index + 1; i < drawing_count(drawing) && !is_too_much(sum);
         i++) {
        const struct drawing_element element = drawing_element(drawing, i);
        if (element.depth <= depth)
            break;
        if (element.parent == index) {
            const struct measure child = measure(sum->costs, i);
            add_measure(sum, &child);
        }
    }
}

static struct measure measure(struct costs *costs, size_t index)
{
    struct measure *of = &costs->of[index];
    const struct drawing_element element =
        drawing_element(costs->drawing, index);
    if (of->known)
        return *of;
    if (of->inside || costs->chain == DRAWING_CHAIN_MAX) {
        costs->turns_back |= of->inside;
        costs->line = of->inside ? element.line : costs->line;
        return (struct measure){.cost = DRAWING_COST_MAX + 1};
    }
    of->inside = true;
    costs->chain++;
    struct sum sum = {
        costs,
        {.cost = strncmp(element.name, "fe", 2) == 0 ? DRAWING_STEP_COST : 1,
         .shapes = 1,
         .vertices = count_vertices(costs->drawing, index)}};
    drawing_each_attribute(costs->drawing, index, add_attribute, &sum);
    add_children(&sum, index);
    drawing_each_attribute(costs->drawing, index, add_references, &sum);
    costs->chain--;
    sum.measure.known = true;
    *of = sum.measure;
    return *of;
}

bool drawing_check_cost(const struct drawing *drawing, const char *path,
                        struct error *err)
{
    const size_t count = drawing_count(drawing);
    struct costs costs = {.drawing = drawing};
    costs.of = calloc(count, sizeof *costs.of);
    costs.names = calloc(count, sizeof *costs.names);
    bool done = costs.of && costs.names;
    if (!done) {
        error_set_memory(err);
    } else {
        list_names(&costs);
        if (measure(&costs, 0).cost > DRAWING_COST_MAX)
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
    free(costs.names);
    return done;
}
