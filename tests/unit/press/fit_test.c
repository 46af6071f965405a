#include "press/fit.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct fit_request request = {.box_width = 1000,
                                           .box_height = 500,
                                           .size_min = 10,
                                           .size_max = 150,
                                           .lines_min = 1,
                                           .lines_max = 4,
                                           .ascent = 0.7,
                                           .descent = 0.2,
                                           .leading_large = 0.95,
                                           .leading_small = 0.95};

static double line_width(const struct fit_word *words, size_t start, size_t end)
{
    double width = 0;
    for (size_t i = start; i < end; i++)
        width += words[i].width + (i + 1 < end ? words[i].gap : 0);
    return width;
}

// The largest size over every way to break the words: bit i of `breaks` ends a
// line after word i.
static double best_size(const struct fit_word *words, size_t count,
                        const struct fit_request *r)
{
    double best = 0;
    for (unsigned breaks = 0; breaks < 1u << (count - 1); breaks++) {
        double widest = 0;
        int lines = 1;
        size_t start = 0;
        bool allowed = true;
        for (size_t i = 0; i < count; i++) {
            const bool ends = i + 1 == count || (breaks >> i & 1);
            if (words[i].ends_line && !ends)
                allowed = false;
            if (!ends)
                continue;
            widest = fmax(widest, line_width(words, start, i + 1));
            start = i + 1;
            lines += i + 1 < count;
        }
        if (!allowed || lines > r->lines_max ||
            (lines < r->lines_min && (size_t)lines < count))
            continue;
        const double height =
            r->ascent + (lines - 1) * r->leading_large + r->descent;
        best = fmax(best, fmin(r->size_max, fmin(r->box_width / widest,
                                                 r->box_height / height)));
    }
    return best;
}

static unsigned random_number(unsigned *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

static void assert_fits(const struct fit_word *words, size_t count,
                        const struct fit_request *r, const struct fit *fit)
{
    assert_true(fit->size >= r->size_min && fit->size <= r->size_max);
    assert_in_range(fit->lines, 1, r->lines_max);
    assert_int_equal(fit->ends[fit->lines - 1], count);
    size_t start = 0;
    for (int i = 0; i < fit->lines; i++) {
        assert_true(fit->ends[i] > start);
        assert_true(line_width(words, start, fit->ends[i]) * fit->size <=
                    r->box_width * (1 + 1e-6));
        for (size_t k = start; k + 1 < fit->ends[i]; k++)
            assert_false(words[k].ends_line);
        start = fit->ends[i];
    }
    assert_true((r->ascent + (fit->lines - 1) * r->leading_large + r->descent) *
                    fit->size <=
                r->box_height * (1 + 1e-6));
}

static void the_size_is_the_largest_there_is(void **state)
{
    (void)state;
    unsigned seed = 5;
    for (int round = 0; round < 3000; round++) {
        struct fit_word words[8] = {{0}};
        const size_t count = 1 + random_number(&seed) % 8;
        struct fit_request r = request;
        r.lines_max = 1 + (int)(random_number(&seed) % 5);
        r.lines_min = 1 + (int)(random_number(&seed) % (unsigned)r.lines_max);
        r.box_height = 100 + random_number(&seed) % 600;
        for (size_t i = 0; i < count; i++) {
            words[i].width = 0.3 + random_number(&seed) % 80 / 10.0;
            words[i].gap = 0.25;
            words[i].ends_line = i + 1 < count && random_number(&seed) % 8 == 0;
        }
        struct fit fit;
        const double best = best_size(words, count, &r);
        const bool done = fit_words(words, count, &r, &fit);
        // A hair of the size is given up rather than taking another line.
        if (best * 0.98 >= r.size_min)
            assert_true(done);
        if (!done) {
            assert_true(best * 0.98 < r.size_min);
            continue;
        }
        assert_fits(words, count, &r, &fit);
        assert_true(fit.size <= best * (1 + 1e-9));
        // A little word alone is worth a seventh of the size.
        assert_true(fit.size >= 0.85 * best * pow(1 / 1.01, r.lines_max));
    }
}

static void a_sentence_gets_its_own_line_when_it_costs_little(void **state)
{
    (void)state;
    // "24 volgers. Elke dag opnieuw."
    struct fit_word words[] = {{1.2, .25, .ends_line = false},
                               {3.4, .25, .ends_sentence = true},
                               {.width = 1.9, .gap = .25},
                               {.width = 1.7, .gap = .25},
                               {3.8, 0, .ends_sentence = true}};
    struct fit_request wide = request;
    struct fit fit;
    wide.box_height = 260;
    wide.lines_max = 2;
    assert_true(fit_words(words, 5, &wide, &fit));
    assert_int_equal(fit.lines, 2);
    assert_int_equal(fit.ends[0], 2);
    // Not when the size would suffer.
    words[1].ends_sentence = false;
    words[0].ends_sentence = true;
    words[0].width = 0.5;
    wide.box_height = 2000;
    wide.size_max = 1000;
    assert_true(fit_words(words, 5, &wide, &fit));
    assert_int_not_equal(fit.ends[0], 1);
}

static void lines_are_of_even_length(void **state)
{
    (void)state;
    struct fit_word words[6];
    struct fit fit;
    for (int i = 0; i < 6; i++)
        words[i] = (struct fit_word){.width = 2, .gap = 0.25};
    struct fit_request low = request;
    low.lines_min = 2;
    low.box_height = 200;
    assert_true(fit_words(words, 6, &low, &fit));
    assert_int_equal(fit.lines, 2);
    assert_int_equal(fit.ends[0], 3);
}

static void a_number_is_not_parted_from_its_unit(void **state)
{
    (void)state;
    // "Vanaf 8.25 uur in klas": even lines would part "8.25" from "uur".
    struct fit_word words[] = {{.width = 2.4, .gap = .25},
                               {.width = 1.8, .gap = .25},
                               {.width = 1.4, .gap = .25},
                               {.width = 0.9, .gap = .25},
                               {.width = 1.9}};
    struct fit_request low = request;
    struct fit fit;
    low.lines_min = 2;
    low.lines_max = 2;
    low.box_height = 200;
    assert_true(fit_words(words, 5, &low, &fit));
    assert_int_equal(fit.ends[0], 2);
    words[1].holds_next = true;
    assert_true(fit_words(words, 5, &low, &fit));
    assert_int_equal(fit.ends[0], 3);
}

static void an_article_stays_with_its_noun_when_it_costs_little(void **state)
{
    (void)state;
    // Basisschool De / Zonnewijzer would be larger than Basisschool / De ...
    struct fit_word words[] = {{.width = 5, .gap = 0.25},
                               {.width = 1, .gap = 0.25, .holds_next = true},
                               {.width = 5.4}};
    struct fit_request r = request;
    struct fit fit;
    r.box_width = 100;
    r.box_height = 1000;
    r.size_min = 8;
    r.lines_max = 2;
    assert_true(fit_words(words, 3, &r, &fit));
    assert_int_equal(fit.ends[0], 1);
    // A noun that is much longer is worth more than the rule.
    words[2].width = 7.5;
    assert_true(fit_words(words, 3, &r, &fit));
    assert_int_equal(fit.ends[0], 2);
}

static void a_little_word_does_not_stand_alone(void **state)
{
    (void)state;
    // Jouw / volgers / zitten / al / klaar.
    struct fit_word words[] = {{.width = 2.4, .gap = 0.25},
                               {.width = 3.9, .gap = 0.25},
                               {.width = 3.1, .gap = 0.25},
                               {.width = 0.9, .gap = 0.25},
                               {.width = 3.1}};
    struct fit_request r = request;
    struct fit fit;
    r.box_width = 400;
    r.box_height = 2000;
    r.size_min = 8;
    r.size_max = 200;
    r.lines_max = 5;
    assert_true(fit_words(words, 5, &r, &fit));
    assert_int_equal(fit.lines, 4);
}

static void a_line_ends_with_a_comma_when_it_costs_little_evenness(void **state)
{
    (void)state;
    struct fit_word words[14];
    struct fit_request low = request;
    struct fit fit;
    low.lines_min = 2;
    low.lines_max = 2;
    low.box_height = 200;
    // After the word, where the first line ends: the comma is heeded at one
    // word from the middle, not at two.
    static const size_t cases[][2] = {{13, 7}, {6, 7}, {5, 6}, {4, 7}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t k = 0; k < 14; k++)
            words[k] = (struct fit_word){
                .width = 0.7, .gap = 0.25, .ends_clause = k == cases[i][0]};
        assert_true(fit_words(words, 14, &low, &fit));
        assert_int_equal(fit.ends[0], cases[i][1]);
    }
}

static void a_short_word_does_not_stand_alone_at_the_end(void **state)
{
    (void)state;
    // Evenness alone would have the last word on its own.
    const struct fit_word words[] = {{.width = 3.6, .gap = .25},
                                     {.width = 1.2, .gap = .25},
                                     {.width = 3.6, .gap = .25},
                                     {.width = 1.4}};
    struct fit_request low = request;
    struct fit fit;
    low.lines_min = 3;
    low.lines_max = 3;
    low.box_height = 280;
    assert_true(fit_words(words, 4, &low, &fit));
    assert_int_equal(fit.lines, 3);
    assert_int_equal(fit.ends[0], 1);
    assert_int_equal(fit.ends[1], 2);
}

static void fewer_words_than_lines_take_fewer_lines(void **state)
{
    (void)state;
    const struct fit_word word = {.width = 2};
    struct fit_request tall = request;
    struct fit fit;
    tall.lines_min = 3;
    assert_true(fit_words(&word, 1, &tall, &fit));
    assert_int_equal(fit.lines, 1);
}

static void what_cannot_fit_is_refused(void **state)
{
    (void)state;
    const struct fit_word word = {.width = 101};
    struct fit fit;
    assert_false(fit_words(&word, 1, &request, &fit));
    assert_false(fit_words(&word, 0, &request, &fit));
    struct fit_request endless = request;
    endless.lines_max = FIT_LINES_MAX + 1;
    const struct fit_word one = {.width = 1};
    assert_false(fit_words(&one, 1, &endless, &fit));
    struct fit_word forced[5];
    for (int i = 0; i < 5; i++)
        forced[i] = (struct fit_word){.width = 1, .ends_line = i < 4};
    assert_false(fit_words(forced, 5, &request, &fit));
    assert_true(fit_words(forced + 1, 4, &request, &fit));
    assert_int_equal(fit.lines, 4);
}

static void a_text_of_a_thousand_words_is_no_trouble(void **state)
{
    (void)state;
    static struct fit_word words[1000];
    struct fit_request many = request;
    struct fit fit;
    for (int i = 0; i < 1000; i++)
        words[i] = (struct fit_word){.width = 0.5, .gap = 0.25};
    many.lines_max = FIT_LINES_MAX;
    many.size_min = 1;
    assert_true(fit_words(words, 1000, &many, &fit));
    assert_fits(words, 1000, &many, &fit);
}

static void a_second_line_is_taken_when_the_size_needs_it(void **state)
{
    (void)state;
    // One line gives 9.95, two give 10.03: not worth a line, but 10 is asked.
    const struct fit_word words[] = {{.width = 5, .gap = .25}, {.width = 4.8}};
    struct fit_request tight = request;
    struct fit fit;
    tight.box_width = 100;
    tight.box_height = 18.55;
    assert_true(fit_words(words, 2, &tight, &fit));
    assert_int_equal(fit.lines, 2);
    assert_true(fit.size >= tight.size_min);
    // Where one line is large enough, the hair is not worth another.
    tight.size_min = 9.9;
    assert_true(fit_words(words, 2, &tight, &fit));
    assert_int_equal(fit.lines, 1);
}

// The largest size when each sentence has lines of its own.
static double best_whole_size(struct fit_word *words, size_t count,
                              const struct fit_request *r)
{
    struct fit_word kept[8];
    memcpy(kept, words, count * sizeof *words);
    for (size_t i = 0; i + 1 < count; i++)
        kept[i].ends_line |= kept[i].ends_sentence;
    return best_size(kept, count, r);
}

static bool keeps_sentences(const struct fit_word *words, const struct fit *fit)
{
    size_t start = 0;
    for (int i = 0; i < fit->lines; i++) {
        for (size_t k = start; k + 1 < fit->ends[i]; k++)
            if (words[k].ends_sentence)
                return false;
        start = fit->ends[i];
    }
    return true;
}

static void a_whole_sentence_on_its_lines_is_the_best_of_all_such(void **state)
{
    (void)state;
    unsigned seed = 77;
    int whole_ones = 0;
    int broken_ones = 0;
    for (int round = 0; round < 3000; round++) {
        struct fit_word words[8] = {{0}};
        const size_t count = 2 + random_number(&seed) % 7;
        struct fit_request r = request;
        r.box_height = 100 + random_number(&seed) % 900;
        for (size_t i = 0; i < count; i++) {
            words[i].width = 0.3 + random_number(&seed) % 80 / 10.0;
            words[i].gap = 0.25;
            words[i].ends_sentence = random_number(&seed) % 3 == 0;
        }
        struct fit fit;
        if (!fit_words(words, count, &r, &fit))
            continue;
        const double best = best_size(words, count, &r);
        const double whole = best_whole_size(words, count, &r);
        assert_fits(words, count, &r, &fit);
        // Far from the limits of the rule, it holds.
        if (whole >= best * 0.9 && whole >= r.size_min * 1.1)
            assert_true(keeps_sentences(words, &fit));
        if (whole < best * 0.8)
            assert_true(fit.size >= best * 0.95 * 0.85);
        whole_ones += keeps_sentences(words, &fit);
        broken_ones += !keeps_sentences(words, &fit);
    }
    assert_true(whole_ones > 300 && broken_ones > 300);
}

static void a_size_that_fits_exactly_is_taken(void **state)
{
    (void)state;
    const struct fit_word words[] = {{.width = 4, .gap = 0.5}, {.width = 3.5}};
    struct fit_request exact = request;
    struct fit fit;
    exact.box_width = 80;
    exact.size_min = 10;
    exact.size_max = 10;
    assert_true(fit_words(words, 2, &exact, &fit));
    assert_true(fit.size == 10);
    assert_int_equal(fit.lines, 1);
    exact.box_width = 79.99;
    assert_true(fit_words(words, 2, &exact, &fit));
    assert_int_equal(fit.lines, 2);
    exact.box_width = 39.99;
    assert_false(fit_words(words, 2, &exact, &fit));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_size_is_the_largest_there_is),
        cmocka_unit_test(a_sentence_gets_its_own_line_when_it_costs_little),
        cmocka_unit_test(lines_are_of_even_length),
        cmocka_unit_test(a_number_is_not_parted_from_its_unit),
        cmocka_unit_test(an_article_stays_with_its_noun_when_it_costs_little),
        cmocka_unit_test(a_little_word_does_not_stand_alone),
        cmocka_unit_test(
            a_line_ends_with_a_comma_when_it_costs_little_evenness),
        cmocka_unit_test(a_short_word_does_not_stand_alone_at_the_end),
        cmocka_unit_test(fewer_words_than_lines_take_fewer_lines),
        cmocka_unit_test(what_cannot_fit_is_refused),
        cmocka_unit_test(a_text_of_a_thousand_words_is_no_trouble),
        cmocka_unit_test(a_second_line_is_taken_when_the_size_needs_it),
        cmocka_unit_test(a_whole_sentence_on_its_lines_is_the_best_of_all_such),
        cmocka_unit_test(a_size_that_fits_exactly_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
