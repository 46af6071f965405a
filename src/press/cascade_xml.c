#include "cascade_xml.h"

#include "bytes.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    // A cascade has 50 KB; the largest of the package 140.
    FILE_BYTES_MAX = 1000 * 1000,
    WINDOW_MIN_PX = 3,
    WINDOW_MAX_PX = 128,
    STAGES_MAX = 100,
    STUMPS_MAX = 1000, // of one stage
    FEATURES_MAX = 10000,
};

// OpenCV takes this off each threshold, so that a sum which is the threshold
// but for rounding passes.
static const float threshold_slack = 1e-5f;

// What is being read.
struct reading {
    const char *path;
    struct cascade *cascade;
    struct cascade_feature *features; // owned
    size_t feature_count;
    struct error *err;
};

static bool wrong(const struct reading *reading, const xmlNode *at,
                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool wrong(const struct reading *reading, const xmlNode *at,
                  const char *format, ...)
{
    char what[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    return error_set_detail(reading->err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s:%ld: %s", reading->path, xmlGetLineNo(at),
                            what);
}

// The next element from this node on, or NULL.
static const xmlNode *element_from(const xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

static const xmlNode *find_child(const struct reading *reading,
                                 const xmlNode *parent, const char *name)
{
    const xmlNode *node = element_from(parent->children);
    while (node && strcmp((const char *)node->name, name) != 0)
        node = element_from(node->next);
    if (!node)
        wrong(reading, parent, "<%s> has no <%s>", parent->name, name);
    return node;
}

static size_t count_children(const xmlNode *parent)
{
    size_t count = 0;
    for (const xmlNode *node = element_from(parent->children); node;
         node = element_from(node->next))
        count++;
    return count;
}

// Reads a text of exactly `count` numbers, each within -limit..limit.
static bool read_text(const char *text, size_t count, double limit,
                      double *numbers)
{
    char *end;
    for (size_t i = 0; i < count; i++) {
        numbers[i] = strtod(text, &end);
        // The comparison is false for what is no number.
        if (end == text || !(fabs(numbers[i]) <= limit))
            return false;
        text = end;
    }
    return text[strspn(text, " \t\r\n")] == '\0';
}

static bool read_numbers(const struct reading *reading, const xmlNode *node,
                         size_t count, double limit, double *numbers)
{
    xmlChar *text = xmlNodeGetContent(node);
    if (!text)
        return error_set_memory(reading->err);
    const bool done = read_text((const char *)text, count, limit, numbers);
    xmlFree(text);
    return done ? true
                : wrong(reading, node, "<%s> is not %zu numbers up to %g",
                        node->name, count, limit);
}

static bool read_count(const struct reading *reading, const xmlNode *parent,
                       const char *name, int low, int high, int *count)
{
    const xmlNode *node = find_child(reading, parent, name);
    double number = 0;
    if (!node || !read_numbers(reading, node, 1, 1e6, &number))
        return false;
    if (number != floor(number) || number < low || number > high)
        return wrong(reading, node, "<%s> is not a whole number from %d to %d",
                     name, low, high);
    *count = (int)number;
    return true;
}

static bool expect_word(const struct reading *reading, const xmlNode *parent,
                        const char *name, const char *word)
{
    const xmlNode *node = find_child(reading, parent, name);
    if (!node)
        return false;
    xmlChar *text = xmlNodeGetContent(node);
    const bool same = text && strcmp((const char *)text, word) == 0;
    xmlFree(text);
    return same ? true : wrong(reading, node, "<%s> is not %s", name, word);
}

// Room for what a list holds, one for each child. `*count` is filled.
static void *list_init(const struct reading *reading, const xmlNode *list,
                       size_t most, size_t size, size_t *count)
{
    *count = count_children(list);
    if (*count < 1 || *count > most) {
        wrong(reading, list, "<%s> does not hold 1 to %zu parts", list->name,
              most);
        *count = 0;
        return NULL;
    }
    void *room = calloc(*count, size);
    if (!room) {
        error_set_memory(reading->err);
        *count = 0;
    }
    return room;
}

// The rectangle is the grid's top left cell.
static bool read_feature(const struct reading *reading, const xmlNode *node,
                         struct cascade_feature *feature)
{
    double cell[4] = {0};
    node = find_child(reading, node, "rect");
    if (!node || !read_numbers(reading, node, 4, WINDOW_MAX_PX, cell))
        return false;
    for (int i = 0; i < 4; i++)
        if (cell[i] != floor(cell[i]) || cell[i] < (i < 2 ? 0 : 1))
            return wrong(reading, node,
                         "<rect> is not x, y, width, height in "
                         "whole pixels");
    if (cell[0] + 3 * cell[2] > reading->cascade->width ||
        cell[1] + 3 * cell[3] > reading->cascade->height)
        return wrong(reading, node,
                     "three of <rect> by three do not fit in the window");
    feature->start = (ptrdiff_t)cell[1] * INTEGRAL_STRIDE + (ptrdiff_t)cell[0];
    feature->width = (ptrdiff_t)cell[2];
    feature->down = (ptrdiff_t)cell[3] * INTEGRAL_STRIDE;
    return true;
}

static bool read_features(struct reading *reading, const xmlNode *parent)
{
    const xmlNode *list = find_child(reading, parent, "features");
    if (!list)
        return false;
    reading->features =
        list_init(reading, list, FEATURES_MAX, sizeof *reading->features,
                  &reading->feature_count);
    if (!reading->features)
        return false;
    struct cascade_feature *feature = reading->features;
    for (const xmlNode *node = element_from(list->children); node;
         node = element_from(node->next))
        if (!read_feature(reading, node, feature++))
            return false;
    return true;
}

static bool read_stump(const struct reading *reading, const xmlNode *parent,
                       struct cascade_stump *stump)
{
    // Left, right (leaves 0 and 1 of a tree of one node), feature, subset.
    enum { LEFT, RIGHT, FEATURE, SUBSET, NODE = SUBSET + CASCADE_WORDS };
    const xmlNode *node = find_child(reading, parent, "internalNodes");
    const xmlNode *leaves =
        node ? find_child(reading, parent, "leafValues") : NULL;
    double numbers[NODE] = {0};
    double values[2] = {0};
    if (!leaves || !read_numbers(reading, node, NODE, 2147483648.0, numbers) ||
        !read_numbers(reading, leaves, 2, 1e6, values))
        return false;
    for (int i = 0; i < NODE; i++)
        if (numbers[i] != floor(numbers[i]))
            return wrong(reading, node,
                         "<internalNodes> has a number that is not whole");
    if (numbers[LEFT] != 0 || numbers[RIGHT] != -1)
        return wrong(reading, node, "the tree has more than one node");
    if (numbers[FEATURE] < 0 ||
        numbers[FEATURE] >= (double)reading->feature_count)
        return wrong(reading, node, "there is no feature %.0f, only %zu",
                     numbers[FEATURE], reading->feature_count);
    stump->feature = reading->features[(size_t)numbers[FEATURE]];
    stump->inside = (float)values[0];
    stump->outside = (float)values[1];
    for (int i = 0; i < NODE - SUBSET; i++)
        stump->subset[i] = (uint32_t)(int64_t)numbers[SUBSET + i];
    return true;
}

static bool read_stage(const struct reading *reading, const xmlNode *parent,
                       struct cascade_stage *stage)
{
    const xmlNode *node = find_child(reading, parent, "stageThreshold");
    double threshold = 0;
    if (!node || !read_numbers(reading, node, 1, 1e6, &threshold))
        return false;
    stage->threshold = (float)threshold - threshold_slack;
    const xmlNode *list = find_child(reading, parent, "weakClassifiers");
    if (!list)
        return false;
    stage->stumps = list_init(reading, list, STUMPS_MAX, sizeof *stage->stumps,
                              &stage->count);
    if (!stage->stumps)
        return false;
    struct cascade_stump *stump = stage->stumps;
    for (node = element_from(list->children); node;
         node = element_from(node->next))
        if (!read_stump(reading, node, stump++))
            return false;
    return true;
}

static bool read_stages(const struct reading *reading, const xmlNode *parent)
{
    struct cascade *cascade = reading->cascade;
    const xmlNode *list = find_child(reading, parent, "stages");
    int expected = 0;
    if (!list ||
        !read_count(reading, parent, "stageNum", 1, STAGES_MAX, &expected))
        return false;
    cascade->stages = list_init(reading, list, STAGES_MAX,
                                sizeof *cascade->stages, &cascade->stage_count);
    if (!cascade->stages)
        return false;
    if (cascade->stage_count != (size_t)expected)
        return wrong(reading, list,
                     "<stages> holds %zu stages, <stageNum> "
                     "says %d",
                     cascade->stage_count, expected);
    struct cascade_stage *stage = cascade->stages;
    for (const xmlNode *node = element_from(list->children); node;
         node = element_from(node->next))
        if (!read_stage(reading, node, stage++))
            return false;
    return true;
}

static bool read_cascade(struct reading *reading, const xmlNode *root)
{
    const xmlNode *node = find_child(reading, root, "cascade");
    const xmlNode *params =
        node ? find_child(reading, node, "featureParams") : NULL;
    int categories = 0;
    return params && expect_word(reading, node, "stageType", "BOOST") &&
           expect_word(reading, node, "featureType", "LBP") &&
           read_count(reading, params, "maxCatCount", CASCADE_PATTERNS,
                      CASCADE_PATTERNS, &categories) &&
           read_count(reading, node, "width", WINDOW_MIN_PX, WINDOW_MAX_PX,
                      &reading->cascade->width) &&
           read_count(reading, node, "height", WINDOW_MIN_PX, WINDOW_MAX_PX,
                      &reading->cascade->height) &&
           read_features(reading, node) && read_stages(reading, node);
}

static bool read_document(struct reading *reading, const struct buffer *file)
{
    // No network, and no words on stderr.
    xmlDoc *document = xmlReadMemory(
        (const char *)file->data, (int)file->size, reading->path, NULL,
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    const xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    bool done;
    if (!root)
        done =
            error_set_detail(reading->err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                             "%s: is no XML", reading->path);
    else if (document->intSubset)
        // Where entities would come from.
        done = wrong(reading, root, "has a DOCTYPE, which no cascade needs");
    else
        done = read_cascade(reading, root);
    xmlFreeDoc(document);
    return done;
}

static bool read_file(const char *path, struct buffer *file, struct error *err)
{
    errno = 0;
    if (buffer_append_file(file, path, FILE_BYTES_MAX))
        return true;
    if (errno == ENOMEM)
        return error_set_memory(err);
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s: cannot be read: %s; the Debian package "
                            "opencv-data brings it",
                            path, strerror(errno));
}

bool cascade_xml_read(struct cascade *cascade, const char *path,
                      struct error *err)
{
    struct buffer file = {0};
    struct reading reading = {.path = path, .cascade = cascade, .err = err};
    const bool done =
        read_file(path, &file, err) && read_document(&reading, &file);
    buffer_finish(&file);
    free(reading.features);
    return done;
}
