// Drawing: an SVG as text, read before anything draws it: its elements with
// their ids, classes and lines. Refuses what is not drawn and what would cost
// too much. Draws nothing (see art.h).
#pragma once

#include "bytes.h"
#include "error.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    // Editors nest groups a dozen deep.
    DRAWING_DEPTH_MAX = 64,
    // What a drawing may cost: a point for each element that is drawn, as often
    // as it is used (its pattern for every shape, its marker for every vertex),
    // and for each 200 bytes of it; DRAWING_FILTER_COST for a filter, a mask,
    // a blend mode or a picture. A layout has some hundreds.
    DRAWING_COST_MAX = 20000,
    DRAWING_FILTER_COST = 200,
    // Every step of a filter is a picture of its own.
    DRAWING_STEP_COST = 50,
    // References to references: no stack of ours ends before.
    DRAWING_CHAIN_MAX = 200,
    // A blur reaches so many units; one of thousands takes seconds.
    DRAWING_BLUR_MAX = 100,
};

struct drawing;

struct drawing_element {
    int line;            // in the file, 1-based; 0: not known
    const char *name;    // such as "rect"
    const char *id;      // "" when it has none
    const char *classes; // parted by blanks; "" when it has none
    size_t parent;       // its index; the root is its own
    int depth;           // of the root 0
};

// Reads an SVG. Fails on what is no XML, defines entities, is nested too deep,
// refers to itself or costs too much; `path` is for the message. On false
// *drawing is NULL.
bool drawing_read(struct drawing **drawing, struct bytes svg, const char *path,
                  struct error *err);

// Takes NULL.
void drawing_destroy(struct drawing *drawing);

// The elements of the SVG's own namespace, in the order of the file, also those
// inside an editor's own.
size_t drawing_count(const struct drawing *drawing);
struct drawing_element drawing_element(const struct drawing *drawing,
                                       size_t index);

// An attribute without its prefix ("href" for "xlink:href"); NULL when the
// element has none. Those of editors are none.
const char *drawing_attribute(const struct drawing *drawing, size_t index,
                              const char *name);

// Hands every attribute of an element to `take`, without its prefix.
typedef void drawing_take(void *context, const char *name, const char *value);
void drawing_each_attribute(const struct drawing *drawing, size_t index,
                            drawing_take *take, void *context);

// Appends the text directly inside an element, such as a style sheet, and a
// NUL. False when memory is out.
bool drawing_text(const struct drawing *drawing, size_t index,
                  struct buffer *text);

// The next reference to an element of this drawing, "url(#ID)", however it is
// written: its id, and its length; NULL when no more follow. For any other
// url() `*length` is 0.
const char *drawing_reference(const char *value, size_t *length);

// Refuses what costs more than DRAWING_COST_MAX, or refers to itself. Part of
// drawing_read.
bool drawing_check_cost(const struct drawing *drawing, const char *path,
                        struct error *err);

// Fills *err with "path:line: what" (no line when it is 0); returns false.
bool drawing_wrong(const char *path, long line, const char *what,
                   struct error *err);

// What about element `index` is never drawn (text, scripts, other files, ...):
// one sentence, or NULL.
const char *drawing_fault(const struct drawing *drawing, size_t index);

// The first such fault becomes an error "path:line: ...".
bool drawing_check(const struct drawing *drawing, const char *path,
                   struct error *err);
