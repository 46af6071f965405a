// Light: sRGB's numbers as light and back, and how far two lights differ.
#pragma once

#include <stdint.h>

// IEC 61966-2-1, both 0..1.
double light_from_srgb(double value);
double light_to_srgb(double light);

// The relative luminance of 0xRRGGBB, 0..1 (WCAG 2.2).
double light_of_color(uint32_t rgb);

// The contrast of two luminances, 1..21 (WCAG 2.2).
double light_contrast(double a, double b);
