// Fonts: the typefaces of the campaign by the role they play, from
// fonts/fonts.ini. Nothing else that is installed on the machine is visible.
// The only room that knows fontconfig and Pango's font maps.
#pragma once

#include "error.h"
#include "limits.h"

#include <stddef.h>

struct _PangoFont;
struct _PangoFontMap;
struct _PangoFontDescription;

struct font_role {
    char id[LIMIT_ID_BYTES];
    char *file;      // absolute path, owned
    char *package;   // the Debian package that brings it, owned
    double tracking; // in ems, added between characters
    double leading;  // in ems, baseline to baseline
    struct _PangoFontDescription *description; // owned
};

struct fonts {
    struct font_role *roles; // owned
    size_t count;
    struct _PangoFontMap *map; // owned; holds the roles' files only
};

// Reads the manifest and opens every file it names. On false there is nothing
// to close.
bool fonts_open(struct fonts *fonts, const char *path, struct error *err);

void fonts_close(struct fonts *fonts);

// The role with this id, or NULL.
const struct font_role *fonts_role(const struct fonts *fonts, const char *id);

// The role whose file a shaped run uses; NULL when it is none of ours.
const struct font_role *fonts_role_of(const struct fonts *fonts,
                                      struct _PangoFont *font);
