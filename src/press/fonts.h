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

// How large emoji are drawn, in ems: as designed they are taller than the
// letters beside them.
#define FONTS_PICTURE_EM 0.86

// One typeface in a file: a collection (.ttc) has several.
struct font_face {
    char *file;    // absolute path, owned
    int index;     // within the file
    double strike; // px per em of its pictures; 0: it has outlines
};

struct font_role {
    char id[LIMIT_ID_BYTES];
    char *file;           // absolute path, owned
    char *package;        // the Debian package that brings it, owned
    double tracking;      // in ems, added between characters
    double leading_large; // in ems, baseline to baseline, of large words
    double leading_small; // and of small ones
    struct _PangoFontDescription *description; // owned
};

struct fonts {
    struct font_role *roles; // owned
    size_t count;
    struct font_role *fallbacks; // owned; only file and package count
    size_t fallback_count;
    struct font_face *faces; // owned; of roles and fallbacks
    size_t face_count;
    struct _PangoFontMap *map; // owned; holds these faces only
};

// Reads the manifest and opens every file it names. On false there is nothing
// to close.
bool fonts_open(struct fonts *fonts, const char *path, struct error *err);

void fonts_close(struct fonts *fonts);

// Drawings with words of their own see these faces and no others from now on,
// in this process.
void fonts_use_for_drawings(const struct fonts *fonts);

// The role with this id, or NULL.
const struct font_role *fonts_role(const struct fonts *fonts, const char *id);

// The face of a role's own file.
const struct font_face *fonts_role_face(const struct fonts *fonts,
                                        const struct font_role *role);

// The face that a shaped run uses; NULL when it is none of ours.
const struct font_face *fonts_face_of(const struct fonts *fonts,
                                      struct _PangoFont *font);
