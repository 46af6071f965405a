// Blend: puts spans of pixels over a row of the canvas. Pure arithmetic with
// exact rounding. `to` is 0xAARRGGBB; all are premultiplied.
#pragma once

#include <stdint.h>

// `from` is 0xAARRGGBB, as cairo keeps it.
void blend_argb(uint32_t *to, const uint32_t *from, int count);

// `from` is RGBA in bytes.
void blend_rgba(uint32_t *to, const uint8_t *from, int count);

// `from` is RGBA in bytes; `mask` is 0xAARRGGBB, of which only the alpha
// counts.
void blend_rgba_masked(uint32_t *to, const uint8_t *from, const uint32_t *mask,
                       int count);

// Takes away of each pixel what the mask's alpha covers.
void blend_erase(uint32_t *to, const uint32_t *mask, int count);

// One colour (0xRRGGBB) that covers each pixel by coverage / 255.
void blend_color(uint32_t *to, uint32_t rgb, uint8_t coverage, int count);
