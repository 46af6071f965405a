#include "json.h"

#include "caption.h"
#include "mapping.h"
#include "plan.h"
#include "sharpness.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *write_text(json_t *root)
{
    char *text = root ? json_dumps(root, JSON_INDENT(2)) : NULL;
    json_decref(root);
    return text;
}

char *json_object_text(const struct json_member *members, size_t count)
{
    json_t *object = json_object();
    for (size_t i = 0; i < count && object; i++) {
        const struct json_member *member = &members[i];
        json_t *value = member->text ? json_string(member->text)
                                     : json_integer(member->number);
        json_object_set_new(object, member->name, value);
    }
    return write_text(object);
}

// A finding may repeat a part of a file in another encoding, or half a
// character: what is not UTF-8 becomes question marks.
static json_t *any_string(const char *text)
{
    json_t *string = json_string(text);
    char *plain = string ? NULL : strdup(text);
    if (!plain)
        return string;
    for (char *at = plain; *at; at++)
        if ((unsigned char)*at >= 0x80)
            *at = '?';
    string = json_string(plain);
    free(plain);
    return string;
}

char *json_findings(const struct findings *findings)
{
    json_t *list = json_array();
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        json_array_append_new(
            list,
            json_pack("{s:s, s:o, s:o, s:o}", "level",
                      finding->level == FINDING_ERROR ? "error" : "warning",
                      "file", any_string(finding->path), "line",
                      finding->line > 0 ? json_integer(finding->line)
                                        : json_null(),
                      "message", any_string(finding->text)));
    }
    return write_text(
        json_pack("{s:o, s:i, s:i}", "findings", list, "errors",
                  (int)findings_count(findings, FINDING_ERROR), "warnings",
                  (int)findings_count(findings, FINDING_WARNING)));
}

static json_t *local(char *const texts[LANGUAGE_COUNT], enum language language)
{
    return json_string(language_text(texts, language));
}

// The words to start from in a language, else in Dutch.
static json_t *list_starters(const struct field *field, enum language language)
{
    json_t *starters = json_array();
    bool has_any = false;
    for (size_t i = 0; i < field->starter_count; i++)
        has_any |= field->starters[i].language == language;
    for (size_t i = 0; i < field->starter_count; i++)
        if (field->starters[i].language == (has_any ? language : LANGUAGE_NL))
            json_array_append_new(starters,
                                  json_string(field->starters[i].words));
    return starters;
}

static json_t *list_fields(const struct template *template,
                           enum language language)
{
    json_t *fields = json_array();
    for (size_t i = 0; i < template->field_count; i++) {
        const struct field *field = &template->fields[i];
        json_array_append_new(
            fields,
            json_pack("{s:s, s:o, s:b, s:i, s:o, s:o}", "id", field->id,
                      "label", local(field->labels, language), "required",
                      field->required, "max_length", field->max_length,
                      "example", local(field->examples, language), "starters",
                      list_starters(field, language)));
    }
    return fields;
}

static json_t *list_colors(const struct theme *theme)
{
    json_t *colors = json_object();
    for (size_t i = 0; i < theme->color_count; i++) {
        char text[8];
        snprintf(text, sizeof text, "#%06x", theme->colors[i].rgb);
        json_object_set_new(colors, theme->colors[i].name, json_string(text));
    }
    return colors;
}

static json_t *list_themes(const struct template *template,
                           enum language language)
{
    json_t *themes = json_array();
    for (size_t i = 0; i < template->theme_count; i++) {
        const struct theme *theme = &template->themes[i];
        json_array_append_new(themes,
                              json_pack("{s:s, s:o, s:o}", "id", theme->id,
                                        "name", local(theme->names, language),
                                        "colors", list_colors(theme)));
    }
    return themes;
}

// A part of a poster, px.
static json_t *list_rect(const struct rect *rect)
{
    return json_pack("{s:i, s:i, s:i, s:i}", "x", (int)rect->x, "y",
                     (int)rect->y, "width", (int)rect->width, "height",
                     (int)rect->height);
}

// Where a photo goes on a poster of the format's own size and bleed: as it is
// planned, so that a page shows it where the press will put it.
static json_t *list_window(const struct plan *plan)
{
    json_t *window = list_rect(&plan->window);
    json_object_set_new(
        window, "anchor",
        json_pack("{s:f, s:f}", "x", plan->anchor.x, "y", plan->anchor.y));
    return window;
}

// The photo windows by format: from them a page can tell for which formats a
// photo has pixels enough, and show it where it will be.
static json_t *list_windows(const struct template *template,
                            const struct format_list *formats)
{
    json_t *windows = json_object();
    struct order order;
    order_init(&order);
    for (size_t i = 0; i < formats->count; i++) {
        const struct format *format = &formats->items[i];
        const struct plan_request request = {.order = &order,
                                             .template = template,
                                             .format = format,
                                             .formats = formats,
                                             .art_only = true};
        struct plan plan;
        struct error err = {0};
        if (!template_layout(template, format->layout) ||
            !plan_make(&plan, &request, &err))
            continue;
        if (plan.has_window)
            json_object_set_new(windows, format->id, list_window(&plan));
        plan_finish(&plan);
    }
    return windows;
}

// The formats that have a place for a school's logo or name. Its layouts are
// prepared.
static json_t *list_logo_formats(const struct template *template,
                                 const struct format_list *formats)
{
    json_t *list = json_array();
    for (size_t i = 0; i < formats->count; i++) {
        const struct format *format = &formats->items[i];
        const struct layout *layout = template_layout(template, format->layout);
        struct rect box;
        if (layout && layout_box(layout, "logo", &box))
            json_array_append_new(list, json_string(format->id));
    }
    return list;
}

// What a template is for, in the order of the closed set.
static json_t *list_uses(const struct template *template)
{
    json_t *uses = json_array();
    for (int i = 0; i < TEMPLATE_USES; i++)
        if (template->uses >> i & 1)
            json_array_append_new(
                uses, json_string(template_use_name((enum template_use)i)));
    return uses;
}

// As many hashtags as go along on the network.
static json_t *list_hashtags(const char *hashtags, size_t count)
{
    json_t *list = json_array();
    for (size_t length; count > 0 && *hashtags; count--) {
        hashtags += strspn(hashtags, " ");
        length = strcspn(hashtags, " ");
        json_array_append_new(list, json_stringn(hashtags, length));
        hashtags += length;
    }
    return list;
}

// The texts to go with a post, with their blanks, for each network.
static json_t *list_captions(const struct template *template,
                             enum language language)
{
    const struct caption_source source = {.template = template};
    json_t *captions = json_array();
    for (size_t i = 0; i < NETWORKS; i++) {
        const struct network *network = &networks[i];
        json_array_append_new(
            captions,
            json_pack(
                "{s:s, s:s, s:s, s:o, s:i, s:s}", "network", network->id,
                "name", network->name, "text",
                caption_text(&source, network, language), "hashtags",
                list_hashtags(caption_hashtags(template, network, language),
                              network->hashtags),
                "limit", (int)network->limit, "count",
                network_count_name(network->count)));
    }
    return captions;
}

static json_t *list_template(const struct template *template,
                             const struct format_list *formats,
                             enum language language)
{
    static const char *const wishes[] = {"required", "optional", "none"};
    json_t *offered = json_array();
    for (size_t i = 0; i < formats->count; i++)
        if (template_layout(template, formats->items[i].layout))
            json_array_append_new(offered, json_string(formats->items[i].id));
    return json_pack(
        "{s:s, s:o, s:o, s:o, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "id",
        template->id, "name", local(template->names, language), "description",
        local(template->descriptions, language), "uses", list_uses(template),
        "photo", wishes[template->photo], "default_theme",
        template->default_theme, "fields", list_fields(template, language),
        "themes", list_themes(template, language), "formats", offered,
        "logo_formats", list_logo_formats(template, formats), "windows",
        list_windows(template, formats), "captions",
        list_captions(template, language));
}

// Where on a format words are safe; null when nothing is known of it.
static json_t *list_safe(const struct format *format,
                         const struct family *family)
{
    if (!family)
        return json_null();
    const struct rect view_box = {0, 0, family->width, family->height};
    const struct mapping mapping = mapping_make(
        format, family, view_box, format->width_px, format->height_px);
    struct rect safe = {family->safe_left, family->safe_top,
                        family->width - family->safe_left - family->safe_right,
                        family->height - family->safe_top -
                            family->safe_bottom};
    return mapping_to_pixels(&mapping, safe, format->width_px,
                             format->height_px, &safe)
               ? list_rect(&safe)
               : json_null();
}

static json_t *list_format(const struct format *format,
                           const struct format_list *formats,
                           enum language language)
{
    const struct family *family = format_family(formats, format->layout);
    return json_pack(
        "{s:s, s:o, s:o, s:s, s:s, s:i, s:i, s:f, s:i, s:f, s:o, s:s, s:o, "
        "s:i}",
        "id", format->id, "name", local(format->names, language), "purpose",
        local(format->purposes, language), "group", format->group, "layout",
        format->layout, "width", format->width_px, "height", format->height_px,
        "dpi", format->dpi, "bleed_px", format->bleed_px, "photo_scale",
        sharpness_wanted(format), "safe", list_safe(format, family), "shape",
        family && family->round ? "circle" : "rectangle", "max_bytes",
        format->max_bytes > 0 ? json_integer(format->max_bytes) : json_null(),
        "jpeg_quality", format->jpeg_quality);
}

char *json_listing(const struct template_list *templates,
                   const struct format_list *formats, enum press_listing which,
                   enum language language)
{
    json_t *root = json_object();
    if (which != PRESS_LIST_FORMATS) {
        json_t *list = json_array();
        for (size_t i = 0; i < templates->count; i++)
            json_array_append_new(
                list, list_template(&templates->items[i], formats, language));
        json_object_set_new(root, "templates", list);
    }
    if (which != PRESS_LIST_TEMPLATES) {
        json_t *list = json_array();
        for (size_t i = 0; i < formats->count; i++)
            json_array_append_new(
                list, list_format(&formats->items[i], formats, language));
        json_object_set_new(root, "formats", list);
    }
    return write_text(root);
}
