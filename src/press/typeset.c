#include "typeset.h"

#include "fit.h"
#include "margin.h"
#include "paragraphs.h"
#include "shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Lines keep at least this clear of each other, in ems.
#define CLEARANCE 0.03

// A text on its way to lines.
struct text {
    struct paragraphs paragraphs;
    // The least leading at which its lines keep clear, in ems; 0: any.
    double clearing;
};

static double ascent_of(const struct text *text)
{
    return fmax(text->paragraphs.ink_top,
                shaper_cap_height(text->paragraphs.shaper,
                                  text->paragraphs.request->role));
}

static struct fit_request make_wish(const struct text *text)
{
    const struct typeset_request *request = text->paragraphs.request;
    const bool fixed = request->leading > 0;
    const double large =
        fixed ? request->leading : request->role->leading_large;
    const double small =
        fixed ? request->leading : request->role->leading_small;
    return (struct fit_request){.box_width = request->box.width,
                                .box_height = request->box.height,
                                .size_min = request->size_min,
                                .size_max = request->size_max,
                                .lines_min = request->lines_min,
                                .lines_max = request->lines_max,
                                .ascent = ascent_of(text),
                                .descent = text->paragraphs.ink_bottom,
                                .leading_large = fmax(large, text->clearing),
                                .leading_small = fmax(small, text->clearing)};
}

static double leading_of(const struct text *text, double size)
{
    const struct fit_request wish = make_wish(text);
    return fit_leading(&wish, size);
}

static bool add_line(struct typeset *typeset, const struct text *text,
                     const struct shape *shape, size_t first, size_t end)
{
    struct typeset_line *line = &typeset->lines[typeset->line_count];
    line->words = paragraphs_line_words(&text->paragraphs, first, end);
    line->first_glyph = typeset->glyph_count;
    line->glyph_count = shape->count;
    struct typeset_glyph *glyphs =
        realloc(typeset->glyphs,
                (typeset->glyph_count + shape->count + 1) * sizeof *glyphs);
    if (glyphs)
        typeset->glyphs = glyphs;
    typeset->line_count++;
    return line->words && glyphs;
}

// Where the line starts, so that its ink (not its side bearings) meets the edge
// of the box, and what hangs there hangs.
static double line_x(const struct typeset_request *request,
                     const struct shape *shape, const char *words, double size)
{
    const double left = shape->ink_left * size;
    const double right = shape->ink_right * size;
    const double most = request->overhang;
    const double out_left = fmin(most, margin_left(shape, words) * size);
    const double out_right = fmin(most, margin_right(shape, words) * size);
    const struct rect *box = &request->box;
    double x = box->x - left - out_left;
    switch (request->align) {
    case ALIGN_CENTER:
        x = box->x + (box->width - left - out_left - right + out_right) / 2;
        break;
    case ALIGN_RIGHT:
        return box->x + box->width - right + out_right;
    case ALIGN_LEFT:
        return x;
    }
    // What hangs moves a centred line, but not out of the box.
    return fmax(box->x - left, fmin(box->x + box->width - right, x));
}

static void place_line(struct typeset *typeset, const struct text *text,
                       const struct shape *shape, size_t first, double baseline)
{
    const size_t start = paragraphs_line_start(&text->paragraphs, first);
    const double size = typeset->size;
    struct typeset_line *line = &typeset->lines[typeset->line_count - 1];
    const double x = line_x(text->paragraphs.request, shape, line->words, size);
    line->baseline = baseline;
    line->ink = (struct rect){x + shape->ink_left * size,
                              baseline - shape->ink_top * size,
                              (shape->ink_right - shape->ink_left) * size,
                              (shape->ink_top + shape->ink_bottom) * size};
    for (size_t i = 0; i < shape->count; i++) {
        const struct shape_glyph *glyph = &shape->glyphs[i];
        typeset->glyphs[typeset->glyph_count++] = (struct typeset_glyph){
            glyph->face, glyph->index, glyph->cluster - start,
            x + glyph->x * size, baseline - glyph->y * size};
    }
}

static double first_baseline(const struct text *text,
                             const struct shape *shapes, const struct fit *fit)
{
    const struct typeset_request *request = text->paragraphs.request;
    const double top =
        fmax(shapes[0].ink_top,
             shaper_cap_height(text->paragraphs.shaper, request->role)) *
        fit->size;
    const double bottom =
        fmax(0, shapes[fit->lines - 1].ink_bottom) * fit->size;
    const double between =
        (fit->lines - 1) * leading_of(text, fit->size) * fit->size;
    const double spare = request->box.height - top - between - bottom;
    const double above = request->valign == VALIGN_TOP      ? 0
                         : request->valign == VALIGN_MIDDLE ? spare / 2
                                                            : spare;
    return request->box.y + above + top;
}

// Shapes the lines of a fit for themselves: kerning and joining do not reach
// over a line's end. *overhang is how far the widest one passes the box.
static bool shape_lines(const struct text *text, const struct fit *fit,
                        struct shape *shapes, double *overhang,
                        struct error *err)
{
    const struct typeset_request *request = text->paragraphs.request;
    *overhang = 0;
    size_t first = 0;
    for (int i = 0; i < fit->lines; i++) {
        if (!paragraphs_shape_line(&text->paragraphs, first, fit->ends[i],
                                   &shapes[i], err))
            return false;
        const double ink = shapes[i].ink_right - shapes[i].ink_left;
        *overhang = fmax(*overhang, ink * fit->size - request->box.width);
        first = fit->ends[i];
    }
    return true;
}

static bool compose(const struct text *text, const struct fit *fit,
                    const struct shape *shapes, struct typeset *typeset,
                    struct error *err)
{
    const double leading = leading_of(text, fit->size) * fit->size;
    double baseline = first_baseline(text, shapes, fit);
    typeset->size = fit->size;
    typeset->lines = calloc((size_t)fit->lines, sizeof *typeset->lines);
    if (!typeset->lines)
        return error_set_memory(err);
    size_t first = 0;
    for (int i = 0; i < fit->lines; i++) {
        if (!add_line(typeset, text, &shapes[i], first, fit->ends[i]))
            return error_set_memory(err);
        place_line(typeset, text, &shapes[i], first, baseline);
        baseline += leading;
        first = fit->ends[i];
    }
    return true;
}

static void finish_shapes(struct shape *shapes)
{
    for (int i = 0; i < FIT_LINES_MAX; i++)
        shape_finish(&shapes[i]);
}

// The least distance of two baselines at which no letter of the upper line
// comes near one below it. As if both lines began at the same place, whatever
// their alignment: a shift of a line must not change the leading.
static double clearing_of(const struct shape *upper, const struct shape *lower,
                          double shift)
{
    double most = 0;
    for (size_t i = 0; i < upper->count; i++)
        for (size_t j = 0; j < lower->count; j++) {
            const struct shape_glyph *above = &upper->glyphs[i];
            const struct shape_glyph *below = &lower->glyphs[j];
            if (above->ink_left < below->ink_right + shift &&
                below->ink_left + shift < above->ink_right)
                most = fmax(most, above->ink_bottom + below->ink_top);
        }
    return most + CLEARANCE;
}

// How far the lower line begins to the right of the upper one, in ems.
static double shift_of(const struct typeset_request *request,
                       const struct shape *upper, const struct shape *lower)
{
    const double left = upper->ink_left - lower->ink_left;
    const double right = upper->ink_right - lower->ink_right;
    return request->align == ALIGN_LEFT    ? left
           : request->align == ALIGN_RIGHT ? right
                                           : (left + right) / 2;
}

static double find_clearing(const struct text *text, const struct fit *fit,
                            const struct shape *shapes)
{
    double most = 0;
    for (int i = 1; i < fit->lines; i++)
        most = fmax(most, clearing_of(&shapes[i - 1], &shapes[i],
                                      shift_of(text->paragraphs.request,
                                               &shapes[i - 1], &shapes[i])));
    return most;
}

// One fit, with its lines shaped. Letters that lean out of their advance can
// pass the box by a little: the same lines a little smaller fit for certain.
static bool fit_once(struct text *text, struct fit *fit, struct shape *shapes,
                     struct error *err)
{
    const struct fit_request wish = make_wish(text);
    const struct rect *box = &text->paragraphs.request->box;
    double overhang;
    if (!fit_words(text->paragraphs.fits, text->paragraphs.count, &wish, fit))
        return error_set(err, ERROR_INVALID, MESSAGE_TEXT_DOES_NOT_FIT,
                         text->paragraphs.request->field);
    if (!shape_lines(text, fit, shapes, &overhang, err))
        return false;
    if (overhang > 0)
        fit->size *= box->width / (box->width + overhang);
    return fit->size >= wish.size_min * (1 - 1e-9) ||
           error_set(err, ERROR_INVALID, MESSAGE_TEXT_DOES_NOT_FIT,
                     text->paragraphs.request->field);
}

static bool set_text(struct text *text, struct typeset *typeset,
                     struct error *err)
{
    struct shape shapes[FIT_LINES_MAX] = {0};
    struct fit fit;
    bool done = fit_once(text, &fit, shapes, err);
    // Where lines come too near each other, once more with more leading. Its
    // lines may be others, which then keep clear by a little more or less.
    const double clearing = done ? find_clearing(text, &fit, shapes) : 0;
    if (done && clearing > leading_of(text, fit.size)) {
        text->clearing = clearing;
        finish_shapes(shapes);
        done = fit_once(text, &fit, shapes, err);
    }
    if (done && !compose(text, &fit, shapes, typeset, err)) {
        typeset_finish(typeset);
        done = false;
    }
    finish_shapes(shapes);
    return done;
}

static bool set_words(struct shaper *shaper,
                      const struct typeset_request *request,
                      struct typeset *typeset, struct error *err)
{
    struct text text = {0};
    const bool done = paragraphs_init(&text.paragraphs, shaper, request, err) &&
                      set_text(&text, typeset, err);
    paragraphs_finish(&text.paragraphs);
    return done;
}

// Puts a blank for each `what` in the words.
static void loosen(char *words, const char *what)
{
    const size_t size = strlen(what);
    for (char *at = words; (at = strstr(at, what)); at++) {
        *at = ' ';
        memmove(at + 1, at + size, strlen(at + size) + 1);
    }
}

// Tries again what did not fit, without what binds it.
static bool set_loosely(struct shaper *shaper,
                        const struct typeset_request *request,
                        struct typeset *typeset, struct error *err)
{
    static const char *const bonds[] = {"\n", "\u00A0"};
    struct typeset_request loose = *request;
    char *words = strdup(request->words);
    bool done = false;
    if (!words)
        return error_set_memory(err);
    loose.words = words;
    for (size_t i = 0; i < sizeof bonds / sizeof *bonds && !done; i++) {
        const bool bound = strstr(words, bonds[i]) != NULL;
        loosen(words, bonds[i]);
        done = bound && set_words(shaper, &loose, typeset, err);
    }
    free(words);
    return done;
}

// A line begins where its reader begins.
static enum align mirror(enum align align)
{
    return align == ALIGN_LEFT    ? ALIGN_RIGHT
           : align == ALIGN_RIGHT ? ALIGN_LEFT
                                  : align;
}

bool typeset_words(struct shaper *shaper, const struct typeset_request *request,
                   struct typeset *typeset, struct error *err)
{
    struct typeset_request wish = *request;
    *typeset = (struct typeset){0};
    if (!*request->words)
        return true;
    if (shape_is_rtl(request->words))
        wish.align = mirror(request->align);
    return set_words(shaper, &wish, typeset, err) ||
           (err->message == MESSAGE_TEXT_DOES_NOT_FIT &&
            set_loosely(shaper, &wish, typeset, err));
}

void typeset_finish(struct typeset *typeset)
{
    for (size_t i = 0; i < typeset->line_count; i++)
        free(typeset->lines[i].words);
    free(typeset->lines);
    free(typeset->glyphs);
    *typeset = (struct typeset){0};
}

size_t typeset_count_clusters(const char *text)
{
    const size_t size = strlen(text);
    struct shape_break *breaks = calloc(size + 1, sizeof *breaks);
    size_t count = 0;
    if (breaks && shape_breaks(text, LANGUAGE_NL, breaks))
        for (size_t i = 0; i < size; i++)
            count += breaks[i].cluster;
    free(breaks);
    return count;
}
