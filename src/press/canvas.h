// Canvas: the poster's pixels, a gdImage in true colour. The only room that
// knows libgd.
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct canvas;

// A canvas of one colour. NULL when memory is out or
// a side is not positive.
enum canvas_color { CANVAS_CLEAR, CANVAS_WHITE };
struct canvas *canvas_create(int width, int height, enum canvas_color color);

// Takes NULL.
void canvas_destroy(struct canvas *canvas);

int canvas_width(const struct canvas *canvas);
int canvas_height(const struct canvas *canvas);

// Row y, top row 0: canvas_width pixels as 0xAARRGGBB in the machine's order,
// premultiplied. (gd itself would take the upper bits for another measure of
// transparency; nothing of gd looks at them.)
uint32_t *canvas_row(struct canvas *canvas, int y);
