#include "margin.h"

#include <string.h>

// The part of a character's ink that may pass the edge, found by looking at
// posters: signs that are small or high leave a hole when they stand at the
// edge, and a round or slanted letter seems to stand back from it.
static const struct part {
    const char *character;
    double left;
    double right;
} parts[] = {
    {"“", 0.9, 0.9},   {"”", 0.9, 0.9},   {"„", 0.9, 0.9},   {"‘", 0.9, 0.9},
    {"’", 0.9, 0.9},   {"‚", 0.9, 0.9},   {"\"", 0.9, 0.9},  {"'", 0.9, 0.9},
    {"«", 0.6, 0.6},   {"»", 0.6, 0.6},   {".", 0.8, 0.8},   {",", 0.8, 0.8},
    {"-", 0.6, 0.6},   {"–", 0.4, 0.4},   {"—", 0.3, 0.3},   {"…", 0.4, 0.4},
    {":", 0.5, 0.5},   {";", 0.5, 0.5},   {"!", 0.3, 0.3},   {"*", 0.6, 0.6},
    {"A", 0.04, 0.04}, {"V", 0.04, 0.04}, {"W", 0.03, 0.03}, {"Y", 0.05, 0.05},
    {"T", 0.05, 0.05}, {"O", 0.02, 0.02}, {"C", 0.02, 0},    {"G", 0.02, 0},
    {"Q", 0.02, 0.02}, {"S", 0.02, 0.02}, {"J", 0.03, 0},    {"o", 0.02, 0.02},
    {"c", 0.02, 0},    {"e", 0.02, 0.02}, {"d", 0.02, 0},    {"v", 0.04, 0.04},
    {"w", 0.03, 0.03}, {"y", 0.04, 0.04}, {"1", 0.05, 0},    {"7", 0.03, 0.03},
};

// The character that a glyph of the line stands for: clusters count from
// somewhere before the line.
static const char *character_of(const struct shape *shape, size_t glyph,
                                const char *words)
{
    size_t start = shape->glyphs[0].cluster;
    for (size_t i = 1; i < shape->count; i++)
        if (shape->glyphs[i].cluster < start)
            start = shape->glyphs[i].cluster;
    return words + (shape->glyphs[glyph].cluster - start);
}

static const struct part *find_part(const char *character)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strncmp(character, parts[i].character,
                    strlen(parts[i].character)) == 0)
            return &parts[i];
    return NULL;
}

static double width_of(const struct shape_glyph *glyph)
{
    return glyph->ink_right - glyph->ink_left;
}

double margin_left(const struct shape *shape, const char *words)
{
    if (shape->count == 0)
        return 0;
    const struct part *part = find_part(character_of(shape, 0, words));
    return part ? part->left * width_of(&shape->glyphs[0]) : 0;
}

double margin_right(const struct shape *shape, const char *words)
{
    if (shape->count == 0)
        return 0;
    const size_t last = shape->count - 1;
    const struct part *part = find_part(character_of(shape, last, words));
    return part ? part->right * width_of(&shape->glyphs[last]) : 0;
}
