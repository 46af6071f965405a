#include "light.h"

#include <math.h>

double light_from_srgb(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

double light_to_srgb(double light)
{
    return light <= 0.0031308 ? light * 12.92
                              : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

double light_of_color(uint32_t rgb)
{
    return 0.2126 * light_from_srgb((rgb >> 16 & 0xff) / 255.0) +
           0.7152 * light_from_srgb((rgb >> 8 & 0xff) / 255.0) +
           0.0722 * light_from_srgb((rgb & 0xff) / 255.0);
}

double light_contrast(double a, double b)
{
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}
