// File text: what a poster's file says of itself: title, description, author,
// and the same as an XMP packet (ISO 16684-1), for every type. Nothing of the
// photo's file, and no time: the same order gives the same bytes.
#pragma once

#include "bytes.h"
#include "order.h"
#include "template.h"

#include <stdbool.h>

// Valid UTF-8 in one line each, made of what XML can hold.
struct file_text {
    const char *language;   // "nl" ..., of title and description
    const char *software;   // "postertool 1.0.0"
    char title[1024];       // the slogan; without one, the name of the template
    char description[1024]; // the alt text
    char author[512];       // "": not given
    struct buffer xmp;      // the packet, owned
};

// Tells of the order what its file will say; `alt_text` is its description.
// Finish it with file_text_finish, also on false: memory is out.
bool file_text_make(struct file_text *text, const struct template *template,
                    const struct order *order, const char *alt_text);

// The same for a PDF that is no poster.
bool file_text_make_document(struct file_text *text, enum language language,
                             const char *title, const char *description);

// Takes a zeroed one.
void file_text_finish(struct file_text *text);
