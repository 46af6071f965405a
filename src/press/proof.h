// Proof: a contact sheet for designers. A row for each layout of a template; in
// every row the same words and people: the example, then short, long and worst
// words on a bright photo, a dark one and one of a group, then other scripts.
#pragma once

#include "bytes.h"
#include "press.h"
#include "samples.h"

#include <stdbool.h>

enum { PROOF_TILE_PX = 260 }; // how wide one poster is on the sheet

struct proof_request {
    const char *template_id;           // NULL: every template
    const char *partner_id;            // whose logo or name is set; NULL: none
    const char *school;                // whose name is set; NULL: none
    const struct sample_list *samples; // people; used when there is no photo
    struct bytes photo;                // shown in every poster; or {NULL, 0}
    enum language language;
};

// Prints the whole collection as PNG, for a README: the example of each
// template in its first format and default theme, four side by side. The caller
// finishes the buffer, also on false.
bool proof_print_gallery(struct press *press,
                         const struct proof_request *request,
                         struct buffer *png, struct error *err);

// Prints the sheet as PNG, and a line of text for each row and for each poster
// that cannot be made. The caller finishes both buffers, also on false.
bool proof_print(struct press *press, const struct proof_request *request,
                 struct buffer *png, struct buffer *legend, struct error *err);
