#include "fonts.h"

#include "bytes.h"
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

static struct font_role *find_role(struct font_role *roles, size_t count,
                                   const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(roles[i].id, id) == 0)
            return &roles[i];
    return NULL;
}

// The role or fallback with this id, a new one when there is none.
static struct font_role *add_role(struct font_role **roles, size_t *count,
                                  const char *id, struct error *err)
{
    struct font_role *found = find_role(*roles, *count, id);
    if (found)
        return found;
    struct font_role *more = realloc(*roles, (*count + 1) * sizeof *more);
    if (!more) {
        error_set_memory(err);
        return NULL;
    }
    *roles = more;
    struct font_role *role = &more[(*count)++];
    *role = (struct font_role){.leading_large = 1.2, .leading_small = 1.2};
    strcpy(role->id, id);
    return role;
}

static struct font_role *take_section(const struct ini_entry *entry,
                                      struct fonts *fonts, struct error *err)
{
    static const char role[] = "role ";
    static const char fallback[] = "fallback ";
    char id[LIMIT_ID_BYTES];
    if (strncmp(entry->section, role, sizeof role - 1) == 0)
        return ini_read_id(entry, entry->section + sizeof role - 1, id, "role",
                           err)
                   ? add_role(&fonts->roles, &fonts->count, id, err)
                   : NULL;
    if (strncmp(entry->section, fallback, sizeof fallback - 1) == 0)
        return ini_read_id(entry, entry->section + sizeof fallback - 1, id,
                           "fallback", err)
                   ? add_role(&fonts->fallbacks, &fonts->fallback_count, id,
                              err)
                   : NULL;
    ini_wrong(entry, err, "the section is neither [role ID] nor [fallback ID]");
    return NULL;
}

// "1.2", or from large words to small ones "0.9..1.1".
static bool read_leading(const struct ini_entry *entry, struct font_role *role,
                         struct error *err)
{
    char large[16];
    const char *dots = strstr(entry->value, "..");
    const size_t length = dots ? (size_t)(dots - entry->value) : 0;
    if (length >= sizeof large)
        return ini_wrong(entry, err, "is no range such as 0.9..1.1");
    memcpy(large, entry->value, length);
    large[length] = '\0';
    struct ini_entry part = *entry;
    part.value = dots ? large : entry->value;
    if (!read_ems(&part, 0.5, 3, &role->leading_large, err))
        return false;
    part.value = dots ? dots + 2 : entry->value;
    return read_ems(&part, role->leading_large, 3, &role->leading_small, err);
}

static bool take(void *context, const struct ini_entry *entry,
                 struct error *err)
{
    struct font_role *role = take_section(entry, context, err);
    if (!role)
        return false;
    if (strcmp(entry->key, "package") == 0)
        return copy(entry, &role->package, err);
    if (strcmp(entry->key, "tracking") == 0)
        return read_ems(entry, -0.2, 1, &role->tracking, err);
    if (strcmp(entry->key, "leading") == 0)
        return read_leading(entry, role, err);
    if (strcmp(entry->key, "file") != 0)
        return ini_wrong(entry, err,
                         "is none of file, package, tracking, leading");
    if (access(entry->value, R_OK) != 0)
        return ini_wrong(entry, err, "%s cannot be read; install the package",
                         entry->value);
    return copy(entry, &role->file, err);
}

// Finds how Pango calls the face in a file: its family, weight and style.
static PangoFontDescription *describe(const FcFontSet *set, const char *file)
{
    for (int i = 0; i < set->nfont; i++) {
        FcChar8 *name;
        if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &name) ==
                FcResultMatch &&
            strcmp((const char *)name, file) == 0)
            return pango_fc_font_description_from_pattern(set->fonts[i], FALSE);
    }
    return NULL;
}

// Where packages put fonts, and fontconfig's cache knows them.
static const char packaged[] = "/usr/share/fonts/";

static bool is_packaged(const char *file)
{
    return strncmp(file, packaged, sizeof packaged - 1) == 0 &&
           !strpbrk(file, "<>&*?[");
}

// The folder and the file of a font, in fontconfig's language.
static bool write_source(const struct font_role *role, struct buffer *xml)
{
    if (!role->file || !is_packaged(role->file))
        return true;
    const int folder = (int)(strrchr(role->file, '/') - role->file);
    return buffer_append_format(
        xml,
        "<dir>%.*s</dir><selectfont><acceptfont><glob>%s</glob></acceptfont>"
        "</selectfont>",
        folder, role->file, role->file);
}

// A configuration of our own, without rules, that sees the packaged fonts of
// the manifest and no other. To know what a font can do, fontconfig must read
// all of it (seconds for those of East Asia): from its cache it is known at
// once.
static FcConfig *create_config(const struct fonts *fonts)
{
    struct buffer xml = {0};
    FcConfig *config = FcConfigCreate();
    bool done = buffer_append_text(
        &xml, "<fontconfig><cachedir>/var/cache/fontconfig</cachedir>"
              "<selectfont><rejectfont><glob>*</glob></rejectfont>"
              "</selectfont>");
    for (size_t i = 0; i < fonts->count && done; i++)
        done = write_source(&fonts->roles[i], &xml);
    for (size_t i = 0; i < fonts->fallback_count && done; i++)
        done = write_source(&fonts->fallbacks[i], &xml);
    done = done && buffer_append_text(&xml, "</fontconfig>") &&
           buffer_append(&xml, "", 1) && config &&
           FcConfigParseAndLoadFromMemory(config, xml.data, FcTrue) &&
           FcConfigBuildFonts(config);
    buffer_finish(&xml);
    if (done)
        return config;
    if (config)
        FcConfigDestroy(config);
    return NULL;
}

static FcFontSet *find_set(FcConfig *config)
{
    return FcConfigGetFonts(config, FcSetSystem);
}

// Sees to it that a font is in the set; one from elsewhere is read now.
static bool add_file(const struct font_role *role, const char *kind,
                     FcConfig *config, const char *path, struct error *err)
{
    if (!role->file || !role->package)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: [%s %s]: file or package is missing", path,
                                kind, role->id);
    PangoFontDescription *known = describe(find_set(config), role->file);
    pango_font_description_free(known);
    int count = 0;
    FcPattern *pattern =
        known ? NULL
              : FcFreeTypeQuery((const FcChar8 *)role->file, 0, NULL, &count);
    if (pattern && FcFontSetAdd(find_set(config), pattern))
        return true;
    return known ? true
                 : error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                    "%s: [%s %s]: %s is no font", path, kind,
                                    role->id, role->file);
}

static bool open_files(struct fonts *fonts, FcConfig *config, const char *path,
                       struct error *err)
{
    for (size_t i = 0; i < fonts->count; i++) {
        struct font_role *role = &fonts->roles[i];
        if (!add_file(role, "role", config, path, err))
            return false;
        role->description = describe(find_set(config), role->file);
        if (!role->description)
            return error_set_memory(err);
    }
    for (size_t i = 0; i < fonts->fallback_count; i++)
        if (!add_file(&fonts->fallbacks[i], "fallback", config, path, err))
            return false;
    return true;
}

// Collections hold letters of one width too, for programmers. (Emoji are of one
// width as well.)
static bool is_monospaced(const FcPattern *font)
{
    int spacing;
    FcBool color = FcFalse;
    FcPatternGetBool(font, FC_COLOR, 0, &color);
    return !color &&
           FcPatternGetInteger(font, FC_SPACING, 0, &spacing) ==
               FcResultMatch &&
           spacing == FC_MONO;
}

static void leave_out_monospaced(FcFontSet *set)
{
    int kept = 0;
    for (int i = 0; i < set->nfont; i++) {
        if (is_monospaced(set->fonts[i]))
            FcPatternDestroy(set->fonts[i]);
        else
            set->fonts[kept++] = set->fonts[i];
    }
    set->nfont = kept;
}

static bool list_faces(struct fonts *fonts, const FcFontSet *set,
                       struct error *err)
{
    fonts->faces = calloc((size_t)set->nfont, sizeof *fonts->faces);
    if (!fonts->faces)
        return error_set_memory(err);
    for (int i = 0; i < set->nfont; i++) {
        struct font_face *face = &fonts->faces[fonts->face_count];
        FcChar8 *file;
        if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &file) !=
                FcResultMatch ||
            FcPatternGetInteger(set->fonts[i], FC_INDEX, 0, &face->index) !=
                FcResultMatch)
            continue;
        FcBool outlines = FcTrue;
        FcPatternGetBool(set->fonts[i], FC_OUTLINE, 0, &outlines);
        if (!outlines)
            FcPatternGetDouble(set->fonts[i], FC_PIXEL_SIZE, 0, &face->strike);
        face->file = strdup((const char *)file);
        if (!face->file)
            return error_set_memory(err);
        fonts->face_count++;
    }
    return true;
}

static bool open_map(struct fonts *fonts, const char *path, struct error *err)
{
    FcConfig *config = create_config(fonts);
    if (!config)
        return error_set_memory(err);
    bool done = open_files(fonts, config, path, err);
    if (done) {
        leave_out_monospaced(find_set(config));
        done = list_faces(fonts, find_set(config), err);
    }
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

void fonts_use_for_drawings(const struct fonts *fonts)
{
    FcConfigSetCurrent(
        pango_fc_font_map_get_config(PANGO_FC_FONT_MAP(fonts->map)));
}

static void close_roles(struct font_role *roles, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(roles[i].file);
        free(roles[i].package);
        pango_font_description_free(roles[i].description);
    }
    free(roles);
}

void fonts_close(struct fonts *fonts)
{
    close_roles(fonts->roles, fonts->count);
    close_roles(fonts->fallbacks, fonts->fallback_count);
    for (size_t i = 0; i < fonts->face_count; i++)
        free(fonts->faces[i].file);
    free(fonts->faces);
    if (fonts->map) {
        // Pango 1.50 does not let go of it by itself.
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), NULL);
        g_object_unref(fonts->map);
    }
    *fonts = (struct fonts){0};
}

const struct font_role *fonts_role(const struct fonts *fonts, const char *id)
{
    return find_role(fonts->roles, fonts->count, id);
}

const struct font_face *fonts_role_face(const struct fonts *fonts,
                                        const struct font_role *role)
{
    size_t i = 0;
    while (i + 1 < fonts->face_count &&
           strcmp(fonts->faces[i].file, role->file) != 0)
        i++;
    return &fonts->faces[i];
}

const struct font_face *fonts_face_of(const struct fonts *fonts,
                                      struct _PangoFont *font)
{
    FcChar8 *file;
    int index;
    FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
    if (FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch ||
        FcPatternGetInteger(pattern, FC_INDEX, 0, &index) != FcResultMatch)
        return NULL;
    for (size_t i = 0; i < fonts->face_count; i++)
        if (fonts->faces[i].index == index &&
            strcmp(fonts->faces[i].file, (const char *)file) == 0)
            return &fonts->faces[i];
    return NULL;
}
