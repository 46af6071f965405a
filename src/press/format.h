// Format: a named output size, from templates/formats.ini. One list for all
// templates.
#pragma once

#include "error.h"
#include "limits.h"
#include "messages.h"

#include <stdbool.h>
#include <stddef.h>

struct format {
    char id[LIMIT_ID_BYTES];
    char layout[LIMIT_ID_BYTES]; // the layout it uses: <template>/<layout>.svg
    char group[LIMIT_ID_BYTES];  // social, print, screen or banner
    char *names[LANGUAGE_COUNT]; // for people; NULL where not given
    int width_px;                // with bleed
    int height_px;
    double dpi;      // 0: a screen format
    double bleed_mm; // on each side; 0 for screen formats
    int bleed_px;    // rounded; the exact figure is bleed_mm
    int order;       // place in the list: the order of the file
};

struct format_list {
    struct format *items; // owned
    size_t count;
};

// Reads formats.ini. Errors name file, line, section, key and what would be
// right. On false there is nothing to finish.
bool format_list_read(struct format_list *list, const char *path,
                      struct error *err);

void format_list_finish(struct format_list *list);

// The format with this id, or NULL.
const struct format *format_find(const struct format_list *list,
                                 const char *id);
