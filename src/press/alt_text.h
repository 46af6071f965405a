// Alt text: what somebody who cannot see a poster is told of it, written from
// its template, its fields and its language.
#pragma once

#include "order.h"
#include "plan.h"
#include "template.h"

#include <stdbool.h>
#include <stddef.h>

// X takes no more characters; the other networks take more.
enum { ALT_TEXT_CHARACTERS = 420 };

// Writes one line of UTF-8 without control characters: by the template's own
// `alt`, else by what the template is for. Says only the words that the layout
// shows, and the name. What is longer than ALT_TEXT_CHARACTERS, or than `size`
// bytes, is cut between characters and ends with an ellipsis. False when memory
// is out.
bool alt_text_write(const struct plan *plan, const struct order *order,
                    char *text, size_t size);
