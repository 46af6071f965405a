// Settle: makes one template's order of what the form for every template sent.
// Without JavaScript that form cannot leave out what the chosen template does
// not have.
#pragma once

#include "form.h"

#include "press/press.h"

// What the order leaves open and its partner says is filled in first, so that
// the log and the counters know the template too.
// A theme of "template/theme" counts when the order's template is that one;
// else it is as if not given. Words for a field that only other templates have
// are left aside.
void settle_order(struct form *form, const struct press *press);
