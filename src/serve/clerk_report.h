// Clerk report: makes the report that a letter asks for.
#pragma once

#include "desk.h"
#include "site.h"

// Appends it to `out` on DESK_DONE.
enum desk_result clerk_make_report(const struct site *site,
                                   const struct desk_letter *letter,
                                   struct buffer *out);
