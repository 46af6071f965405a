#include "template.h"

#include "drawing.h"
#include "template_caption.h"
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
    ini_finish_local(template->alts);
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
    template_finish_captions(template->captions, template->caption_count);
    for (size_t i = 0; i < template->layout_count; i++) {
        buffer_finish(&template->layouts[i].svg);
        free(template->layouts[i].path);
        free(template->layouts[i].boxes);
    }
    free(template->themes);
    free(template->fields);
    free(template->styles);
    free(template->layouts);
    free(template->ini_path);
    *template = (struct template){0};
}

// Paths below a folder; a path that does not fit in memory is no path.
static char *join(const char *dir, const char *name, const char *ending)
{
    char *path;
    return asprintf(&path, "%s/%s%s", dir, name, ending) < 0 ? NULL : path;
}

// Takes what was found into the findings when there are any; false when the
// template cannot be used.
static bool settle(bool done, struct findings *findings, struct error *err)
{
    if (done || !findings || error_is_memory(err))
        return done;
    findings_add_error(findings, err);
    return true;
}

// Looks through the SVG before anything draws it.
static bool check_drawing(const struct layout *layout,
                          struct findings *findings, struct error *err)
{
    struct drawing *drawing;
    if (!drawing_read(&drawing, buffer_view(&layout->svg), layout->path, err))
        return settle(false, findings, err);
    bool done = true;
    if (!findings)
        done = drawing_check(drawing, layout->path, err);
    for (size_t i = 0; findings && i < drawing_count(drawing); i++) {
        const char *fault = drawing_fault(drawing, i);
        if (fault)
            findings_add(findings, FINDING_ERROR, layout->path,
                         drawing_element(drawing, i).line, "%s", fault);
    }
    drawing_destroy(drawing);
    return done;
}

// Takes over `path`.
static bool add_layout(struct template *template, const char *id, char *path,
                       struct findings *findings, struct error *err)
{
    struct layout *layouts = realloc(
        template->layouts, (template->layout_count + 1) * sizeof *layouts);
    if (!layouts) {
        free(path);
        return error_set_memory(err);
    }
    template->layouts = layouts;
    struct layout *layout = &layouts[template->layout_count++];
    *layout = (struct layout){.path = path};
    strcpy(layout->id, id);
    if (!buffer_append_file(&layout->svg, path, SVG_BYTES_MAX))
        return settle(error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                       "%s: cannot be read: %s", path,
                                       strerror(errno)),
                      findings, err);
    return check_drawing(layout, findings, err);
}

// The layouts of a template are the SVG files with the name of a layout that
// a format uses.
static bool read_layouts(struct template *template, const char *dir,
                         const struct format_list *formats,
                         struct findings *findings, struct error *err)
{
    for (size_t i = 0; i < formats->count; i++) {
        const char *id = formats->items[i].layout;
        if (template_layout(template, id))
            continue;
        char *path = join(dir, id, ".svg");
        if (!path)
            return error_set_memory(err);
        if (access(path, F_OK) != 0)
            free(path);
        else if (!add_layout(template, id, path, findings, err))
            return false;
    }
    if (template->layout_count > 0)
        return true;
    error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                     "%s: has no SVG named after a layout of a format, such "
                     "as portrait.svg",
                     dir);
    return settle(false, findings, err);
}

// A folder of templates while it is read.
struct folder {
    const char *dir;
    const struct format_list *formats;
    struct template_list *list; // of what can be used; NULL with findings
    struct findings *findings;  // of all that is wrong; NULL with a list
    const struct guard *guard;  // NULL: none
};

// `ini` is the template.ini in `dir`, the folder called `name`.
static bool read_template(const struct folder *folder,
                          struct template *template, const char *dir,
                          const char *ini, const char *name, struct error *err)
{
    *template = (struct template){0};
    const struct ini_entry entry = {dir, 0, "template", "folder", name};
    if (settle(ini_read_id(&entry, name, template->id, "template id", err),
               folder->findings, err) &&
        settle(template_ini_read(template, ini, folder->findings, err),
               folder->findings, err) &&
        read_layouts(template, dir, folder->formats, folder->findings, err))
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

static bool add_template(const struct folder *folder, const char *dir,
                         const char *ini, const char *name, struct error *err)
{
    struct template_list *list = folder->list;
    struct template template;
    struct error why = {0};
    guard_begin(folder->guard, GUARD_TEMPLATE, name);
    if (!read_template(folder, &template, dir, ini, name, &why)) {
        if (error_is_memory(&why) || !list || !add_refusal(list, name, &why))
            return error_set_memory(err);
        guard_refuse(folder->guard, GUARD_TEMPLATE, name, &why);
        return true;
    }
    struct template *items =
        list ? realloc(list->items, (list->count + 1) * sizeof *items) : NULL;
    if (!items) {
        finish_template(&template);
        return list ? error_set_memory(err) : true;
    }
    list->items = items;
    items[list->count++] = template;
    return true;
}

// True for a folder that the guard keeps shut; it is refused.
static bool is_barred(const struct folder *folder, const char *name,
                      struct error *why)
{
    const char *reason = folder->guard
                             ? guard_reason(folder->guard, GUARD_TEMPLATE, name)
                             : NULL;
    if (reason)
        error_set_detail(why, ERROR_SYSTEM, MESSAGE_CONFIGURATION, "%s",
                         reason);
    return reason;
}

// A folder is a template when it holds a template.ini.
static bool read_folder(const struct folder *folder, const char *name,
                        struct error *err)
{
    struct error why = {0};
    if (name[0] == '.')
        return true;
    if (is_barred(folder, name, &why))
        return add_refusal(folder->list, name, &why) || error_set_memory(err);
    char *dir = join(folder->dir, name, "");
    char *ini = join(folder->dir, name, "/template.ini");
    bool done = true;
    if (!dir || !ini)
        done = error_set_memory(err);
    else if (access(ini, F_OK) == 0)
        done = add_template(folder, dir, ini, name, err);
    free(dir);
    free(ini);
    return done;
}

static bool read_folders(const struct folder *folder, struct error *err)
{
    DIR *open = opendir(folder->dir);
    if (!open)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: cannot be read: %s", folder->dir,
                                strerror(errno));
    bool done = true;
    for (struct dirent *entry; done && (entry = readdir(open));)
        done = read_folder(folder, entry->d_name, err);
    closedir(open);
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

bool template_list_read_guarded(struct template_list *list, const char *dir,
                                const struct format_list *formats,
                                const struct guard *guard, struct error *err)
{
    const struct folder folder = {dir, formats, list, NULL, guard};
    *list = (struct template_list){0};
    if (read_folders(&folder, err) && complete(list, dir, err))
        return true;
    template_list_finish(list);
    return false;
}

bool template_list_read(struct template_list *list, const char *dir,
                        const struct format_list *formats, struct error *err)
{
    return template_list_read_guarded(list, dir, formats, NULL, err);
}

bool template_list_examine(const char *dir, const struct format_list *formats,
                           struct findings *findings, struct error *err)
{
    const struct folder folder = {dir, formats, NULL, findings, NULL};
    return read_folders(&folder, err);
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
