// Proof: a contact sheet for designers. Every template in every layout, a row
// each; in every row the same texts, from the template's own example to what
// people type at their worst.
#pragma once

#include "bytes.h"
#include "press.h"

#include <stdbool.h>

enum { PROOF_TILE_PX = 260 }; // how wide one poster is on the sheet

// Prints the sheet as PNG, and a line of text for each row and for each poster
// that cannot be made. `photo` is shown in every poster. The caller finishes
// both buffers, also on false.
bool proof_print(struct press *press, struct bytes photo,
                 enum language language, struct buffer *png,
                 struct buffer *legend, struct error *err);
