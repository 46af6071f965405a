// Margin: what of a line may stand outside the edge so that the edge looks
// straight: quotes and points hang, round and slanted letters reach over. Knows
// only the first and the last character of a line.
#pragma once

#include "shape.h"

// How far the ink of the line's first (last) glyph may pass the edge, in ems.
double margin_left(const struct shape *shape, const char *words);
double margin_right(const struct shape *shape, const char *words);
