// Counting context: what the pages say of counting: whether they may tell what
// happens, and the list of it for the page about privacy, from the table of
// events. docs/page.md lists it.
#pragma once

#include "config.h"
#include "values.h"

#include "press/messages.h"

#include <stdbool.h>

// Puts `counts`, `counted` and `remark_days` into what all pages have. `texts`
// is the language file. False when memory is out.
bool counting_context_put(struct value *context, const struct config *config,
                          const struct value *texts, enum language language);
