#include "logo_drawing.h"

#include "drawing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// Units of a side: numbers that drawing programs write, and that a float of the
// drawing library holds well.
static const double side_min = 0.1;
static const double side_max = 1e6;

static bool is_side(double side)
{
    return side >= side_min && side <= side_max;
}

// A length in px of CSS; 0: none that says a size by itself ("100%", "2em").
static double read_length(const char *text)
{
    static const struct {
        const char *name;
        double px;
    } units[] = {{"", 1},    {"px", 1},         {"pt", 96 / 72.0},
                 {"pc", 16}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54},
                 {"in", 96}};
    char *end;
    const double number = text ? strtod(text, &end) : 0;
    if (!text || end == text || !isfinite(number))
        return 0;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const size_t length = strlen(units[i].name);
        if (strncasecmp(end, units[i].name, length) == 0 &&
            end[length + strspn(end + length, " \t\r\n")] == '\0')
            return number * units[i].px;
    }
    return 0;
}

// The four numbers of a viewBox, parted by blanks or commas.
static bool read_view_box(const char *text, double box[4])
{
    for (int i = 0; i < 4; i++) {
        char *end;
        text += strspn(text, " \t\r\n,");
        box[i] = strtod(text, &end);
        if (end == text || !(fabs(box[i]) <= side_max))
            return false;
        text = end;
    }
    return text[strspn(text, " \t\r\n")] == '\0';
}

// Width and height say the proportion where both are there; else the viewBox
// does.
static const char *fault_of_size(const struct drawing *drawing, double *width,
                                 double *height)
{
    const char *text = drawing_attribute(drawing, 0, "viewBox");
    double box[4];
    *width = read_length(drawing_attribute(drawing, 0, "width"));
    *height = read_length(drawing_attribute(drawing, 0, "height"));
    if (text && !read_view_box(text, box))
        return "has a viewBox that is not four numbers such as \"0 0 300 100\"";
    if (text && (!is_side(box[2]) || !is_side(box[3])))
        return "has a viewBox whose sides are not from 0.1 to 1000000 units";
    if (text && (*width == 0 || *height == 0)) {
        *width = box[2];
        *height = box[3];
    }
    if (*width == 0 && *height == 0)
        return "has no size: give it a viewBox such as \"0 0 300 100\"";
    if (!is_side(*width) || !is_side(*height))
        return "has a width and a height that are not from 0.1 to 1000000 "
               "units";
    return NULL;
}

static bool is_letters(const char *name)
{
    return strcmp(name, "text") == 0 || strcmp(name, "tspan") == 0 ||
           strcmp(name, "textPath") == 0 || strcmp(name, "tref") == 0 ||
           strcmp(name, "flowRoot") == 0;
}

// Letters need a typeface that is not here, a picture is not looked at, and an
// effect has no bounds in a drawing of any size.
static const char *fault_of_name(const char *name)
{
    if (is_letters(name))
        return "holds text: turn it into outlines (Inkscape: Path, Object to "
               "Path)";
    if (strcmp(name, "image") == 0)
        return "holds a picture: draw it as shapes, or make it a logo.png";
    if (strcmp(name, "filter") == 0 || strncmp(name, "fe", 2) == 0)
        return "holds an effect such as a shadow or a blur: a logo is set "
               "without";
    return NULL;
}

// A line of a million units with dashes of a thousandth takes minutes. Drawing
// programs write "none" where there are none.
static bool has_dashes(const char *sheet)
{
    static const char property[] = "stroke-dasharray";
    while ((sheet = strcasestr(sheet, property))) {
        sheet += strlen(property);
        sheet += strspn(sheet, ": \t\r\n\f");
        if (strncasecmp(sheet, "none", 4) != 0)
            return true;
    }
    return false;
}

struct search {
    bool dashed;
};

static void look(void *context, const char *name, const char *value)
{
    struct search *search = context;
    if (strcmp(name, "stroke-dasharray") == 0)
        search->dashed |= strncasecmp(value, "none", 4) != 0;
    else if (strcmp(name, "style") == 0)
        search->dashed |= has_dashes(value);
}

static bool sheet_has_dashes(const struct drawing *drawing, size_t index)
{
    struct buffer sheet = {0};
    const bool has = !drawing_text(drawing, index, &sheet) ||
                     has_dashes((const char *)sheet.data);
    buffer_finish(&sheet);
    return has;
}

static const char *fault_of(const struct drawing *drawing, size_t index)
{
    const struct drawing_element element = drawing_element(drawing, index);
    const char *fault = fault_of_name(element.name);
    struct search search = {0};
    if (!fault)
        fault = drawing_fault(drawing, index);
    if (fault)
        return fault;
    if (strcmp(element.name, "style") == 0)
        search.dashed = sheet_has_dashes(drawing, index);
    drawing_each_attribute(drawing, index, look, &search);
    return search.dashed ? "has a dashed line: turn it into outlines (paths)"
                         : NULL;
}

static bool check(const struct drawing *drawing, const char *path,
                  double *width, double *height, struct error *err)
{
    for (size_t i = 0; i < drawing_count(drawing); i++) {
        const char *fault = fault_of(drawing, i);
        if (fault)
            return drawing_wrong(path, drawing_element(drawing, i).line, fault,
                                 err);
    }
    const char *fault = fault_of_size(drawing, width, height);
    return !fault ||
           drawing_wrong(path, drawing_element(drawing, 0).line, fault, err);
}

bool logo_drawing_read(struct bytes svg, const char *path, double *width,
                       double *height, struct error *err)
{
    struct drawing *drawing;
    if (!drawing_read(&drawing, svg, path, err))
        return false;
    const bool done = check(drawing, path, width, height, err);
    drawing_destroy(drawing);
    return done;
}
