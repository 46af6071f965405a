// Template: one poster design, read from a folder with template.ini and one
// SVG per layout. Holds names, fields, themes and text styles as data; draws
// nothing (see art.h) and sets no words (see typeset.h).
#pragma once

#include "bytes.h"
#include "error.h"
#include "format.h"
#include "geometry.h"
#include "limits.h"
#include "messages.h"

#include <stdbool.h>
#include <stddef.h>

enum photo_wish { PHOTO_REQUIRED, PHOTO_OPTIONAL, PHOTO_NONE };
enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum valign { VALIGN_TOP, VALIGN_MIDDLE, VALIGN_BOTTOM };

struct theme_color {
    char name[LIMIT_ID_BYTES];
    unsigned rgb; // 0xRRGGBB
};

struct theme {
    char id[LIMIT_ID_BYTES];
    char *names[LANGUAGE_COUNT];
    struct theme_color *colors; // owned
    size_t color_count;
};

// A text that the user gives.
struct field {
    char id[LIMIT_ID_BYTES];
    char *labels[LANGUAGE_COUNT];
    char *examples[LANGUAGE_COUNT];
    bool required;
    int max_length; // grapheme clusters
};

// How a text is set: the user's field, or words fixed by the design.
struct text_style {
    char id[LIMIT_ID_BYTES];     // the field's id and that of the box
    char layout[LIMIT_ID_BYTES]; // "": every layout
    char font[LIMIT_ID_BYTES];   // a role of fonts/fonts.ini
    double size_min;             // in viewBox units
    double size_max;
    int lines_min;
    int lines_max;
    enum align align;
    enum valign valign;
    char color[LIMIT_ID_BYTES];   // a colour of the theme
    char shadow[LIMIT_ID_BYTES];  // another, of a soft shadow; "": none
    char outline[LIMIT_ID_BYTES]; // another, around each letter; "": none
    double outline_em;            // how wide it is beside the letter
    bool upper;                   // set in capitals
    bool hyphens;                 // words may be divided when they must
    double leading;               // baseline to baseline, in ems; 0: the role's
    char *words[LANGUAGE_COUNT];  // fixed words; NULL for a user's field
};

struct layout {
    char id[LIMIT_ID_BYTES];
    struct buffer svg; // the file's bytes, kept for drawing in the sandbox
    // Filled by plan_prepare_layout, in viewBox units:
    struct rect view_box;
    struct rect window; // around the photo window
    bool has_window;
};

struct template
{
    char id[LIMIT_ID_BYTES];
    char *names[LANGUAGE_COUNT];
    char *descriptions[LANGUAGE_COUNT];
    int order;
    enum photo_wish photo;
    char default_theme[LIMIT_ID_BYTES];
    struct theme *themes;
    size_t theme_count;
    struct field *fields;
    size_t field_count;
    struct text_style *styles; // in the order of the file: painted so
    size_t style_count;
    struct layout *layouts;
    size_t layout_count;
};

struct template_list {
    struct template *items; // sorted by `order`, then by id
    size_t count;
};

// Reads every folder below `dir` that holds a template.ini. `formats` says
// which layouts may exist. Errors name file, line, section, key and what would
// be right. On false there is nothing to finish.
bool template_list_read(struct template_list *list, const char *dir,
                        const struct format_list *formats, struct error *err);

void template_list_finish(struct template_list *list);

// Each gives NULL when there is no such thing.
const struct template *template_find(const struct template_list *list,
                                     const char *id);
const struct theme *template_theme(const struct template *template,
                                   const char *id);
const struct theme_color *theme_color(const struct theme *theme,
                                      const char *name);
const struct field *template_field(const struct template *template,
                                   const char *id);
const struct layout *template_layout(const struct template *template,
                                     const char *id);

// The fixed words of a text in a language, else in Dutch; NULL when the text
// is the user's.
const char *template_words(const struct template *template, const char *id,
                           enum language language);

// The style of text `index` in a layout: the one for the layout if there is
// one, else the one for every layout. Walks the texts: NULL past the last.
const struct text_style *template_style(const struct template *template,
                                        const char *layout, size_t index);
