// Closed context: what the page that stands in the place of an embed outside
// its partner's dates says of them.
#pragma once

#include "embed_context.h"

// Puts `opens` or `closed` into the context of an embed, a day written out in
// the view's language, and "" as the other. `day` is today, as 20261126. False
// when memory is out.
bool closed_context_put(struct value *context, const struct embed_view *view,
                        int day);

// A day such as 20260901 as it is said: "1 september 2026". `texts` is of the
// language. "" for 0.
enum { CLOSED_DAY_BYTES = 64 };
void closed_context_write_day(const struct value *texts, enum language language,
                              int day, char out[CLOSED_DAY_BYTES]);
