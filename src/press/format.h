// Format: a named output size, from templates/formats.ini. One list for all
// templates.
#pragma once

#include "error.h"
#include "family.h"
#include "limits.h"
#include "messages.h"

#include <stdbool.h>
#include <stddef.h>

struct format {
    char id[LIMIT_ID_BYTES];
    char layout[LIMIT_ID_BYTES]; // the layout it uses: <template>/<layout>.svg
    char group[LIMIT_ID_BYTES];  // social, print, screen or banner
    char *names[LANGUAGE_COUNT]; // for people; NULL where not given
    char *purposes[LANGUAGE_COUNT]; // where it goes, a sentence; NULL likewise
    int width_px;                   // with bleed
    int height_px;
    double dpi;        // 0: a screen format
    double trim_mm[2]; // of paper, width and height; 0 for screen formats
    double bleed_mm;   // on each side; 0 for screen formats
    int bleed_px;      // rounded; the exact figure is bleed_mm
    long max_bytes;    // the platform takes no larger file; 0: any size
    int jpeg_quality;  // of a JPEG, FORMAT_QUALITY_MIN..100
    int order;         // place in the list: the order of the file
};

struct format_list {
    struct format *items; // owned
    size_t count;
    struct family *families; // owned; of layouts that have a section
    size_t family_count;
};

// The quality of a JPEG when the file does not say: 88 is where flat colours
// around words have no stains any more, at two dots a pixel.
enum { FORMAT_QUALITY_MIN = 60, FORMAT_QUALITY = 88 };

// The bleeds that a printer can be given, mm.
#define FORMAT_BLEEDS_MM                                                       \
    {                                                                          \
        0, 1, 3, 5                                                             \
    }

// Reads formats.ini. Errors name file, line, section, key and what would be
// right. On false there is nothing to finish.
bool format_list_read(struct format_list *list, const char *path,
                      struct error *err);

void format_list_finish(struct format_list *list);

// The format with this id, or NULL.
const struct format *format_find(const struct format_list *list,
                                 const char *id);

// The family of a layout, or NULL when formats.ini says nothing about it.
const struct family *format_family(const struct format_list *list,
                                   const char *layout);

// Changes the bleed of a paper format, and its pixels with it.
void format_set_bleed(struct format *format, double bleed_mm);
