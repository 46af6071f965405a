#include "format.h"

#include "ini.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MM_PER_INCH 25.4

// A format while its section is read; the sizes come together at its end.
struct reading {
    struct format_list *list;
    struct format *format; // the section's, NULL before the first
    double width;          // in px or mm
    double height;
    bool in_mm;
    int last_line;
};

static const char *const groups[] = {"social", "print", "screen", "banner"};

static bool read_group(const struct ini_entry *entry, struct format *format,
                       struct error *err)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (strcmp(entry->value, groups[i]) == 0) {
            strcpy(format->group, entry->value);
            return true;
        }
    return ini_wrong(entry, err,
                     "\"%.40s\" is none of social, print, screen, banner",
                     entry->value);
}

static bool read_size(const struct ini_entry *entry, struct reading *reading,
                      struct error *err)
{
    char *end;
    reading->width = strtod(entry->value, &end);
    reading->height = 0;
    if (*end == 'x')
        reading->height = strtod(end + 1, &end);
    reading->in_mm = strcmp(end, "mm") == 0;
    if (!(reading->width >= 1 && reading->height >= 1) ||
        !(reading->width <= LIMIT_POSTER_SIDE_PX &&
          reading->height <= LIMIT_POSTER_SIDE_PX) ||
        !(reading->in_mm || *end == '\0'))
        return ini_wrong(entry, err,
                         "\"%.40s\" is not a size such as 1080x1350 or "
                         "210x297mm",
                         entry->value);
    return true;
}

static bool read_bleed(const struct ini_entry *entry, struct format *format,
                       struct error *err)
{
    char *end;
    format->bleed_mm = strtod(entry->value, &end);
    if (end == entry->value || strcmp(end, "mm") != 0 ||
        !(format->bleed_mm >= 0 && format->bleed_mm <= 20))
        return ini_wrong(entry, err,
                         "\"%.40s\" is not a width such as 3mm, at most 20mm",
                         entry->value);
    return true;
}

// Works out the pixels of the section that ends here.
static bool finish_section(struct reading *reading, const char *path,
                           struct error *err)
{
    struct format *format = reading->format;
    if (!format)
        return true;
    const char *wrong = NULL;
    if (!*format->layout)
        wrong = "layout is missing";
    else if (!*format->group)
        wrong = "group is missing";
    else if (reading->width <= 0)
        wrong = "size is missing";
    else if (reading->in_mm && format->dpi <= 0)
        wrong = "a size in mm wants a dpi";
    else if (!reading->in_mm && format->bleed_mm > 0)
        wrong = "a bleed wants a size in mm";
    else if (!format->names[LANGUAGE_NL])
        wrong = "name.nl is missing";
    if (!wrong) {
        const double scale = reading->in_mm ? format->dpi / MM_PER_INCH : 1;
        const double bleeds = 2 * format->bleed_mm;
        format->width_px = (int)lround((reading->width + bleeds) * scale);
        format->height_px = (int)lround((reading->height + bleeds) * scale);
        format->bleed_px = (int)lround(format->bleed_mm * scale);
        if (format->width_px > LIMIT_POSTER_SIDE_PX ||
            format->height_px > LIMIT_POSTER_SIDE_PX)
            wrong = "is larger than 10000 px";
    }
    if (wrong)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s:%d: [format %s]: %s", path,
                                reading->last_line, format->id, wrong);
    return true;
}

static bool begin_section(const struct ini_entry *entry,
                          struct reading *reading, struct error *err)
{
    struct format_list *list = reading->list;
    if (!finish_section(reading, entry->path, err))
        return false;
    char id[LIMIT_ID_BYTES];
    if (strncmp(entry->section, "format ", 7) != 0)
        return ini_wrong(entry, err, "the section is not [format ID]");
    if (!ini_read_id(entry, entry->section + 7, id, "format id", err))
        return false;
    if (format_find(list, id))
        return ini_wrong(entry, err, "the format is there twice");
    struct format *items =
        realloc(list->items, (list->count + 1) * sizeof *items);
    if (!items)
        return error_set_memory(err);
    list->items = items;
    struct format *format = &items[list->count];
    *format = (struct format){.order = (int)list->count};
    strcpy(format->id, id);
    list->count++;
    *reading = (struct reading){.list = list, .format = format};
    return true;
}

static bool take(void *context, const struct ini_entry *entry,
                 struct error *err)
{
    struct reading *reading = context;
    const char *id = reading->format ? reading->format->id : NULL;
    if (!id || strncmp(entry->section, "format ", 7) != 0 ||
        strcmp(entry->section + 7, id) != 0)
        if (!begin_section(entry, reading, err))
            return false;
    reading->last_line = entry->line;
    struct format *format = reading->format;
    assert(format);
    bool taken;
    if (!ini_take_local(entry, "name", format->names, &taken, err))
        return false;
    if (taken)
        return true;
    if (strcmp(entry->key, "layout") == 0)
        return ini_read_id(entry, entry->value, format->layout, "layout id",
                           err);
    if (strcmp(entry->key, "group") == 0)
        return read_group(entry, format, err);
    if (strcmp(entry->key, "size") == 0)
        return read_size(entry, reading, err);
    if (strcmp(entry->key, "bleed") == 0)
        return read_bleed(entry, format, err);
    if (strcmp(entry->key, "dpi") == 0) {
        int dpi;
        if (!ini_read_number(entry, 30, 1200, &dpi, err))
            return false;
        format->dpi = dpi;
        return true;
    }
    return ini_wrong(entry, err,
                     "is none of layout, size, dpi, bleed, group, name.LANG");
}

bool format_list_read(struct format_list *list, const char *path,
                      struct error *err)
{
    *list = (struct format_list){0};
    struct reading reading = {.list = list};
    if (ini_read(path, take, &reading, err) &&
        finish_section(&reading, path, err)) {
        if (list->count > 0)
            return true;
        error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                         "%s: holds no format", path);
    }
    format_list_finish(list);
    return false;
}

void format_list_finish(struct format_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        ini_finish_local(list->items[i].names);
    free(list->items);
    *list = (struct format_list){0};
}

const struct format *format_find(const struct format_list *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return &list->items[i];
    return NULL;
}
