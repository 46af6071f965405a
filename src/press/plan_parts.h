// Plan parts: what the files of plan.h share.
#pragma once

#include "plan.h"

// Sets the words of every text that has some and has a box in the layout.
bool plan_words(struct plan *plan, const struct plan_request *request,
                struct error *err);
