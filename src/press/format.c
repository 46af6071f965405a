#include "format.h"

#include "ini.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MM_PER_INCH 25.4

// A format while its section is read; the sizes come together at its end.
struct reading {
    struct format_list *list;
    struct format *format; // the section's; NULL outside one of a format
    struct family *family; // the section's; NULL outside one of a layout
    char section[64];
    double width; // in px or mm
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

void format_set_bleed(struct format *format, double bleed_mm)
{
    const double scale = format->dpi / MM_PER_INCH;
    const double *trim = format->trim_mm;
    format->bleed_mm = bleed_mm;
    format->width_px = (int)lround((trim[0] + 2 * bleed_mm) * scale);
    format->height_px = (int)lround((trim[1] + 2 * bleed_mm) * scale);
    format->bleed_px = (int)lround(bleed_mm * scale);
}

// What the section of a format that ends here lacks; else works out its pixels.
static const char *finish_format(const struct reading *reading)
{
    struct format *format = reading->format;
    if (!*format->layout)
        return "layout is missing";
    if (!*format->group)
        return "group is missing";
    if (reading->width <= 0)
        return "size is missing";
    if (reading->in_mm && format->dpi <= 0)
        return "a size in mm wants a dpi";
    if (!reading->in_mm && format->bleed_mm > 0)
        return "a bleed wants a size in mm";
    if (!format->names[LANGUAGE_NL])
        return "name.nl is missing";
    if (reading->in_mm) {
        format->trim_mm[0] = reading->width;
        format->trim_mm[1] = reading->height;
        format_set_bleed(format, format->bleed_mm);
    } else {
        format->width_px = (int)lround(reading->width);
        format->height_px = (int)lround(reading->height);
    }
    return format->width_px > LIMIT_POSTER_SIDE_PX ||
                   format->height_px > LIMIT_POSTER_SIDE_PX
               ? "is larger than 10000 px"
               : NULL;
}

static bool finish_section(const struct reading *reading, const char *path,
                           struct error *err)
{
    const char *wrong = reading->format   ? finish_format(reading)
                        : reading->family ? family_missing(reading->family)
                                          : NULL;
    if (!wrong)
        return true;
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s:%d: [%s]: %s", path, reading->last_line,
                            reading->section, wrong);
}

static bool begin_format(const struct ini_entry *entry, struct reading *reading,
                         struct error *err)
{
    struct format_list *list = reading->list;
    char id[LIMIT_ID_BYTES];
    if (!ini_read_id(entry, entry->section + 7, id, "format id", err))
        return false;
    if (format_find(list, id))
        return ini_wrong(entry, err, "the format is there twice");
    struct format *items =
        realloc(list->items, (list->count + 1) * sizeof *items);
    if (!items)
        return error_set_memory(err);
    list->items = items;
    reading->format = &items[list->count];
    *reading->format = (struct format){.order = (int)list->count,
                                       .jpeg_quality = FORMAT_QUALITY};
    strcpy(reading->format->id, id);
    list->count++;
    return true;
}

static bool begin_family(const struct ini_entry *entry, struct reading *reading,
                         struct error *err)
{
    struct format_list *list = reading->list;
    char id[LIMIT_ID_BYTES];
    if (!ini_read_id(entry, entry->section + 7, id, "layout id", err))
        return false;
    if (format_family(list, id))
        return ini_wrong(entry, err, "the layout is there twice");
    struct family *families =
        realloc(list->families, (list->family_count + 1) * sizeof *families);
    if (!families)
        return error_set_memory(err);
    list->families = families;
    reading->family = &families[list->family_count++];
    *reading->family = (struct family){0};
    strcpy(reading->family->id, id);
    return true;
}

static bool begin_section(const struct ini_entry *entry,
                          struct reading *reading, struct error *err)
{
    if (!finish_section(reading, entry->path, err))
        return false;
    *reading = (struct reading){.list = reading->list};
    snprintf(reading->section, sizeof reading->section, "%s", entry->section);
    if (strncmp(entry->section, "format ", 7) == 0)
        return begin_format(entry, reading, err);
    if (strncmp(entry->section, "layout ", 7) == 0)
        return begin_family(entry, reading, err);
    return ini_wrong(entry, err, "the section is not [format ID], [layout ID]");
}

static bool take_format(struct reading *reading, const struct ini_entry *entry,
                        struct error *err)
{
    struct format *format = reading->format;
    int number;
    bool taken;
    if (!ini_take_local(entry, "name", format->names, &taken, err))
        return false;
    if (!taken &&
        !ini_take_local(entry, "purpose", format->purposes, &taken, err))
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
        if (!ini_read_number(entry, 30, 1200, &number, err))
            return false;
        format->dpi = number;
        return true;
    }
    if (strcmp(entry->key, "max_bytes") == 0) {
        if (!ini_read_number(entry, 1000, 100L * 1000 * 1000, &number, err))
            return false;
        format->max_bytes = number;
        return true;
    }
    if (strcmp(entry->key, "jpeg_quality") == 0)
        return ini_read_number(entry, FORMAT_QUALITY_MIN, 100,
                               &format->jpeg_quality, err);
    return ini_wrong(entry, err,
                     "is none of layout, size, dpi, bleed, group, max_bytes, "
                     "jpeg_quality, name.LANG, purpose.LANG");
}

static bool take(void *context, const struct ini_entry *entry,
                 struct error *err)
{
    struct reading *reading = context;
    if (strcmp(entry->section, reading->section) != 0 &&
        !begin_section(entry, reading, err))
        return false;
    reading->last_line = entry->line;
    return reading->format ? take_format(reading, entry, err)
                           : family_take(reading->family, entry, err);
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
    for (size_t i = 0; i < list->count; i++) {
        ini_finish_local(list->items[i].names);
        ini_finish_local(list->items[i].purposes);
    }
    free(list->items);
    free(list->families);
    *list = (struct format_list){0};
}

const struct format *format_find(const struct format_list *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return &list->items[i];
    return NULL;
}

const struct family *format_family(const struct format_list *list,
                                   const char *layout)
{
    for (size_t i = 0; i < list->family_count; i++)
        if (strcmp(list->families[i].id, layout) == 0)
            return &list->families[i];
    return NULL;
}
