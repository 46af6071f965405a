// Press: the library that turns an order into a poster. This is its front
// door; it knows no web, process, database or log.
#pragma once

#include "bytes.h"
#include "error.h"
#include "findings.h"
#include "format.h"
#include "guard.h"
#include "limits.h"
#include "order.h"
#include "partner.h"
#include "template.h"

#include <stdbool.h>
#include <stddef.h>

// Everything that is loaded once: formats, templates, fonts. Use one from one
// thread at a time; children forked from the owner inherit a usable copy.
struct press;

struct press_config {
    const char *templates_dir; // holds formats.ini and the templates
    const char *fonts_file;    // fonts.ini: which typefaces play which role
    struct photo_limits photo_limits; // PHOTO_LIMITS_DEFAULT, or others
    size_t art_bytes; // of prepared art that is kept at the most; 0: none
    const char *partners_dir; // of the partners; NULL or "": none
};

// Loads everything and warms it (fonts opened, shaping tables built). A
// template that is wrong is left out and told in the refusals of
// press_templates. On false *press is NULL.
bool press_create(struct press **press, const struct press_config *config,
                  struct error *err);

// The same, with a guard around the reading of templates and partners.
bool press_create_guarded(struct press **press,
                          const struct press_config *config,
                          const struct guard *guard, struct error *err);

// Reads a tiny photo of every format and the patterns of hyphens: after it,
// press_print opens no file. What prints once and may open files does without.
// False when a library does not work.
bool press_warm(struct press *press, struct error *err);

// Prepares the art of the poster that an order asks for and keeps it, as far as
// art_bytes go: the next posters of the same template, format, theme and size
// are painted from it, also in children forked later. What is wrong with the
// order is left to press_print to tell.
void press_prepare(struct press *press, const struct order *order);

// Takes NULL.
void press_destroy(struct press *press);

const struct template_list *press_templates(const struct press *press);
const struct format_list *press_formats(const struct press *press);
const struct partner_list *press_partners(const struct press *press);

// The format of an order that names none; NULL when the template offers none.
const struct format *press_first_format(const struct press *press,
                                        const struct template *template);

// The same of what a partner allows; it may be NULL.
const struct format *press_partner_format(const struct press *press,
                                          const struct partner *partner,
                                          const struct template *template);

// Fills in what an order with a partner leaves open and the partner says: the
// template, the theme, and another language where none was named and this one
// is not allowed. A partner that is unknown is left to press_print to tell. For
// those who look at an order's template before it is printed; press_print does
// the same for itself.
void press_settle_order(const struct press *press, struct order *order);

// The stages of one poster, in order.
enum press_stage {
    STAGE_PLAN,    // the photo's header, its framing, the words' places
    STAGE_PHOTO,   // decoded and made to fit
    STAGE_COMPOSE, // photo and art on the canvas
    STAGE_INK,     // the words
    STAGE_ENCODE,
    PRESS_STAGES
};

// "plan" ...
const char *press_stage_name(enum press_stage stage);

// The finished poster.
struct poster {
    struct buffer file;    // owned
    enum poster_type type; // the order's, or what was chosen
    const char *media_type;
    int width_px;
    int height_px;
    char name[96]; // a readable file name: "volgers-a4.png", ASCII
    // Photo pixels for each pixel of the poster, and what the format wants, as
    // in "0.43;wanted=0.50;small"; "" without a photo.
    char photo_scale[48];
    // The same for each format of the template: "a4;scale=0.61, a3;scale=...".
    char photo_formats[2048];
    // For each text its contrast with what is behind it, and what its size
    // wants: "slogan;ratio=13.2;wanted=3.0, name;ratio=3.1;wanted=4.5;weak".
    char text_contrast[768];
    // What the file is: "type=png;colors=256;bytes=98123;max=100000": of a
    // palette the colours, of a JPEG the quality, and what is allowed.
    char file_note[96];
    // What somebody who cannot see the poster is told, in the order's language:
    // one line of UTF-8 without control characters; "" of a layer.
    char alt_text[1024];
    double stage_ms[PRESS_STAGES]; // of processor time
};

void poster_finish(struct poster *poster);

// "image/png" ...
const char *poster_media_type(enum poster_type type);

// "png" ...
const char *poster_type_name(enum poster_type type);

// Prints one poster. The order is borrowed for the call. `explain`, when not
// NULL, receives the layout as text (see postertool(1), --explain). The same
// order gives the same bytes. On false there is nothing to finish.
//
// Memory: the canvas takes 4 bytes per pixel of the format, the photo the
// pixels of its window and what its decoder holds: a few rows, or, of an
// interlaced PNG, the whole picture.
bool press_print(struct press *press, const struct order *order,
                 struct poster *poster, struct buffer *explain,
                 struct error *err);

// A photo as any browser can show it.
struct shown_photo {
    struct buffer file; // the bytes of a JPEG, owned
    int width_px; // of the whole photo, upright, before it was made smaller
    int height_px;
};

// Takes a zeroed one.
void shown_photo_finish(struct shown_photo *shown);

// Makes of a photo that is no order yet a JPEG: upright by what the file says
// and then turned clockwise by `turn` (0, 90, 180 or 270), in sRGB, on white,
// its longer side at most LIMIT_SHOWN_PHOTO_SIDE_PX and never enlarged. Nothing
// else of the photo's file is in it. Errors are those of a poster's photo. On
// false there is nothing to finish.
bool press_show_photo(const struct press *press, struct bytes photo, int turn,
                      struct shown_photo *shown, struct error *err);

enum { PRESS_LOGO_WIDTH_MIN = 16, PRESS_LOGO_WIDTH_MAX = 1024 };

// Appends a partner's logo alone as a PNG on transparent, without the margins
// of its file: `width_px` wide (taken into the limits above), but no higher
// than PRESS_LOGO_WIDTH_MAX. A logo that would be lost on white lies on a dark
// plate. A stranger's file is drawn: call it where no file
// can be opened. Errors: the partner has no logo, or one that cannot be drawn
// (ERROR_NOT_FOUND). On false the buffer's content is undefined, but still the
// caller's to finish.
bool press_draw_logo(const struct press *press, const struct partner *partner,
                     int width_px, struct buffer *png, struct error *err);

// A finished page, or a part of one, to be printed as it is.
struct press_part {
    size_t page;     // 0 for the first; parts are in the order of reading
    const char *tag; // "H1", "H2", "P", "Figure"; NULL: decoration
    const char *alt; // of a Figure
    // Of the whole page. Its words are drawn in the typefaces of fonts.ini, by
    // their families.
    struct bytes svg;
};

struct press_document {
    double width_pt;
    double height_pt;
    enum language language;
    const char *title;
    const char *description;
    const struct press_part *parts;
    size_t part_count; // at least one
};

// Appends a PDF of the pages to *file: vectors, and text that can be selected,
// tagged. The same parts give the same bytes. Typefaces are read from their
// files. On false the buffer's content is undefined, but still the caller's to
// finish.
bool press_print_pages(const struct press *press,
                       const struct press_document *document,
                       struct buffer *file, struct error *err);

// The list of templates and formats as JSON (design: `list --json` and GET
// /api/v1/templates share it), names in `language`. `which` picks a part.
// Returns text to be freed by the caller, NULL when memory is out.
enum press_listing { PRESS_LIST_ALL, PRESS_LIST_TEMPLATES, PRESS_LIST_FORMATS };
char *press_list_json(const struct press *press, enum press_listing which,
                      enum language language);

// What a partner says of the caption for one network.
struct press_caption {
    const char *network;  // its id
    const char *text;     // with blanks; NULL: that of the template
    const char *hashtags; // parted by blanks; come behind the template's
    size_t hashtag_count; // of them so many go along at most
};

// Walks the networks: false past the last. Borrowed from the partner.
bool press_partner_caption(const struct partner *partner, size_t index,
                           enum language language,
                           struct press_caption *caption);

// Every partner as JSON, in the shape of GET /api/v1/partners: {"partners":
// [{"id", "name", "short_name", "place", "has_logo", "link"}], "count"}. As
// above.
char *press_partners_json(const struct press *press, enum language language);
