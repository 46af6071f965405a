#include "check_parts.h"

#include "photo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MM_PER_INCH 25.4

static bool is_text(const struct template *template, const char *id)
{
    for (size_t i = 0; i < template->style_count; i++)
        if (strcmp(template->styles[i].id, id) == 0)
            return true;
    return false;
}

static void check_color(const struct check *check, int line, const char *class,
                        const char *color)
{
    const struct template *template = check->template;
    const struct theme *lacking = NULL;
    size_t lacking_count = 0;
    for (size_t i = 0; i < template->theme_count; i++)
        if (!theme_color(&template->themes[i], color)) {
            lacking = &template->themes[i];
            lacking_count++;
        }
    if (lacking_count == template->theme_count)
        findings_add(check->findings, FINDING_ERROR, check->layout->path, line,
                     "class \"%s\": no theme has a colour \"%s\"", class,
                     color);
    else if (lacking)
        findings_add(check->findings, FINDING_ERROR, check->layout->path, line,
                     "class \"%s\": [theme %s] lacks the colour \"%s\"", class,
                     lacking->id, color);
}

// `with-NAME` and `without-NAME` tell whether a field has words.
static void check_switch(const struct check *check, int line, const char *class,
                         const char *field)
{
    if (strcmp(field, "photo") != 0 && !template_field(check->template, field))
        findings_add(check->findings, FINDING_ERROR, check->layout->path, line,
                     "class \"%s\": there is no [field %s]", class, field);
}

static void check_class(const struct check *check, int line, const char *class)
{
    static const struct {
        const char *prefix;
        void (*look)(const struct check *check, int line, const char *class,
                     const char *name);
    } kinds[] = {
        {"fill-", check_color},     {"stroke-", check_color},
        {"stop-", check_color},     {"with-", check_switch},
        {"without-", check_switch},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const size_t length = strlen(kinds[i].prefix);
        if (strncmp(class, kinds[i].prefix, length) == 0) {
            kinds[i].look(check, line, class, class + length);
            return;
        }
    }
}

static void check_classes(const struct check *check,
                          const struct drawing_element *element)
{
    char *classes = strdup(element->classes);
    char *rest = classes;
    for (char *class; rest && (class = strsep(&rest, " \t\n"));)
        if (*class)
            check_class(check, element->line, class);
    free(classes);
}

static void check_id(const struct check *check, size_t index,
                     const struct drawing_element *element)
{
    static const char *const objects[] = {"under", "photo", "over", "focus",
                                          "logo"};
    bool is_object = is_text(check->template, element->id);
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        is_object |= strcmp(element->id, objects[i]) == 0;
    for (size_t i = 0; i < index; i++)
        if (strcmp(drawing_element(check->drawing, i).id, element->id) == 0) {
            findings_add(check->findings, FINDING_ERROR, check->layout->path,
                         element->line, "the id \"%s\" is there twice",
                         element->id);
            return;
        }
    if (is_object && element->depth != 1)
        findings_add(check->findings, FINDING_ERROR, check->layout->path,
                     element->line,
                     "\"%s\" lies inside another object: move it to the top "
                     "level of the drawing",
                     element->id);
    if (is_text(check->template, element->id) &&
        strcmp(element->name, "rect") != 0)
        findings_add(check->findings, FINDING_ERROR, check->layout->path,
                     element->line,
                     "\"%s\" is the box of a text and must be a rectangle, not "
                     "a %s",
                     element->id, element->name);
}

static int digit_of(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

// Base 64 (RFC 4648) without its padding; blanks are passed over.
static bool decode(const char *text, struct buffer *bytes)
{
    unsigned bits = 0;
    int count = 0;
    for (; *text; text++) {
        const int digit = digit_of(*text);
        if (digit < 0)
            continue;
        bits = bits << 6 | (unsigned)digit;
        count += 6;
        if (count < 8)
            continue;
        count -= 8;
        const char byte = (char)(bits >> count & 0xff);
        if (!buffer_append(bytes, &byte, 1))
            return false;
    }
    return true;
}

static double number_of(const struct check *check, size_t index,
                        const char *name)
{
    const char *text = drawing_attribute(check->drawing, index, name);
    return text ? strtod(text, NULL) : 0;
}

// How many dots of a picture come to an inch of the format's paper.
static double dots_per_inch(const struct check *check,
                            const struct format *format, double pixels,
                            double units)
{
    const double bleed = check->family ? check->family->bleed : 0;
    const double mm_per_unit =
        format->trim_mm[0] / (check->layout->view_box.width - 2 * bleed);
    return pixels / (units * mm_per_unit / MM_PER_INCH);
}

static void check_resolution(const struct check *check, int line, double pixels,
                             double units)
{
    const struct format_list *formats = press_formats(check->press);
    for (size_t i = 0; i < formats->count; i++) {
        const struct format *format = &formats->items[i];
        if (format->trim_mm[0] <= 0 ||
            strcmp(format->layout, check->layout->id) != 0)
            continue;
        const double dpi = dots_per_inch(check, format, pixels, units);
        if (dpi < format->dpi * 0.99)
            findings_add(check->findings, FINDING_WARNING, check->layout->path,
                         line,
                         "the embedded picture has %.0f dots per inch in %s, "
                         "which prints %.0f: draw it, or take a larger one",
                         dpi, format->id, format->dpi);
    }
}

static void check_image(const struct check *check, size_t index,
                        const struct drawing_element *element)
{
    static const struct photo_limits limits = PHOTO_LIMITS_DEFAULT;
    const char *href = drawing_attribute(check->drawing, index, "href");
    const char *comma = href ? strchr(href, ',') : NULL;
    struct buffer bytes = {0};
    struct photo photo;
    struct error err = {0};
    if (!comma)
        return;
    if (decode(comma + 1, &bytes) &&
        photo_inspect_within(&photo, buffer_view(&bytes), &limits, &err)) {
        const double width = number_of(check, index, "width");
        const double height = number_of(check, index, "height");
        if (width > 0 && height > 0)
            check_resolution(check, element->line,
                             fmin(photo.width / width, photo.height / height),
                             1);
    } else {
        findings_add(check->findings, FINDING_ERROR, check->layout->path,
                     element->line,
                     "the embedded picture cannot be read as PNG or JPEG");
    }
    buffer_finish(&bytes);
}

void check_drawing(const struct check *check)
{
    for (size_t i = 0; i < drawing_count(check->drawing); i++) {
        const struct drawing_element element =
            drawing_element(check->drawing, i);
        if (*element.id)
            check_id(check, i, &element);
        check_classes(check, &element);
        if (strcmp(element.name, "image") == 0)
            check_image(check, i, &element);
    }
}
