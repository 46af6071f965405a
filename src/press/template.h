// Template: one poster design, read from a folder with template.ini and one
// SVG per layout. Holds names, fields, themes and text styles as data; draws
// nothing (see art.h) and sets no words (see typeset.h).
#pragma once

#include "bytes.h"
#include "error.h"
#include "findings.h"
#include "format.h"
#include "geometry.h"
#include "guard.h"
#include "limits.h"
#include "messages.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum photo_wish { PHOTO_REQUIRED, PHOTO_OPTIONAL, PHOTO_NONE };
// What a template may be for.
enum template_use {
    TEMPLATE_USE_SELF,   // a teacher shows himself or herself
    TEMPLATE_USE_TEAM,   // a school shows its people
    TEMPLATE_USE_THANKS, // somebody thanks a teacher
    TEMPLATE_USE_JOIN,   // calls others to become one
    TEMPLATE_USE_EVENT,  // invites to something with a date
    TEMPLATE_USES,
};

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum valign { VALIGN_TOP, VALIGN_MIDDLE, VALIGN_BOTTOM };

struct theme_color {
    char name[LIMIT_ID_BYTES];
    unsigned rgb; // 0xRRGGBB
};

struct theme {
    char id[LIMIT_ID_BYTES];
    int line; // of template.ini, where it begins
    char *names[LANGUAGE_COUNT];
    struct theme_color *colors; // owned
    size_t color_count;
};

// Words that a user may start from.
struct starter {
    enum language language;
    char *words; // owned
};

// A text that the user gives.
struct field {
    char id[LIMIT_ID_BYTES];
    int line; // of template.ini, where it begins
    char *labels[LANGUAGE_COUNT];
    char *examples[LANGUAGE_COUNT];
    struct starter *starters; // owned; in the order of the file
    size_t starter_count;
    bool required;
    int max_length; // grapheme clusters
};

// How a text is set: the user's field, or words fixed by the design.
struct text_style {
    char id[LIMIT_ID_BYTES];     // the field's id and that of the box
    int line;                    // of template.ini, where it begins
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
    bool hidden;                  // the layout leaves this text out
    double leading;               // baseline to baseline, in ems; 0: the role's
    char *words[LANGUAGE_COUNT];  // fixed words; NULL for a user's field
};

// Texts to go with a post; see caption.h.
struct caption {
    unsigned networks; // a bit for each of network.h's; 0: every network
    char section[64];  // "caption x, bluesky", for messages
    int line;          // of template.ini, where it begins
    char *texts[LANGUAGE_COUNT];    // with blanks, see blanks.h
    int text_lines[LANGUAGE_COUNT]; // of template.ini, where each begins
    char *hashtags[LANGUAGE_COUNT]; // parted by blanks
};

// An object of a layout and where it lies, in viewBox units.
struct box {
    char id[LIMIT_ID_BYTES];
    struct rect rect;
};

struct layout {
    char id[LIMIT_ID_BYTES];
    char *path;        // of the file, for messages; owned
    struct buffer svg; // the file's bytes, kept for drawing in the sandbox
    // Filled by plan_prepare_layout, in viewBox units:
    struct rect view_box;
    struct rect window; // around the photo window
    bool has_window;
    struct box *boxes; // of texts, the focus and the logo, those that are
                       // there; owned
    size_t box_count;
};

struct template
{
    char id[LIMIT_ID_BYTES];
    char *ini_path; // of template.ini, for messages; owned
    int line;       // of [template] in it
    char *names[LANGUAGE_COUNT];
    char *descriptions[LANGUAGE_COUNT];
    char *alts[LANGUAGE_COUNT]; // alt texts with blanks, see alt_text.h
    int order;
    enum photo_wish photo;
    char default_theme[LIMIT_ID_BYTES];
    unsigned uses;               // a bit for each enum template_use
    char sample[LIMIT_ID_BYTES]; // who is shown in the gallery; "": anybody
    struct theme *themes;
    size_t theme_count;
    struct field *fields;
    size_t field_count;
    struct text_style *styles; // in the order of the file: painted so
    size_t style_count;
    struct caption *captions;
    size_t caption_count;
    struct layout *layouts;
    size_t layout_count;
    // Filled by press_create: another number when its posters may look
    // otherwise.
    uint64_t stamp;
};

// A folder that is no template, and why.
struct template_refusal {
    char id[LIMIT_ID_BYTES]; // the folder's name, as far as it fits
    char *why;               // file, line, what would be right; owned
};

struct template_list {
    struct template *items; // sorted by `order`, then by id
    size_t count;
    struct template_refusal *refusals; // sorted by id
    size_t refusal_count;
};

// Reads every folder below `dir` that holds a template.ini. `formats` says
// which layouts may exist. A wrong template is left out and told in the
// refusals; false when none is left. On false there is nothing to finish.
bool template_list_read(struct template_list *list, const char *dir,
                        const struct format_list *formats, struct error *err);

// The same, with a guard.
bool template_list_read_guarded(struct template_list *list, const char *dir,
                                const struct format_list *formats,
                                const struct guard *guard, struct error *err);

// Reads the same folders for all that is wrong in them, not only for the first
// mistake. False when the folder cannot be read.
bool template_list_examine(const char *dir, const struct format_list *formats,
                           struct findings *findings, struct error *err);

void template_list_finish(struct template_list *list);

// Takes template `index` out of the list; `why` is the error of its refusal.
// False when memory is out.
bool template_list_refuse(struct template_list *list, size_t index,
                          const struct error *why);

// Why the folder `id` is no template, or NULL when it is not refused.
const char *template_refusal(const struct template_list *list, const char *id);

// The word for a use in template.ini and in the listing.
const char *template_use_name(enum template_use use);

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

// Where an object of a prepared layout lies; false when it is not there.
bool layout_box(const struct layout *layout, const char *id, struct rect *rect);

// The fixed words of a text in a language, else in Dutch; NULL when the text
// is the user's.
const char *template_words(const struct template *template, const char *id,
                           enum language language);

// The style of text `index` in a layout: the one for the layout if there is
// one, else the one for every layout. Walks the texts: NULL past the last.
const struct text_style *template_style(const struct template *template,
                                        const char *layout, size_t index);
