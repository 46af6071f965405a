#include "fit.h"

#include <math.h>
#include <stdlib.h>

// What a line costs, in units of the squared difference from the mean width:
// found by looking at posters, not by theory.
#define CLAUSE_BONUS 0.06 // a line that ends with a comma or a full stop
#define HOLD_COST 0.25    // a line that parts a number from its unit
#define PHRASE_BONUS 0.02 // a line that ends before a conjunction
#define DIVIDE_COST 1.5   // a line that ends with a hyphen
#define WIDOW_COST 0.30   // one short word alone on the last line
#define WIDOW_WIDTH 0.45  // of the mean width

// What is worth this part of the size: lines that end with the sentence, none
// that ends with an article, none that is one little word.
#define SENTENCE_SIZE 0.84
#define HOLD_SIZE 0.9
#define LONE_SIZE 0.85
#define LONE_WIDTH 0.35 // of the mean width

#define IMPOSSIBLE 1e30

// best[lines][end] and from[lines][end]: the words before `end` in `lines`
// lines.
struct table {
    double *best;
    size_t *from;
    size_t stride;
};

struct text {
    const struct fit_word *words;
    size_t count;
    double *starts;      // starts[i]: width of everything before word i
    bool keep_sentences; // a sentence's end is a line's end
    bool keep_held;      // what holds the next word ends no line
};

static double line_width(const struct text *text, size_t start, size_t end)
{
    const struct fit_word *last = &text->words[end - 1];
    return text->starts[end] - text->starts[start] - last->gap + last->hyphen;
}

static bool must_end_after(const struct text *text, size_t word)
{
    return text->words[word].ends_line ||
           (text->keep_sentences && text->words[word].ends_sentence);
}

static bool may_not_end(const struct text *text, size_t end)
{
    return text->keep_held && end < text->count &&
           text->words[end - 1].holds_next && !text->words[end - 1].ends_line;
}

// The least possible width of the widest line, for each number of lines.
static double widest(const struct text *text, size_t start, size_t end,
                     double before, const void *context)
{
    (void)context;
    if (may_not_end(text, end))
        return IMPOSSIBLE;
    return fmax(before, line_width(text, start, end));
}

struct balance {
    double mean;
    double most;
};

static double uneven(const struct text *text, size_t start, size_t end,
                     double before, const void *context)
{
    const struct balance *balance = context;
    const double width = line_width(text, start, end);
    if (width > balance->most || may_not_end(text, end))
        return IMPOSSIBLE;
    const double difference = (width - balance->mean) / balance->mean;
    double cost = before + difference * difference;
    const struct fit_word *last = &text->words[end - 1];
    if ((last->ends_clause || last->ends_sentence) && end < text->count)
        cost -= CLAUSE_BONUS;
    if (last->holds_next && end < text->count)
        cost += HOLD_COST;
    if (last->ends_phrase && end < text->count)
        cost -= PHRASE_BONUS;
    if (last->divided)
        cost += DIVIDE_COST;
    if (end == text->count && start + 1 == end && start > 0 &&
        width < WIDOW_WIDTH * balance->mean)
        cost += WIDOW_COST;
    return cost;
}

// Fills the row for `lines` from the row before it.
static void fill_row(const struct table *table, const struct text *text,
                     int lines,
                     double (*cost)(const struct text *, size_t, size_t, double,
                                    const void *),
                     const void *context)
{
    const double *before = table->best + (size_t)(lines - 1) * table->stride;
    double *best = table->best + (size_t)lines * table->stride;
    size_t *from = table->from + (size_t)lines * table->stride;
    for (size_t end = 0; end <= text->count; end++) {
        best[end] = IMPOSSIBLE;
        // Backwards, until a line break that must be kept.
        for (size_t start = end; start-- > 0;) {
            if (start + 1 < end && must_end_after(text, start))
                break;
            if (before[start] >= IMPOSSIBLE)
                continue;
            const double sum = cost(text, start, end, before[start], context);
            if (sum < best[end]) {
                best[end] = sum;
                from[end] = start;
            }
        }
    }
}

static void fill_table(const struct table *table, const struct text *text,
                       int lines_max,
                       double (*cost)(const struct text *, size_t, size_t,
                                      double, const void *),
                       const void *context)
{
    for (size_t end = 0; end <= text->count; end++)
        table->best[end] = end == 0 ? 0 : IMPOSSIBLE;
    for (int lines = 1; lines <= lines_max; lines++)
        fill_row(table, text, lines, cost, context);
}

double fit_leading(const struct fit_request *request, double size)
{
    const double range = request->size_max - request->size_min;
    const double part = range > 0 ? (request->size_max - size) / range : 0;
    return request->leading_large +
           (request->leading_small - request->leading_large) *
               fmin(1, fmax(0, part));
}

// The size at which so many lines are as high as the box. The leading falls as
// the size grows, so a block's height is a quadratic of its size: with leading
// a - b * size,
//
//     size * (ascent + descent + (lines - 1) * (a - b * size)) = height
static double size_for_height(const struct fit_request *request, int lines)
{
    const double range = request->size_max - request->size_min;
    const double b =
        range > 0 ? (request->leading_small - request->leading_large) / range
                  : 0;
    const double a = request->leading_large + b * request->size_max;
    const double p = request->ascent + request->descent + (lines - 1) * a;
    const double q = (lines - 1) * b;
    if (q * request->size_max < 1e-9)
        return request->box_height / p;
    // The smaller root; none when the block never gets as high as the box.
    const double d = p * p - 4 * q * request->box_height;
    return d < 0 ? request->size_max : (p - sqrt(d)) / (2 * q);
}

// The largest size for a number of lines; 0 when it is impossible.
static double size_for(const struct table *table, const struct text *text,
                       const struct fit_request *request, int lines)
{
    const double width =
        table->best[(size_t)lines * table->stride + text->count];
    if (width >= IMPOSSIBLE)
        return 0;
    double size = fmin(request->size_max, size_for_height(request, lines));
    if (width > 0)
        size = fmin(size, request->box_width / width);
    return size;
}

static bool choose(const struct table *table, const struct text *text,
                   const struct fit_request *request, struct fit *fit)
{
    fit->size = 0;
    fit->lines = 0;
    const int least = text->count < (size_t)request->lines_min
                          ? (int)text->count
                          : request->lines_min;
    for (int lines = least; lines <= request->lines_max; lines++) {
        const double size = size_for(table, text, request, lines);
        // A hair larger is not worth another line, unless it makes the words
        // large enough at all.
        const double enough = fit->size < request->size_min ? 1 : 1.01;
        if (size > fit->size * enough) {
            fit->size = size;
            fit->lines = lines;
        }
    }
    return fit->lines > 0 && fit->size >= request->size_min;
}

static void balance_lines(const struct table *table, const struct text *text,
                          const struct fit_request *request, struct fit *fit)
{
    const struct balance balance = {
        .mean = fmax(text->starts[text->count] / fit->lines, 1e-6),
        // The tightest line fills the box exactly: leave room for rounding.
        .most = request->box_width / fit->size * (1 + 1e-9)};
    fill_table(table, text, fit->lines, uneven, &balance);
    size_t end = text->count;
    for (int line = fit->lines; line > 0; line--) {
        fit->ends[line - 1] = end;
        end = table->from[(size_t)line * table->stride + end];
    }
}

// The largest size, with the lines for it; false when there is none.
static bool find_best(const struct table *table, const struct text *text,
                      const struct fit_request *request, struct fit *fit)
{
    fill_table(table, text, request->lines_max, widest, NULL);
    if (!choose(table, text, request, fit))
        return false;
    balance_lines(table, text, request, fit);
    return true;
}

// Tries a rule, and gives it up where it costs more than a part of the size.
static void try_rule(const struct table *table, struct text *text, bool *rule,
                     double part, const struct fit_request *request,
                     struct fit *fit)
{
    struct fit other;
    *rule = true;
    *rule = find_best(table, text, request, &other) &&
            other.size >= fit->size * part;
    if (*rule)
        *fit = other;
}

static bool has_lone_word(const struct text *text, const struct fit *fit)
{
    const double mean = text->starts[text->count] / fit->lines;
    for (int line = 1; line < fit->lines; line++) {
        const size_t start = fit->ends[line - 1];
        const size_t end = fit->ends[line];
        if (end == start + 1 && !must_end_after(text, start - 1) &&
            !text->words[start].divided &&
            line_width(text, start, end) < LONE_WIDTH * mean)
            return true;
    }
    return false;
}

static void avoid_lone_word(const struct table *table, const struct text *text,
                            const struct fit_request *request, struct fit *fit)
{
    struct fit_request fewer = *request;
    struct fit other;
    fewer.lines_max = fit->lines - 1;
    if (has_lone_word(text, fit) && fewer.lines_max >= fewer.lines_min &&
        find_best(table, text, &fewer, &other) &&
        other.size >= fit->size * LONE_SIZE && !has_lone_word(text, &other))
        *fit = other;
}

static bool solve(const struct table *table, struct text *text,
                  const struct fit_request *request, struct fit *fit)
{
    if (!find_best(table, text, request, fit))
        return false;
    try_rule(table, text, &text->keep_sentences, SENTENCE_SIZE, request, fit);
    try_rule(table, text, &text->keep_held, HOLD_SIZE, request, fit);
    avoid_lone_word(table, text, request, fit);
    return true;
}

bool fit_words(const struct fit_word *words, size_t count,
               const struct fit_request *request, struct fit *fit)
{
    if (count == 0 || request->lines_max > FIT_LINES_MAX)
        return false;
    const size_t stride = count + 1;
    const size_t cells = ((size_t)request->lines_max + 1) * stride;
    const struct table table = {calloc(cells, sizeof(double)),
                                calloc(cells, sizeof(size_t)), stride};
    struct text text = {.words = words,
                        .count = count,
                        .starts = calloc(stride, sizeof(double))};
    bool done = false;
    if (table.best && table.from && text.starts) {
        for (size_t i = 0; i < count; i++)
            text.starts[i + 1] = text.starts[i] + words[i].width + words[i].gap;
        done = solve(&table, &text, request, fit);
    }
    free(table.best);
    free(table.from);
    free(text.starts);
    return done;
}
