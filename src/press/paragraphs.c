#include "paragraphs.h"

#include "sense.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char soft_hyphen[] = "\u00AD";
enum { SOFT_HYPHEN_BYTES = sizeof soft_hyphen - 1 };

void paragraphs_finish(struct paragraphs *text)
{
    free(text->breaks);
    free(text->advances);
    free(text->parts);
    free(text->fits);
}

// A paragraph at a time: a line break is no character to shape.
static bool measure_paragraph(struct paragraphs *text, size_t start,
                              size_t size, struct error *err)
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

static bool measure(struct paragraphs *text, struct error *err)
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
static char last_mark(const struct paragraphs *text, size_t end)
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
static bool is_number(const struct paragraphs *text, size_t start, size_t end)
{
    return text->words[start] >= '0' && text->words[start] <= '9' &&
           text->words[end - 1] >= '0' && text->words[end - 1] <= '9';
}

static double sum_advances(const struct paragraphs *text, size_t start,
                           size_t end)
{
    double sum = 0;
    for (size_t i = start; i < end; i++)
        sum += text->advances[i];
    return sum;
}

static bool ends_with_soft_hyphen(const char *words, size_t start, size_t end)
{
    return end - start > SOFT_HYPHEN_BYTES &&
           memcmp(words + end - SOFT_HYPHEN_BYTES, soft_hyphen,
                  SOFT_HYPHEN_BYTES) == 0;
}

static void add_segment(struct paragraphs *text, size_t start, size_t next)
{
    size_t end = next;
    while (end > start && text->breaks[end - 1].blank)
        end--;
    if (end == start)
        return;
    const bool divided = ends_with_soft_hyphen(text->words, start, end);
    end -= divided ? SOFT_HYPHEN_BYTES : 0;
    const char mark = last_mark(text, end);
    text->parts[text->count] = (struct paragraphs_part){start, end, divided};
    text->fits[text->count] = (struct fit_word){
        .width = sum_advances(text, start, end),
        .gap = sum_advances(text, end, next),
        .ends_line = text->breaks[next].must && next < text->size,
        .holds_next = is_number(text, start, end) ||
                      sense_holds_next(text->words + start, end - start,
                                       text->request->language),
        .ends_phrase =
            sense_starts_phrase(text->words + next, text->request->language),
        .divided = divided,
        .hyphen = divided ? text->hyphen : 0,
        .ends_clause = mark != '\0' && strchr(",;:", mark),
        .ends_sentence = mark != '\0' && strchr(".!?", mark)};
    text->count++;
}

// Cuts the text where a line may break. The last character's tracking is part
// of a width: too little to matter, and on the safe side where it is positive.
static void cut(struct paragraphs *text)
{
    size_t start = 0;
    for (size_t i = 1; i <= text->size; i++)
        if (i == text->size || text->breaks[i].line || text->breaks[i].must) {
            add_segment(text, start, i);
            start = i;
        }
}

static bool measure_hyphen(struct paragraphs *text, struct error *err)
{
    const struct typeset_request *request = text->request;
    struct shape shape;
    if (!strstr(text->words, soft_hyphen))
        return true;
    if (!shape_line(text->shaper, "-", 0, 1, request->role, request->language,
                    request->field, &shape, err))
        return false;
    text->hyphen = shape.width;
    shape_finish(&shape);
    return true;
}

bool paragraphs_init(struct paragraphs *text, struct shaper *shaper,
                     const struct typeset_request *request, struct error *err)
{
    const size_t size = strlen(request->words);
    *text = (struct paragraphs){.shaper = shaper,
                                .request = request,
                                .words = request->words,
                                .size = size};
    text->breaks = calloc(size + 1, sizeof *text->breaks);
    text->advances = calloc(size + 1, sizeof *text->advances);
    text->parts = calloc(size + 1, sizeof *text->parts);
    text->fits = calloc(size + 1, sizeof *text->fits);
    if (!text->breaks || !text->advances || !text->parts || !text->fits ||
        !shape_breaks(text->words, request->language, text->breaks))
        return error_set_memory(err);
    if (!measure(text, err) || !measure_hyphen(text, err))
        return false;
    cut(text);
    return true;
}

char *paragraphs_line_words(const struct paragraphs *text, size_t first,
                            size_t end)
{
    const struct paragraphs_part *last = &text->parts[end - 1];
    const char *from = text->words + text->parts[first].start;
    const char *const stop = text->words + last->end;
    char *words = malloc((size_t)(stop - from) + 2);
    char *to = words;
    while (words && from < stop) {
        if (strncmp(from, soft_hyphen, SOFT_HYPHEN_BYTES) == 0)
            from += SOFT_HYPHEN_BYTES;
        else
            *to++ = *from++;
    }
    if (words) {
        if (last->divided)
            *to++ = '-';
        *to = '\0';
    }
    return words;
}

static bool has_soft_hyphens(const struct paragraphs *text)
{
    return strstr(text->words, soft_hyphen) != NULL;
}

size_t paragraphs_line_start(const struct paragraphs *text, size_t first)
{
    return has_soft_hyphens(text) ? 0 : text->parts[first].start;
}

// A line without soft hyphens is shaped in its paragraph, whose direction it
// has.
bool paragraphs_shape_line(const struct paragraphs *text, size_t first,
                           size_t end, struct shape *shape, struct error *err)
{
    const struct typeset_request *request = text->request;
    const size_t start = text->parts[first].start;
    const size_t size = text->parts[end - 1].end - start;
    if (!has_soft_hyphens(text))
        return shape_line(text->shaper, text->words, start, size, request->role,
                          request->language, request->field, shape, err);
    char *words = paragraphs_line_words(text, first, end);
    if (!words)
        return error_set_memory(err);
    const bool done =
        shape_line(text->shaper, words, 0, strlen(words), request->role,
                   request->language, request->field, shape, err);
    free(words);
    return done;
}
