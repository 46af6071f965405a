// Kit texts: what lies in a kit beside its posters: a text to send along, and
// one that tells where each file goes. Lines end with a line feed.
#pragma once

#include "bytes.h"
#include "format.h"
#include "order.h"
#include "template.h"

#include <stdbool.h>
#include <stddef.h>

// One poster of a kit, or why there is none.
struct kit_file {
    char name[128]; // in the ZIP
    const struct format *format;
    int width_px;
    int height_px;
    enum poster_type type;
    size_t bytes;
    const char *failure; // NULL: made; else the sentence why not, in the
                         // order's language
};

// Appends the text to send along, in the order's language. False when memory is
// out.
bool kit_write_captions(const struct template *template,
                        const struct order *order, struct buffer *text);

// Appends what each file is for, and what is missing and why, in the order's
// language. False when memory is out.
bool kit_write_guide(const struct kit_file *files, size_t count,
                     const struct template *template, const struct order *order,
                     struct buffer *text);
