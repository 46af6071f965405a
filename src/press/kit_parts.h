// Kit, from inside: what its two files share, the planning and the writing.
#pragma once

#include "kept_photo.h"
#include "kit.h"
#include "plan.h"

enum { KIT_FAILURE_BYTES = 512 };

// One format of a kit.
struct kit_item {
    struct order order; // the kit's, with this format; borrows its words
    struct plan plan;
    bool is_planned;
    char failure[KIT_FAILURE_BYTES];
    double plan_ms;
};

struct kit {
    struct press *press;
    const struct order *order;     // the one that is settled
    struct order settled;          // borrows the words of the one asked for
    const struct partner *partner; // NULL: none
    const struct template *template;
    struct kit_item *items; // owned
    struct kit_file *files; // owned; of the items
    size_t count;
    struct kept_photo photo;
    char alt_text[sizeof(((struct poster *)0)->alt_text)];
};

// Reads the photo of the posters that were planned, and frames them.
bool kit_read_photo(struct kit *kit, struct error *err);

// Gives the photo back as soon as no poster behind `index` takes it from what
// is kept.
void kit_drop_photo(struct kit *kit, size_t index);

// Gives back what the plan of a poster takes.
void kit_finish_plan(struct kit_item *item);
