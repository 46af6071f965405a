#include "contrast.h"

#include "light.h"

#include <math.h>
#include <stdint.h>

// Where letters are so near that the pixel counts as lying behind them.
enum { NEAR = 24 };

// Counts of contrasts from 1 to 21, in steps of a twentieth.
enum { STEPS_PER_ONE = 20, STEPS = 20 * STEPS_PER_ONE + 1 };

double contrast_large_px(const struct plan *plan)
{
    return fmin(plan->width, plan->height) / 19;
}

double contrast_wanted(const struct plan *plan, const struct plan_text *text)
{
    return text->typeset.size >= contrast_large_px(plan) ? 3 : 4.5;
}

struct lights {
    double of[3][256]; // what each channel adds to the luminance
};

static void fill_lights(struct lights *lights)
{
    static const double parts[3] = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < 256; i++)
        for (int c = 0; c < 3; c++)
            lights->of[c][i] = parts[c] * light_from_srgb(i / 255.0);
}

static uint32_t mix(uint32_t paper, uint32_t shadow, unsigned cover)
{
    return (paper * (255 - cover) + shadow * cover + 127) / 255;
}

static double luminance(const struct lights *lights, uint32_t paper,
                        uint32_t shadow, unsigned cover)
{
    double sum = 0;
    for (int c = 0; c < 3; c++) {
        const int shift = 16 - 8 * c;
        sum += lights->of[c][mix(paper >> shift & 0xff, shadow >> shift & 0xff,
                                 cover)];
    }
    return sum;
}

// The contrast that 95 of 100 pixels have, under a shadow of some strength.
static double measure(const struct plan_text *text, const struct halo *halo,
                      struct canvas *canvas, const struct lights *lights,
                      int strength)
{
    const double words = light_of_color(text->rgb);
    long counts[STEPS + 1] = {0};
    long all = 0;
    for (int y = 0; y < halo->height; y++) {
        const int row = (halo->top + y) * halo->step + halo->step / 2;
        if (row < 0 || row >= canvas_height(canvas))
            continue;
        const uint32_t *paper = canvas_row(canvas, row);
        const uint8_t *near = halo->pixels + (size_t)y * (size_t)halo->width;
        for (int x = 0; x < halo->width; x++) {
            const int column = (halo->left + x) * halo->step + halo->step / 2;
            if (near[x] < NEAR || column < 0 || column >= canvas_width(canvas))
                continue;
            const int cover = near[x] * strength;
            const double light =
                luminance(lights, paper[column], text->shadow_rgb,
                          (unsigned)(cover < 255 ? cover : 255));
            counts[(int)((light_contrast(words, light) - 1) * STEPS_PER_ONE)]++;
            all++;
        }
    }
    long less = 0;
    int step = 0;
    while (step < STEPS && less + counts[step] <= all / 20)
        less += counts[step++];
    return 1 + (double)step / STEPS_PER_ONE;
}

void contrast_settle(const struct plan *plan, struct plan_text *text,
                     const struct halo *halo, struct canvas *canvas)
{
    static const int strengths[] = {1, 2, 3, 4, 6, 10};
    const double wanted = contrast_wanted(plan, text);
    struct lights lights;
    fill_lights(&lights);
    if (!*text->style->shadow) {
        text->contrast = measure(text, halo, canvas, &lights, 0);
        return;
    }
    text->contrast = 0;
    for (size_t i = 0;
         i < sizeof strengths / sizeof *strengths && text->contrast < wanted;
         i++) {
        text->shadow_strength = strengths[i];
        text->contrast = measure(text, halo, canvas, &lights, strengths[i]);
    }
}
