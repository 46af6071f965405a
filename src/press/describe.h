// Describe: what an answer says of a poster beside its pixels, as structured
// fields (RFC 9651).
#pragma once

#include "plan.h"
#include "press.h"

#include <stdbool.h>

// How many pixels the photo has for this format, and for the others of the
// template. False when memory is out.
bool describe_photo(const struct plan *plan, struct poster *poster);

// How well the words can be read.
void describe_words(const struct plan *plan, struct poster *poster);
