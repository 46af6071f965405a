#include "fonts.h"

#include "ini.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool read_ems(const struct ini_entry *entry, double low, double high,
                     double *ems, struct error *err)
{
    char *end;
    *ems = strtod(entry->value, &end);
    if (end == entry->value || *end || !(*ems >= low && *ems <= high))
        return ini_wrong(entry, err, "\"%.40s\" is not a number from %g to %g",
                         entry->value, low, high);
    return true;
}

static bool copy(const struct ini_entry *entry, char **text, struct error *err)
{
    if (*text)
        return ini_wrong(entry, err, "is given twice");
    *text = strdup(entry->value);
    return *text ? true : error_set_memory(err);
}

static struct font_role *add_role(const struct ini_entry *entry,
                                  struct fonts *fonts, struct error *err)
{
    char id[LIMIT_ID_BYTES];
    if (strncmp(entry->section, "role ", 5) != 0) {
        ini_wrong(entry, err, "the section is not [role ID]");
        return NULL;
    }
    if (!ini_read_id(entry, entry->section + 5, id, "role", err))
        return NULL;
    for (size_t i = 0; i < fonts->count; i++)
        if (strcmp(fonts->roles[i].id, id) == 0)
            return &fonts->roles[i];
    struct font_role *roles =
        realloc(fonts->roles, (fonts->count + 1) * sizeof *roles);
    if (!roles) {
        error_set_memory(err);
        return NULL;
    }
    fonts->roles = roles;
    struct font_role *role = &roles[fonts->count++];
    *role = (struct font_role){.leading = 1.2};
    strcpy(role->id, id);
    return role;
}

static bool take(void *context, const struct ini_entry *entry,
                 struct error *err)
{
    struct font_role *role = add_role(entry, context, err);
    if (!role)
        return false;
    if (strcmp(entry->key, "package") == 0)
        return copy(entry, &role->package, err);
    if (strcmp(entry->key, "tracking") == 0)
        return read_ems(entry, -0.2, 1, &role->tracking, err);
    if (strcmp(entry->key, "leading") == 0)
        return read_ems(entry, 0.5, 3, &role->leading, err);
    if (strcmp(entry->key, "file") != 0)
        return ini_wrong(entry, err,
                         "is none of file, package, tracking, leading");
    if (access(entry->value, R_OK) != 0)
        return ini_wrong(entry, err, "%s cannot be read; install the package",
                         entry->value);
    return copy(entry, &role->file, err);
}

// Finds how Pango calls the face in a file: its family, weight and style.
static PangoFontDescription *describe(FcConfig *config, const char *file)
{
    const FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);
    for (int i = 0; set && i < set->nfont; i++) {
        FcChar8 *name;
        if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &name) ==
                FcResultMatch &&
            strcmp((const char *)name, file) == 0)
            return pango_fc_font_description_from_pattern(set->fonts[i], FALSE);
    }
    return NULL;
}

static bool open_files(struct fonts *fonts, FcConfig *config, const char *path,
                       struct error *err)
{
    for (size_t i = 0; i < fonts->count; i++) {
        struct font_role *role = &fonts->roles[i];
        if (!role->file || !role->package)
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                    "%s: [role %s]: file or package is missing",
                                    path, role->id);
        role->description =
            FcConfigAppFontAddFile(config, (const FcChar8 *)role->file)
                ? describe(config, role->file)
                : NULL;
        if (!role->description)
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                    "%s: [role %s]: %s is no font", path,
                                    role->id, role->file);
    }
    return true;
}

static bool open_map(struct fonts *fonts, const char *path, struct error *err)
{
    // An empty configuration of our own: no system folders, no rules.
    FcConfig *config = FcConfigCreate();
    if (!config)
        return error_set_memory(err);
    const bool done = open_files(fonts, config, path, err);
    if (done) {
        fonts->map = pango_ft2_font_map_new();
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), config);
    }
    FcConfigDestroy(config);
    return done;
}

bool fonts_open(struct fonts *fonts, const char *path, struct error *err)
{
    *fonts = (struct fonts){0};
    if (ini_read(path, take, fonts, err)) {
        if (fonts->count == 0)
            error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                             "%s: names no font", path);
        else if (open_map(fonts, path, err))
            return true;
    }
    fonts_close(fonts);
    return false;
}

void fonts_close(struct fonts *fonts)
{
    for (size_t i = 0; i < fonts->count; i++) {
        free(fonts->roles[i].file);
        free(fonts->roles[i].package);
        pango_font_description_free(fonts->roles[i].description);
    }
    free(fonts->roles);
    if (fonts->map)
        g_object_unref(fonts->map);
    *fonts = (struct fonts){0};
}

const struct font_role *fonts_role(const struct fonts *fonts, const char *id)
{
    for (size_t i = 0; i < fonts->count; i++)
        if (strcmp(fonts->roles[i].id, id) == 0)
            return &fonts->roles[i];
    return NULL;
}

const struct font_role *fonts_role_of(const struct fonts *fonts,
                                      struct _PangoFont *font)
{
    FcChar8 *file;
    FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
    if (FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch)
        return NULL;
    for (size_t i = 0; i < fonts->count; i++)
        if (strcmp(fonts->roles[i].file, (const char *)file) == 0)
            return &fonts->roles[i];
    return NULL;
}
