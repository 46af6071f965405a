// Margin: what of a line may stand outside the edge so that the edge looks
// straight: quotes and points hang, round and slanted letters reach over. Knows
// only the leftmost and the rightmost character of a line.
#pragma once

#include "shape.h"

// How far the ink of the line's leftmost (rightmost) glyph may pass the edge,
// in ems. `words` are those of the line.
double margin_left(const struct shape *shape, const char *words);
double margin_right(const struct shape *shape, const char *words);
