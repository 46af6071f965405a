// Self-test: tries, whenever templates are read, whether the sandbox holds, and
// whether every kind of photo and every template can be printed inside it.
#pragma once

#include "site.h"

#include "press/error.h"

#include <stdbool.h>

// A template that cannot be printed is told to the guard. False when the site
// must not be served: the walls do not hold, a kind of photo cannot be read, or
// no template can be printed; the error's detail names the check.
bool self_test_run(struct site *site, const struct guard *guard,
                   struct error *err);
