// Kit texts: what lies in a kit beside the posters: the captions to copy and
// the guide that tells where each file goes.
#pragma once

#include "bytes.h"
#include "caption.h"
#include "format.h"
#include "order.h"
#include "template.h"

#include <stdbool.h>
#include <stddef.h>

// One file of a kit, or one that failed.
struct kit_file {
    char name[128];
    const struct format *format;
    int width_px;
    int height_px;
    enum poster_type type;
    size_t bytes;
    const char
        *failure; // a sentence in the order's language; NULL: it is there
};

// Appends caption.LANG.txt: for each network a heading, how long its text is
// and may be, and the text, in UTF-8, lines ended by "\n". False when memory is
// out.
bool kit_write_captions(const struct caption_source *source,
                        const struct order *order, struct buffer *text);

// Appends the guide in the order's language: first what failed and why, then by
// place each file with its size and purpose, and how it gets there. False when
// memory is out.
bool kit_write_guide(const struct kit_file *files, size_t count,
                     const struct caption_source *source,
                     const struct order *order, struct buffer *text);
