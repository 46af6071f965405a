#include "template.h"

#include "template_ini.h"

#include "ini.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// An SVG of a layout is a few dozen kilobytes; a drawing above this is a
// mistake (an embedded picture).
enum { SVG_BYTES_MAX = 4 * 1000 * 1000 };

static void finish_template(struct template *template)
{
    ini_finish_local(template->names);
    ini_finish_local(template->descriptions);
    for (size_t i = 0; i < template->theme_count; i++) {
        ini_finish_local(template->themes[i].names);
        free(template->themes[i].colors);
    }
    for (size_t i = 0; i < template->field_count; i++) {
        ini_finish_local(template->fields[i].labels);
        ini_finish_local(template->fields[i].examples);
        for (size_t j = 0; j < template->fields[i].starter_count; j++)
            free(template->fields[i].starters[j].words);
        free(template->fields[i].starters);
    }
    for (size_t i = 0; i < template->style_count; i++)
        ini_finish_local(template->styles[i].words);
    for (size_t i = 0; i < template->layout_count; i++)
        buffer_finish(&template->layouts[i].svg);
    free(template->themes);
    free(template->fields);
    free(template->styles);
    free(template->layouts);
    *template = (struct template){0};
}

// Paths below a folder; a path that does not fit in memory is no path.
static char *join(const char *dir, const char *name, const char *ending)
{
    char *path;
    return asprintf(&path, "%s/%s%s", dir, name, ending) < 0 ? NULL : path;
}

static bool add_layout(struct template *template, const char *id,
                       const char *path, struct error *err)
{
    struct layout *layouts = realloc(
        template->layouts, (template->layout_count + 1) * sizeof *layouts);
    if (!layouts)
        return error_set_memory(err);
    template->layouts = layouts;
    struct layout *layout = &layouts[template->layout_count++];
    *layout = (struct layout){0};
    strcpy(layout->id, id);
    if (!buffer_append_file(&layout->svg, path, SVG_BYTES_MAX))
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: cannot be read: %s", path,
                                strerror(errno));
    return true;
}

// The layouts of a template are the SVG files with the name of a layout that
// a format uses.
static bool read_layouts(struct template *template, const char *dir,
                         const struct format_list *formats, struct error *err)
{
    for (size_t i = 0; i < formats->count; i++) {
        const char *id = formats->items[i].layout;
        if (template_layout(template, id))
            continue;
        char *path = join(dir, id, ".svg");
        if (!path)
            return error_set_memory(err);
        const bool done =
            access(path, F_OK) != 0 || add_layout(template, id, path, err);
        free(path);
        if (!done)
            return false;
    }
    if (template->layout_count > 0)
        return true;
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s: has no SVG named after a layout of a format, "
                            "such as portrait.svg",
                            dir);
}

// `ini` is the template.ini in `dir`, the folder called `name`.
static bool read_template(struct template *template, const char *dir,
                          const char *ini, const char *name,
                          const struct format_list *formats, struct error *err)
{
    *template = (struct template){0};
    const struct ini_entry folder = {dir, 0, "template", "folder", name};
    if (ini_read_id(&folder, name, template->id, "template id", err) &&
        template_ini_read(template, ini, err) &&
        read_layouts(template, dir, formats, err))
        return true;
    finish_template(template);
    return false;
}

static bool add_refusal(struct template_list *list, const char *id,
                        const struct error *why)
{
    const size_t count = list->refusal_count;
    struct template_refusal *refusals =
        realloc(list->refusals, (count + 1) * sizeof *refusals);
    if (!refusals)
        return false;
    list->refusals = refusals;
    snprintf(refusals[count].id, sizeof refusals[count].id, "%s", id);
    refusals[count].why = strdup(why->detail);
    if (!refusals[count].why)
        return false;
    list->refusal_count++;
    return true;
}

static bool add_template(struct template_list *list, const char *dir,
                         const char *ini, const char *name,
                         const struct format_list *formats, struct error *err)
{
    struct template *items =
        realloc(list->items, (list->count + 1) * sizeof *items);
    if (!items)
        return error_set_memory(err);
    list->items = items;
    struct error why = {0};
    if (read_template(&items[list->count], dir, ini, name, formats, &why))
        list->count++;
    else if (error_is_memory(&why) || !add_refusal(list, name, &why))
        return error_set_memory(err);
    return true;
}

// A folder is a template when it holds a template.ini.
static bool read_folder(struct template_list *list, const char *parent,
                        const char *name, const struct format_list *formats,
                        struct error *err)
{
    if (name[0] == '.')
        return true;
    char *dir = join(parent, name, "");
    char *ini = join(parent, name, "/template.ini");
    bool done = true;
    if (!dir || !ini)
        done = error_set_memory(err);
    else if (access(ini, F_OK) == 0)
        done = add_template(list, dir, ini, name, formats, err);
    free(dir);
    free(ini);
    return done;
}

static int compare(const void *a, const void *b)
{
    const struct template *one = a;
    const struct template *other = b;
    if (one->order != other->order)
        return one->order < other->order ? -1 : 1;
    return strcmp(one->id, other->id);
}

static int compare_refusals(const void *a, const void *b)
{
    const struct template_refusal *one = a;
    const struct template_refusal *other = b;
    return strcmp(one->id, other->id);
}

// Sorts what was read; false when there is no template.
static bool complete(struct template_list *list, const char *dir,
                     struct error *err)
{
    if (list->count > 0)
        qsort(list->items, list->count, sizeof *list->items, compare);
    if (list->refusal_count > 0)
        qsort(list->refusals, list->refusal_count, sizeof *list->refusals,
              compare_refusals);
    if (list->count > 0)
        return true;
    if (list->refusal_count > 0)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION, "%s",
                                list->refusals[0].why);
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s: holds no template", dir);
}

bool template_list_read(struct template_list *list, const char *dir,
                        const struct format_list *formats, struct error *err)
{
    *list = (struct template_list){0};
    DIR *folder = opendir(dir);
    if (!folder)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: cannot be read: %s", dir, strerror(errno));
    bool done = true;
    for (struct dirent *entry; done && (entry = readdir(folder));)
        done = read_folder(list, dir, entry->d_name, formats, err);
    closedir(folder);
    if (done && complete(list, dir, err))
        return true;
    template_list_finish(list);
    return false;
}

bool template_list_refuse(struct template_list *list, size_t index,
                          const struct error *why)
{
    if (!add_refusal(list, list->items[index].id, why))
        return false;
    finish_template(&list->items[index]);
    list->count--;
    memmove(&list->items[index], &list->items[index + 1],
            (list->count - index) * sizeof *list->items);
    qsort(list->refusals, list->refusal_count, sizeof *list->refusals,
          compare_refusals);
    return true;
}

const char *template_refusal(const struct template_list *list, const char *id)
{
    for (size_t i = 0; i < list->refusal_count; i++)
        if (strcmp(list->refusals[i].id, id) == 0)
            return list->refusals[i].why;
    return NULL;
}

void template_list_finish(struct template_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        finish_template(&list->items[i]);
    for (size_t i = 0; i < list->refusal_count; i++)
        free(list->refusals[i].why);
    free(list->items);
    free(list->refusals);
    *list = (struct template_list){0};
}

const struct template *template_find(const struct template_list *list,
                                     const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return &list->items[i];
    return NULL;
}

const struct theme *template_theme(const struct template *template,
                                   const char *id)
{
    for (size_t i = 0; i < template->theme_count; i++)
        if (strcmp(template->themes[i].id, id) == 0)
            return &template->themes[i];
    return NULL;
}

const struct theme_color *theme_color(const struct theme *theme,
                                      const char *name)
{
    for (size_t i = 0; i < theme->color_count; i++)
        if (strcmp(theme->colors[i].name, name) == 0)
            return &theme->colors[i];
    return NULL;
}

const struct field *template_field(const struct template *template,
                                   const char *id)
{
    for (size_t i = 0; i < template->field_count; i++)
        if (strcmp(template->fields[i].id, id) == 0)
            return &template->fields[i];
    return NULL;
}

const struct layout *template_layout(const struct template *template,
                                     const char *id)
{
    for (size_t i = 0; i < template->layout_count; i++)
        if (strcmp(template->layouts[i].id, id) == 0)
            return &template->layouts[i];
    return NULL;
}

const char *template_words(const struct template *template, const char *id,
                           enum language language)
{
    for (size_t i = 0; i < template->style_count; i++) {
        char *const *words = template->styles[i].words;
        if (strcmp(template->styles[i].id, id) == 0 && words[LANGUAGE_NL])
            return words[language] ? words[language] : words[LANGUAGE_NL];
    }
    return NULL;
}

const struct text_style *template_style(const struct template *template,
                                        const char *layout, size_t index)
{
    const struct text_style *general = NULL;
    for (size_t i = 0; i < template->style_count && !general; i++)
        if (!*template->styles[i].layout && index-- == 0)
            general = &template->styles[i];
    if (!general)
        return NULL;
    for (size_t i = 0; i < template->style_count; i++)
        if (strcmp(template->styles[i].id, general->id) == 0 &&
            strcmp(template->styles[i].layout, layout) == 0)
            return &template->styles[i];
    return general;
}
