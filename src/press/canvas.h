// Canvas: the poster's pixels, a gdImage in true colour, opaque. The only room
// that knows libgd.
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct canvas;

// A white canvas. NULL when memory is out or a side is not positive.
struct canvas *canvas_create(int width, int height);

// Takes NULL.
void canvas_destroy(struct canvas *canvas);

int canvas_width(const struct canvas *canvas);
int canvas_height(const struct canvas *canvas);

// Row y, top row 0: canvas_width pixels as 0x00RRGGBB in the machine's order.
uint32_t *canvas_row(struct canvas *canvas, int y);
