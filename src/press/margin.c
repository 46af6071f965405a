#include "margin.h"

#include <string.h>

// The part of a character's ink that may pass the edge, found by looking at
// posters: signs that are small or high leave a hole when they stand at the
// edge, and a round or slanted letter seems to stand back from it.
static const struct {
    const char *character;
    double left;
    double right;
} parts[] = {
    {"“", 0.9, 0.9},   {"”", 0.9, 0.9},   {"„", 0.9, 0.9},   {"‘", 0.9, 0.9},
    {"’", 0.9, 0.9},   {"‚", 0.9, 0.9},   {"\"", 0.9, 0.9},  {"'", 0.9, 0.9},
    {"«", 0.6, 0.6},   {"»", 0.6, 0.6},   {".", 0, 0.8},     {",", 0, 0.8},
    {"-", 0.6, 0.6},   {"–", 0.4, 0.4},   {"—", 0.3, 0.3},   {"…", 0, 0.4},
    {":", 0, 0.5},     {";", 0, 0.5},     {"!", 0, 0.3},     {"*", 0.6, 0.6},
    {"A", 0.04, 0.04}, {"V", 0.04, 0.04}, {"W", 0.03, 0.03}, {"Y", 0.05, 0.05},
    {"T", 0.05, 0.05}, {"O", 0.02, 0.02}, {"C", 0.02, 0},    {"G", 0.02, 0},
    {"Q", 0.02, 0.02}, {"S", 0.02, 0.02}, {"J", 0.03, 0},    {"o", 0.02, 0.02},
    {"c", 0.02, 0},    {"e", 0.02, 0.02}, {"d", 0.02, 0},    {"v", 0.04, 0.04},
    {"w", 0.03, 0.03}, {"y", 0.04, 0.04}, {"1", 0.05, 0},    {"7", 0.03, 0.03},
};

// Lines that run from right to left have their first character at the right.
static double width_of(const struct shape *shape, size_t cluster_rank)
{
    const struct shape_glyph *glyph = &shape->glyphs[cluster_rank];
    return glyph->ink_right - glyph->ink_left;
}

double margin_left(const struct shape *shape, const char *words)
{
    for (size_t i = 0; shape->count > 0 && i < sizeof parts / sizeof *parts;
         i++)
        if (strncmp(words, parts[i].character, strlen(parts[i].character)) == 0)
            return parts[i].left * width_of(shape, 0);
    return 0;
}

double margin_right(const struct shape *shape, const char *words)
{
    const size_t size = strlen(words);
    for (size_t i = 0; shape->count > 0 && i < sizeof parts / sizeof *parts;
         i++) {
        const size_t length = strlen(parts[i].character);
        if (length <= size &&
            memcmp(words + size - length, parts[i].character, length) == 0)
            return parts[i].right * width_of(shape, shape->count - 1);
    }
    return 0;
}
