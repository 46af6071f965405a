// Series: one order in several formats, each poster handed over as it is made.
// The photo is decoded once, and one format that cannot be printed does not
// stop the others. Part of the front door of the press.
#pragma once

#include "error.h"
#include "format.h"
#include "order.h"
#include "press.h"

#include <stdbool.h>
#include <stddef.h>

struct series {
    const struct format *const *formats; // of the press, in the order wanted
    size_t count;
    // Goes as far as it can without painting: the order checked, the words
    // fitted, the photo's header read. The posters have no file, name or
    // contrast then.
    bool only_plans;
    // Takes the poster of formats[index], or NULL and why there is none. False
    // stops.
    bool (*take)(void *context, size_t index, const struct poster *poster,
                 const struct error *why);
    void *context;
};

// Prints the order, whose own format does not count, in every format. The same
// order and formats give the same bytes. False when `take` stopped it
// (ERROR_GONE) or memory is out.
bool series_print(struct press *press, const struct order *order,
                  const struct series *series, struct error *err);
