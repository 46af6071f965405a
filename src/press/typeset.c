#include "typeset.h"

#include "fit.h"
#include "shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// A stretch of the text that stays together.
struct segment {
    size_t start;
    size_t end; // without the blank that follows
};

// A text on its way to lines. Lengths are in ems.
struct text {
    struct shaper *shaper;
    const struct typeset_request *request;
    const char *words;
    size_t size;
    struct shape_break *breaks;
    double *advances; // by byte: the advance of the cluster that starts there
    struct segment *segments;
    struct fit_word *fits;
    size_t count;
    double ink_top; // of all its letters
    double ink_bottom;
};

static void text_finish(struct text *text)
{
    free(text->breaks);
    free(text->advances);
    free(text->segments);
    free(text->fits);
}

// A paragraph at a time: a line break is no character to shape.
static bool measure_paragraph(struct text *text, size_t start, size_t size,
                              struct error *err)
{
    const struct typeset_request *request = text->request;
    struct shape shape;
    if (!shape_line(text->shaper, text->words, start, size, request->role,
                    request->language, request->field, &shape, err))
        return false;
    for (size_t i = 0; i < shape.count; i++)
        text->advances[shape.glyphs[i].cluster] += shape.glyphs[i].advance;
    text->ink_top = fmax(text->ink_top, shape.ink_top);
    text->ink_bottom = fmax(text->ink_bottom, shape.ink_bottom);
    shape_finish(&shape);
    return true;
}

static bool measure(struct text *text, struct error *err)
{
    for (size_t start = 0; start < text->size;) {
        const size_t size = strcspn(text->words + start, "\n");
        if (!measure_paragraph(text, start, size, err))
            return false;
        start += size + 1;
    }
    return true;
}

// The last character of a stretch that ends at `end`, closing quotes and
// brackets left aside.
static char last_mark(const struct text *text, size_t end)
{
    static const char *const closing[] = {"\"", "'", ")", "”", "’", "»"};
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
        const size_t size = strlen(closing[i]);
        if (end > size &&
            memcmp(text->words + end - size, closing[i], size) == 0)
            return text->words[end - size - 1];
    }
    return text->words[end - 1];
}

// "24" and "8.25": what follows is their unit.
static bool is_number(const struct text *text, size_t start, size_t end)
{
    return text->words[start] >= '0' && text->words[start] <= '9' &&
           text->words[end - 1] >= '0' && text->words[end - 1] <= '9';
}

static double sum_advances(const struct text *text, size_t start, size_t end)
{
    double sum = 0;
    for (size_t i = start; i < end; i++)
        sum += text->advances[i];
    return sum;
}

static void add_segment(struct text *text, size_t start, size_t next)
{
    size_t end = next;
    while (end > start && text->breaks[end - 1].blank)
        end--;
    if (end == start)
        return;
    const char mark = last_mark(text, end);
    text->segments[text->count] = (struct segment){start, end};
    text->fits[text->count] = (struct fit_word){
        .width = sum_advances(text, start, end),
        .gap = sum_advances(text, end, next),
        .ends_line = text->breaks[next].must && next < text->size,
        .holds_next = is_number(text, start, end),
        .ends_clause = mark != '\0' && strchr(",;:", mark),
        .ends_sentence = mark != '\0' && strchr(".!?", mark)};
    text->count++;
}

// Cuts the text where a line may break. The last character's tracking is part
// of a width: too little to matter, and on the safe side where it is positive.
static void cut(struct text *text)
{
    size_t start = 0;
    for (size_t i = 1; i <= text->size; i++)
        if (i == text->size || text->breaks[i].line || text->breaks[i].must) {
            add_segment(text, start, i);
            start = i;
        }
}

static bool text_init(struct text *text, struct shaper *shaper,
                      const struct typeset_request *request, struct error *err)
{
    const size_t size = strlen(request->words);
    *text = (struct text){.shaper = shaper,
                          .request = request,
                          .words = request->words,
                          .size = size};
    text->breaks = calloc(size + 1, sizeof *text->breaks);
    text->advances = calloc(size + 1, sizeof *text->advances);
    text->segments = calloc(size + 1, sizeof *text->segments);
    text->fits = calloc(size + 1, sizeof *text->fits);
    if (!text->breaks || !text->advances || !text->segments || !text->fits ||
        !shape_breaks(text->words, request->language, text->breaks))
        return error_set_memory(err);
    if (!measure(text, err))
        return false;
    cut(text);
    return true;
}

static double leading_of(const struct typeset_request *request)
{
    return request->leading > 0 ? request->leading : request->role->leading;
}

static double ascent_of(const struct text *text)
{
    return fmax(text->ink_top,
                shaper_cap_height(text->shaper, text->request->role));
}

static bool find_fit(const struct text *text, double box_width, struct fit *fit)
{
    const struct typeset_request *request = text->request;
    const struct fit_request wish = {.box_width = box_width,
                                     .box_height = request->box.height,
                                     .size_min = request->size_min,
                                     .size_max = request->size_max,
                                     .lines_min = request->lines_min,
                                     .lines_max = request->lines_max,
                                     .ascent = ascent_of(text),
                                     .descent = text->ink_bottom,
                                     .leading = leading_of(request)};
    return fit_words(text->fits, text->count, &wish, fit);
}

static bool add_line(struct typeset *typeset, const struct text *text,
                     const struct shape *shape, size_t start, size_t end)
{
    struct typeset_line *line = &typeset->lines[typeset->line_count];
    line->words = strndup(text->words + start, end - start);
    struct typeset_glyph *glyphs =
        realloc(typeset->glyphs,
                (typeset->glyph_count + shape->count + 1) * sizeof *glyphs);
    if (glyphs)
        typeset->glyphs = glyphs;
    typeset->line_count++;
    return line->words && glyphs;
}

// Where the line starts, so that its ink (not its side bearings) meets the
// edge of the box.
static double line_x(const struct typeset_request *request,
                     const struct shape *shape, double size)
{
    const double left = shape->ink_left * size;
    const double right = shape->ink_right * size;
    switch (request->align) {
    case ALIGN_CENTER:
        return request->box.x + (request->box.width - left - right) / 2;
    case ALIGN_RIGHT:
        return request->box.x + request->box.width - right;
    case ALIGN_LEFT:
        break;
    }
    return request->box.x - left;
}

static void place_line(struct typeset *typeset, const struct text *text,
                       const struct shape *shape, double baseline)
{
    const double size = typeset->size;
    const double x = line_x(text->request, shape, size);
    struct typeset_line *line = &typeset->lines[typeset->line_count - 1];
    line->baseline = baseline;
    line->ink = (struct rect){x + shape->ink_left * size,
                              baseline - shape->ink_top * size,
                              (shape->ink_right - shape->ink_left) * size,
                              (shape->ink_top + shape->ink_bottom) * size};
    for (size_t i = 0; i < shape->count; i++) {
        const struct shape_glyph *glyph = &shape->glyphs[i];
        typeset->glyphs[typeset->glyph_count++] = (struct typeset_glyph){
            glyph->role, glyph->index, x + glyph->x * size,
            baseline - glyph->y * size};
    }
}

static double first_baseline(const struct text *text,
                             const struct shape *shapes, const struct fit *fit)
{
    const struct typeset_request *request = text->request;
    const double top = fmax(shapes[0].ink_top,
                            shaper_cap_height(text->shaper, request->role)) *
                       fit->size;
    const double bottom =
        fmax(0, shapes[fit->lines - 1].ink_bottom) * fit->size;
    const double between = (fit->lines - 1) * leading_of(request) * fit->size;
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
    const struct typeset_request *request = text->request;
    *overhang = 0;
    size_t first = 0;
    for (int i = 0; i < fit->lines; i++) {
        const size_t start = text->segments[first].start;
        const size_t end = text->segments[fit->ends[i] - 1].end;
        if (!shape_line(text->shaper, text->words, start, end - start,
                        request->role, request->language, request->field,
                        &shapes[i], err))
            return false;
        const double ink = shapes[i].ink_right - shapes[i].ink_left;
        *overhang = fmax(*overhang, ink * fit->size - request->box.width);
        first = fit->ends[i];
    }
    return true;
}

static void finish_shapes(struct shape *shapes)
{
    for (int i = 0; i < FIT_LINES_MAX; i++)
        shape_finish(&shapes[i]);
}

static bool compose(const struct text *text, const struct fit *fit,
                    const struct shape *shapes, struct typeset *typeset,
                    struct error *err)
{
    const double leading = leading_of(text->request) * fit->size;
    double baseline = first_baseline(text, shapes, fit);
    typeset->size = fit->size;
    typeset->lines = calloc((size_t)fit->lines, sizeof *typeset->lines);
    if (!typeset->lines)
        return error_set_memory(err);
    size_t first = 0;
    for (int i = 0; i < fit->lines; i++) {
        if (!add_line(typeset, text, &shapes[i], text->segments[first].start,
                      text->segments[fit->ends[i] - 1].end))
            return error_set_memory(err);
        place_line(typeset, text, &shapes[i], baseline);
        baseline += leading;
        first = fit->ends[i];
    }
    return true;
}

static bool set_text(struct text *text, struct typeset *typeset,
                     struct error *err)
{
    const struct rect *box = &text->request->box;
    struct shape shapes[FIT_LINES_MAX] = {0};
    struct fit fit;
    double overhang;
    if (!find_fit(text, box->width, &fit))
        return error_set(err, ERROR_INVALID, MESSAGE_TEXT_DOES_NOT_FIT,
                         text->request->field);
    bool done = shape_lines(text, &fit, shapes, &overhang, err);
    // Letters that lean out of their advance can pass the box by a little. The
    // same lines a little smaller fit for certain; another fit in a narrower
    // box may pass it again.
    if (done && overhang > 0) {
        fit.size *= box->width / (box->width + overhang);
        if (fit.size < text->request->size_min)
            done = error_set(err, ERROR_INVALID, MESSAGE_TEXT_DOES_NOT_FIT,
                             text->request->field);
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
    struct text text;
    const bool done =
        text_init(&text, shaper, request, err) && set_text(&text, typeset, err);
    text_finish(&text);
    return done;
}

// The same words without the user's line breaks.
static bool set_in_one_flow(struct shaper *shaper,
                            const struct typeset_request *request,
                            struct typeset *typeset, struct error *err)
{
    struct typeset_request flow = *request;
    char *words = strdup(request->words);
    if (!words)
        return error_set_memory(err);
    for (char *at = words; (at = strchr(at, '\n'));)
        *at = ' ';
    flow.words = words;
    const bool done = set_words(shaper, &flow, typeset, err);
    free(words);
    return done;
}

bool typeset_words(struct shaper *shaper, const struct typeset_request *request,
                   struct typeset *typeset, struct error *err)
{
    *typeset = (struct typeset){0};
    if (!*request->words || set_words(shaper, request, typeset, err))
        return true;
    // More line breaks than lines: the words matter more than the breaks.
    return err->message == MESSAGE_TEXT_DOES_NOT_FIT &&
           strchr(request->words, '\n') &&
           set_in_one_flow(shaper, request, typeset, err);
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
