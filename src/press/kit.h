// Kit: one order in many formats, as one ZIP. The photo is decoded once; the
// posters are printed one after another, so that memory stays that of the
// largest and the photo. Part of the front door of the press.
//
// With a focus that was given, a poster is the one that press_print makes
// within 48 dB and more (56 of a phone's photo). One that is looked for is
// found once, at the size that is kept; press_print looks at the size of its
// format, and finds it up to a fiftieth of the window elsewhere.
#pragma once

#include "bytes.h"
#include "error.h"
#include "kit_texts.h"
#include "kit_wish.h"
#include "order.h"
#include "press.h"

#include <stdbool.h>
#include <stddef.h>

// A kit that was planned.
struct kit;

// Plans every poster of a kit: the formats in the order of formats.ini, the
// texts in their places. The order's own format does not count; its type holds
// for all. The press and the order are borrowed until kit_close. Errors: those
// of a poster; no format, one that there is not, one that the template does not
// offer. A format in which the words do not fit is left out and told; when they
// fit in none, that is the error. On false *kit is NULL.
bool kit_open(struct kit **kit, struct press *press, const struct order *order,
              const struct kit_wish *wish, struct error *err);

// Takes NULL.
void kit_close(struct kit *kit);

// The formats of the kit, also those left out; names and sizes are there once
// their posters are made.
const struct kit_file *kit_files(const struct kit *kit, size_t *count);

// What is known of the ZIP before its first byte.
struct kit_head {
    char name[96];        // of the ZIP: "volgers-kit.zip", ASCII
    int posters;          // in it
    int files;            // posters and texts
    uint64_t bytes_about; // an estimate
    char left_out[1024];  // the ids of formats left out: "a2, rollup"; ""
};

struct kit_sink {
    // Told once, before the first byte and after the first poster was made: the
    // order holds and the photo is whole.
    bool (*begin)(void *context, const struct kit_head *head);
    // Told of each poster when it is in the ZIP; stages as those of a poster,
    // what is done once for all counted with the first.
    bool (*made)(void *context, const struct kit_file *file,
                 const double stage_ms[PRESS_STAGES]);
    bool (*take)(void *context, struct bytes piece);
    void *context;
};

// Prints the posters into a ZIP that goes out as it grows, and the texts behind
// them: one to send along, one for those who cannot see the posters, one that
// tells where each file goes. Once for a kit. The same order and wish give the
// same bytes. False when something fails, or (ERROR_GONE) when the sink says
// false; the ZIP then lacks its directory, and no program takes it for whole.
bool kit_write(struct kit *kit, const struct kit_sink *sink, struct error *err);

// Prepares the art of the posters of a kit as press_prepare does, but for large
// ones.
void kit_prepare(struct press *press, const struct order *order,
                 const struct kit_wish *wish);
