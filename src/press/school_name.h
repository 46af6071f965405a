// School name: the colour and the size in which a school's name is set, in the
// type of the campaign's sign-off. Sets nothing (see plan_logo.h).
#pragma once

#include "backdrop.h"
#include "plan.h"

// The style of the name on a plan. False when memory is out; the caller frees
// *style.
bool school_name_style(const struct plan *plan,
                       const struct plan_request *request,
                       struct text_style **style);

// The colour of the theme that can be read on all that lies under an area (in
// viewBox units): that of the sign-off before others. False when there is
// none, or the photo shows there.
bool school_name_color(const struct plan *plan, const struct text_style *style,
                       const struct backdrop *backdrop, const struct rect *area,
                       unsigned *rgb);

// The colours of a name on a plate.
void school_name_plate(const struct plan *plan, const struct text_style *style,
                       unsigned *plate, unsigned *rgb);
