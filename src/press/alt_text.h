// Alt text: what somebody who cannot see a poster is told of it, written from
// its template, its fields and its language.
#pragma once

#include "order.h"
#include "template.h"

#include <stdbool.h>
#include <stddef.h>

// Writes one line of UTF-8 without control characters, cut between characters
// where `size` bytes are too few. False when memory is out.
bool alt_text_write(const struct template *template, const struct order *order,
                    char *text, size_t size);
