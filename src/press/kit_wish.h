// Kit wish: the list of formats that a kit is to have, as a form or a command
// line gives it. Which of them there are, the kit tells.
#pragma once

#include "error.h"
#include "limits.h"

#include <stdbool.h>
#include <stddef.h>

// Four times as many as formats.ini has.
enum { KIT_FORMATS_MAX = 128 };

// A zeroed one names no format.
struct kit_wish {
    bool all; // every format that the template offers
    char ids[KIT_FORMATS_MAX][LIMIT_ID_BYTES];
    size_t count;
};

// Adds the formats of a list such as "all" or "story, a4" (`size` bytes, not
// NUL-terminated, any bytes at all). An empty list adds none, so that several
// lists are as good as one. Errors, for the field "formats": a format that is
// there twice, or beside "all"; what can be no format.
bool kit_wish_read(struct kit_wish *wish, const char *value, size_t size,
                   struct error *err);
