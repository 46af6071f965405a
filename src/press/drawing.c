#include "drawing.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct drawing {
    xmlDoc *document;
    const xmlNode **nodes; // owned array; the elements, in order
    size_t *parents;       // owned
    int *depths;           // owned
    size_t count;
};

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define LINK_NAMESPACE "http://www.w3.org/1999/xlink"
#define INCLUDE_NAMESPACE "http://www.w3.org/2001/XInclude"

bool drawing_wrong(const char *path, long line, const char *what,
                   struct error *err)
{
    char place[24] = "";
    if (line > 0)
        snprintf(place, sizeof place, ":%ld", line);
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s%s: %s", path, place, what);
}

static bool is_in(const xmlNs *space, const char *name)
{
    return space && strcmp((const char *)space->href, name) == 0;
}

// Also what includes another file: the list of what is drawn has it not.
static bool is_ours(const xmlNode *node)
{
    return !node->ns || is_in(node->ns, SVG_NAMESPACE) ||
           is_in(node->ns, INCLUDE_NAMESPACE);
}

// What editors note for themselves is never drawn, whatever its name.
static bool is_drawn(const xmlAttr *attribute)
{
    return !attribute->ns || is_in(attribute->ns, LINK_NAMESPACE);
}

static const char *value_of(const xmlAttr *attribute)
{
    return attribute->children && attribute->children->content
               ? (const char *)attribute->children->content
               : "";
}

static const char *find_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (is_drawn(at) && strcmp((const char *)at->name, name) == 0)
            return value_of(at);
    return NULL;
}

static bool walk(struct drawing *drawing, const xmlNode *node, size_t parent,
                 int depth);

// An editor's own element is passed over, but not what lies in it: a reference
// would draw that.
static bool walk_children(struct drawing *drawing, const xmlNode *node,
                          size_t parent, int depth)
{
    for (const xmlNode *at = node->children; at; at = at->next) {
        if (at->type != XML_ELEMENT_NODE)
            continue;
        if (!(is_ours(at) ? walk(drawing, at, parent, depth)
                          : walk_children(drawing, at, parent, depth)))
            return false;
    }
    return true;
}

// Counts elements, or notes them; false when they are nested too deep.
static bool walk(struct drawing *drawing, const xmlNode *node, size_t parent,
                 int depth)
{
    if (depth > DRAWING_DEPTH_MAX)
        return false;
    const size_t index = drawing->count++;
    if (drawing->nodes) {
        drawing->nodes[index] = node;
        drawing->parents[index] = depth == 0 ? index : parent;
        drawing->depths[index] = depth;
    }
    return walk_children(drawing, node, index, depth + 1);
}

static bool list_elements(struct drawing *drawing, const char *path,
                          struct error *err)
{
    const xmlNode *root = xmlDocGetRootElement(drawing->document);
    if (!root || !is_ours(root) || strcmp((const char *)root->name, "svg") != 0)
        return drawing_wrong(path, 0, "is not an SVG", err);
    if (!walk(drawing, root, 0, 0))
        return drawing_wrong(path, 0, "groups are nested more than 64 deep",
                             err);
    if (drawing->count > DRAWING_COST_MAX)
        return drawing_wrong(path, 0, "has more than 20000 elements", err);
    const size_t count = drawing->count;
    drawing->nodes = calloc(count, sizeof *drawing->nodes);
    drawing->parents = calloc(count, sizeof *drawing->parents);
    drawing->depths = calloc(count, sizeof *drawing->depths);
    if (!drawing->nodes || !drawing->parents || !drawing->depths)
        return error_set_memory(err);
    drawing->count = 0;
    return walk(drawing, root, 0, 0);
}

static bool is_utf8(const xmlDoc *document)
{
    return !document->encoding ||
           strcasecmp((const char *)document->encoding, "UTF-8") == 0;
}

static bool parse(struct drawing *drawing, struct bytes svg, const char *path,
                  struct error *err)
{
    // Entities can make a terabyte of a kilobyte, so none is ever read; another
    // encoding could hide one.
    if (memchr(svg.data, '\0', svg.size))
        return drawing_wrong(path, 0, "is not in UTF-8", err);
    if (memmem(svg.data, svg.size, "<!ENTITY", 8))
        return drawing_wrong(
            path, 0, "defines entities: save it as plain SVG, without them",
            err);
    drawing->document =
        xmlReadMemory((const char *)svg.data, (int)svg.size, NULL, NULL,
                      XML_PARSE_NONET | XML_PARSE_NOERROR |
                          XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    if (drawing->document)
        return is_utf8(drawing->document) ||
               drawing_wrong(path, 0, "is not in UTF-8", err);
    const xmlError *fault = xmlGetLastError();
    char what[200] = "is not an SVG";
    if (fault && fault->message)
        snprintf(what, sizeof what, "is not an SVG: %.*s",
                 (int)strcspn(fault->message, "\n"), fault->message);
    return drawing_wrong(path, fault ? fault->line : 0, what, err);
}

bool drawing_read(struct drawing **drawing, struct bytes svg, const char *path,
                  struct error *err)
{
    *drawing = calloc(1, sizeof **drawing);
    if (!*drawing)
        return error_set_memory(err);
    if (parse(*drawing, svg, path, err) && list_elements(*drawing, path, err) &&
        drawing_check_cost(*drawing, path, err))
        return true;
    drawing_destroy(*drawing);
    *drawing = NULL;
    return false;
}

void drawing_destroy(struct drawing *drawing)
{
    if (!drawing)
        return;
    free(drawing->nodes);
    free(drawing->parents);
    free(drawing->depths);
    xmlFreeDoc(drawing->document);
    free(drawing);
}

size_t drawing_count(const struct drawing *drawing)
{
    return drawing->count;
}

struct drawing_element drawing_element(const struct drawing *drawing,
                                       size_t index)
{
    const xmlNode *node = drawing->nodes[index];
    const char *id = find_attribute(node, "id");
    const char *classes = find_attribute(node, "class");
    return (struct drawing_element){.line = (int)xmlGetLineNo(node),
                                    .name = (const char *)node->name,
                                    .id = id ? id : "",
                                    .classes = classes ? classes : "",
                                    .parent = drawing->parents[index],
                                    .depth = drawing->depths[index]};
}

const char *drawing_attribute(const struct drawing *drawing, size_t index,
                              const char *name)
{
    return find_attribute(drawing->nodes[index], name);
}

void drawing_each_attribute(const struct drawing *drawing, size_t index,
                            drawing_take *take, void *context)
{
    for (const xmlAttr *at = drawing->nodes[index]->properties; at;
         at = at->next)
        if (is_drawn(at))
            take(context, (const char *)at->name, value_of(at));
}

bool drawing_text(const struct drawing *drawing, size_t index,
                  struct buffer *text)
{
    for (const xmlNode *at = drawing->nodes[index]->children; at; at = at->next)
        if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) &&
            !buffer_append(text, at->content,
                           strlen((const char *)at->content)))
            return false;
    return buffer_append(text, "", 1);
}
