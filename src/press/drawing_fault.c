#include "drawing.h"

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

static bool refers_outside(const char *value)
{
    if (strstr(value, "@import"))
        return true;
    for (const char *at = value; (at = strstr(at, "url(")); at += 4)
        if (at[4 + strspn(at + 4, " '\"")] != '#')
            return true;
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
    if ((strcmp(name, "stdDeviation") == 0 || strcmp(name, "dx") == 0 ||
         strcmp(name, "dy") == 0) &&
        strncmp(element, "fe", 2) == 0 &&
        !(strtod(value, NULL) <= DRAWING_BLUR_MAX))
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

static const char *fault_of_style(const char *sheet)
{
    return strstr(sheet, "url(") || strchr(sheet, '@')
               ? "has a style sheet with url() or @ rules: neither is read"
               : NULL;
}

const char *drawing_fault(const struct drawing *drawing, size_t index)
{
    const struct drawing_element element = drawing_element(drawing, index);
    struct search search = {element.name, fault_of_name(element.name)};
    if (!search.fault && strcmp(element.name, "style") == 0)
        search.fault = fault_of_style(drawing_text(drawing, index));
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
