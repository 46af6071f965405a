#include "drawing.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct drawing {
    xmlDoc *document;
    const xmlNode **nodes; // owned array; the elements, in order
    size_t *parents;       // owned
    int *depths;           // owned
    size_t count;
};

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

bool drawing_wrong(const char *path, long line, const char *what,
                   struct error *err)
{
    char place[24] = "";
    if (line > 0)
        snprintf(place, sizeof place, ":%ld", line);
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s%s: %s", path, place, what);
}

static bool is_ours(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE &&
           (!node->ns ||
            strcmp((const char *)node->ns->href, SVG_NAMESPACE) == 0);
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
        if (strcmp((const char *)at->name, name) == 0)
            return value_of(at);
    return NULL;
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
    for (const xmlNode *child = node->children; child; child = child->next)
        if (is_ours(child) && !walk(drawing, child, index, depth + 1))
            return false;
    return true;
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

static bool parse(struct drawing *drawing, struct bytes svg, const char *path,
                  struct error *err)
{
    // Entities can make a terabyte of a kilobyte, so none is ever read; an
    // encoding with zeros could hide one.
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
        return true;
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
        take(context, (const char *)at->name, value_of(at));
}

const char *drawing_text(const struct drawing *drawing, size_t index)
{
    for (const xmlNode *at = drawing->nodes[index]->children; at; at = at->next)
        if (at->content)
            return (const char *)at->content;
    return "";
}
