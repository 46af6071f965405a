// Plan parts: what the files of plan.h share.
#pragma once

#include "plan.h"

// Sets the words of every text that has some and has a box in the layout.
bool plan_words(struct plan *plan, const struct plan_request *request,
                struct error *err);

// Sets words in the box of a text whose style is known; words that do not fit
// are divided where the style allows it. On false there is nothing to finish.
bool plan_set_words(const struct plan *plan, const struct plan_request *request,
                    const char *words, struct plan_text *text,
                    struct error *err);
