#include "drawing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_one_of(const char *name, const char *const names[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

// What librsvg draws, or passes over because there is nothing to draw, and what
// costs no more than it looks.
static const char *const drawn[] = {
    "svg",      "g",       "defs",           "symbol",         "use",
    "path",     "rect",    "circle",         "ellipse",        "line",
    "polyline", "polygon", "linearGradient", "radialGradient", "stop",
    "clipPath", "mask",    "pattern",        "marker",         "image",
    "style",    "title",   "desc",           "metadata",       "a",
    "switch",
};

static const char *const drawn_filters[] = {
    "filter",      "feBlend",      "feColorMatrix", "feComponentTransfer",
    "feFuncA",     "feFuncR",      "feFuncG",       "feFuncB",
    "feComposite", "feDropShadow", "feFlood",       "feGaussianBlur",
    "feMerge",     "feMergeNode",  "feOffset",
};

static const char *const letters[] = {"text", "tspan", "textPath", "tref",
                                      "flowRoot"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *fault_of_name(const char *name)
{
    if (is_one_of(name, drawn, COUNT(drawn)) ||
        is_one_of(name, drawn_filters, COUNT(drawn_filters)))
        return NULL;
    if (is_one_of(name, letters, COUNT(letters)))
        return "holds text: turn it into paths, or make it a [text] with words";
    if (strcmp(name, "script") == 0 || strcmp(name, "foreignObject") == 0)
        return "holds a script or a foreign object: neither is drawn";
    return "holds an element that is not drawn; take plain shapes";
}

const char *drawing_reference(const char *value, size_t *length)
{
    const char *at = strcasestr(value, "url(");
    *length = 0;
    if (!at)
        return NULL;
    at += 4;
    at += strspn(at, " \t\r\n\f'\"");
    if (*at != '#')
        return at;
    at++;
    *length = strcspn(at, " \t\r\n\f'\")");
    return at;
}

static bool refers_outside(const char *value)
{
    size_t length;
    if (strcasestr(value, "@import"))
        return true;
    while ((value = drawing_reference(value, &length)))
        if (length == 0)
            return true;
        else
            value += length;
    return false;
}

// CSS can write any letter as \hh, and so hide any word; a comment hides where
// one ends.
static bool hides_something(const char *value)
{
    return strchr(value, '(') && (strchr(value, '\\') || strstr(value, "/*"));
}

// A filter that needs no element: nothing says how far it reaches.
static bool has_filter_function(const char *value)
{
    return strcasestr(value, "blur(") || strcasestr(value, "drop-shadow(");
}

// Numbers parted by blanks or commas.
static bool reaches_too_far(const char *value)
{
    for (char *end; *value; value = end + strspn(end, " \t\r\n,")) {
        const double number = strtod(value, &end);
        if (end == value || !(fabs(number) <= DRAWING_BLUR_MAX))
            return true;
    }
    return false;
}

static bool is_picture(const char *href)
{
    return strncmp(href, "data:image/png;base64,", 22) == 0 ||
           strncmp(href, "data:image/jpeg;base64,", 23) == 0;
}

static const char *fault_of_attribute(const char *element, const char *name,
                                      const char *value)
{
    if (strncmp(name, "on", 2) == 0)
        return "holds a script: it never runs";
    const bool is_href = strcmp(name, "href") == 0;
    if (strcmp(element, "image") == 0 && is_href)
        return is_picture(value) ? NULL
                                 : "refers to a picture in another file: embed "
                                   "it as PNG or JPEG";
    if ((is_href && strcmp(element, "a") != 0 && *value != '#') ||
        refers_outside(value))
        return "refers to another file: only this one is read";
    if (hides_something(value))
        return "has a backslash or a comment in a value: write it without";
    if (has_filter_function(value))
        return "has a filter of its own: refer to a <filter> with url(#id)";
    if ((strcmp(name, "stdDeviation") == 0 || strcmp(name, "dx") == 0 ||
         strcmp(name, "dy") == 0) &&
        strncmp(element, "fe", 2) == 0 && reaches_too_far(value))
        return "has a filter that reaches further than 100 units";
    return NULL;
}

// The faults of an element's attributes: the first is kept.
struct search {
    const char *element;
    const char *fault;
};

static void look(void *context, const char *name, const char *value)
{
    struct search *search = context;
    if (!search->fault)
        search->fault = fault_of_attribute(search->element, name, value);
}

static const char *fault_of_sheet(const char *sheet)
{
    if (strcasestr(sheet, "url(") || strchr(sheet, '@'))
        return "has a style sheet with url() or @ rules: neither is read";
    // What they cost can be told of an element only.
    if (strchr(sheet, '\\') || strcasestr(sheet, "filter") ||
        strcasestr(sheet, "mix-blend-mode"))
        return "has a style sheet with filters, blending or backslashes: give "
               "them to the elements";
    return NULL;
}

static const char *fault_of_style(const struct drawing *drawing, size_t index)
{
    struct buffer sheet = {0};
    const char *fault = drawing_text(drawing, index, &sheet)
                            ? fault_of_sheet((const char *)sheet.data)
                            : "has a style sheet that is too large";
    buffer_finish(&sheet);
    return fault;
}

const char *drawing_fault(const struct drawing *drawing, size_t index)
{
    const struct drawing_element element = drawing_element(drawing, index);
    struct search search = {element.name, fault_of_name(element.name)};
    if (!search.fault && strcmp(element.name, "style") == 0)
        search.fault = fault_of_style(drawing, index);
    drawing_each_attribute(drawing, index, look, &search);
    return search.fault;
}

bool drawing_check(const struct drawing *drawing, const char *path,
                   struct error *err)
{
    for (size_t i = 0; i < drawing_count(drawing); i++) {
        const char *fault = drawing_fault(drawing, i);
        if (fault)
            return drawing_wrong(path, drawing_element(drawing, i).line, fault,
                                 err);
    }
    return true;
}
