// Plan logo: where the school's sign goes and on what ground: the partner's
// logo, or a name set in the campaign's type. Part of plan_make; paints nothing
// (see ink_logo.h).
#pragma once

#include "plan.h"

// Plans the sign of the order's partner or school, if it has one; after the
// words of the plan. All is decided in units of the layout and without the
// photo, so that a preview and every size of print are alike. A logo that
// cannot be drawn gives way to the name. Errors: a typed name does not fit or
// has a character that no font has; they name the field "school".
bool plan_logo(struct plan *plan, const struct plan_request *request,
               struct error *err);

// Takes NULL.
void plan_logo_finish(struct plan_logo *logo);
