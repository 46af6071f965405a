// Roster: the templates that a press works with: read, each layout prepared,
// each font found, and stamped. Those that are wrong are left out.
#pragma once

#include "error.h"
#include "fonts.h"
#include "format.h"
#include "template.h"

#include <stdbool.h>

struct roster_source {
    const char *dir; // of the templates
    const char *formats_file;
    const struct format_list *formats; // read from it
    const char *fonts_file;
    const struct fonts *fonts; // read from it
    const struct guard *guard; // NULL: none
};

// False when no template is left. On false there is nothing to finish.
bool roster_read(struct template_list *list, const struct roster_source *source,
                 struct error *err);
