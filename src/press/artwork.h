// Artwork: the prepared layers of one layout in one size and theme, and a store
// of those that were used last. A server prepares art once and paints many
// posters from it; its children, which end with a poster, inherit it.
#pragma once

#include "error.h"
#include "layer.h"
#include "plan.h"

#include <stdbool.h>
#include <stddef.h>

struct artwork {
    struct layer under;
    struct layer window; // where the photo shows
    struct layer over;
};

// Draws the layers of a plan and prepares them. On false there is nothing to
// finish.
bool artwork_draw(struct artwork *artwork, const struct plan *plan,
                  struct error *err);

void artwork_finish(struct artwork *artwork);

struct artwork_store;

// Keeps at most so many bytes of prepared art, and nothing that takes more than
// a quarter of them alone; the least recently used goes first. NULL when
// memory is out.
struct artwork_store *artwork_store_create(size_t bytes);

// Takes NULL.
void artwork_store_destroy(struct artwork_store *store);

// The art of a plan when it is kept; else NULL. Valid until the next call of
// artwork_store_add.
const struct artwork *artwork_store_find(struct artwork_store *store,
                                         const struct plan *plan);

// Draws and keeps the art of a plan that is not there yet. False when it cannot
// be drawn.
bool artwork_store_add(struct artwork_store *store, const struct plan *plan,
                       struct error *err);

// What is kept, in bytes.
size_t artwork_store_size(const struct artwork_store *store);
