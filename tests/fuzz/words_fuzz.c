// The whole way of words: any bytes are cleaned, dressed, divided, set in a box
// and drawn. The first bytes choose the face, the language and the box.
#include "press/dress.h"
#include "press/halo.h"
#include "press/hyphens.h"
#include "press/shape.h"
#include "press/words.h"

#include <stdlib.h>
#include <string.h>

enum { CHOICE_BYTES = 4 };

static struct fonts fonts;
static struct shaper *shaper;
static struct glyphs *glyphs;
static struct hyphens *hyphens;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void open_all(void)
{
    struct error err;
    hyphens = hyphens_create("/usr/share/hyphen");
    if (!hyphens || !fonts_open(&fonts, SOURCE_DIR "/fonts/fonts.ini", &err) ||
        !shaper_create(&shaper, &fonts, &err) ||
        !glyphs_create(&glyphs, &fonts, &err))
        abort();
}

// All ink lies in the box and its overhang.
static void check(const struct typeset *typeset,
                  const struct typeset_request *request)
{
    const struct rect *box = &request->box;
    const double side = request->overhang + 0.01;
    for (size_t i = 0; i < typeset->line_count; i++) {
        const struct rect *ink = &typeset->lines[i].ink;
        if (ink->x < box->x - side || ink->y < box->y - 0.01 ||
            ink->x + ink->width > box->x + box->width + side ||
            ink->y + ink->height > box->y + box->height + 0.01)
            abort();
    }
}

static void set(const char *words, const uint8_t *choice)
{
    struct typeset typeset;
    struct halo halo;
    struct error err = {0};
    const struct typeset_request request = {
        .field = "slogan",
        .words = words,
        .role = &fonts.roles[choice[0] % fonts.count],
        .language = (enum language)(choice[0] / 16 % LANGUAGE_COUNT),
        .align = (enum align)(choice[1] % 3),
        .valign = (enum valign)(choice[1] / 4 % 3),
        .size_min = 4,
        .size_max = 60,
        .lines_min = 1,
        .lines_max = 1 + choice[1] / 16 % 8,
        .box = {5, 7, 20 + 2 * choice[2], 20 + choice[3]},
        .overhang = 6};
    if (typeset_words(shaper, &request, &typeset, &err)) {
        check(&typeset, &request);
        if (!halo_init(&halo, &typeset, glyphs, 1, &err))
            abort();
        halo_finish(&halo);
        typeset_finish(&typeset);
    } else if (err.kind != ERROR_INVALID) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = {0};
    char *clean;
    if (!shaper)
        open_all();
    // No field is longer.
    if (size < CHOICE_BYTES || size > 400)
        return 0;
    if (!words_clean((const char *)data + CHOICE_BYTES, size - CHOICE_BYTES,
                     &clean, "slogan", &err)) {
        if (err.kind != ERROR_INVALID)
            abort();
        return 0;
    }
    const enum language language =
        (enum language)(data[0] / 16 % LANGUAGE_COUNT);
    char *dressed = dress_words(clean, language);
    char *divided = dressed ? hyphens_add(hyphens, dressed, language) : NULL;
    char *upper = divided ? words_upper(divided) : NULL;
    if (!upper)
        abort();
    set(dressed, data);
    set(divided, data);
    set(upper, data);
    free(upper);
    free(divided);
    free(dressed);
    free(clean);
    return 0;
}
