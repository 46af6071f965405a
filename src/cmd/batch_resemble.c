#include "batch_resemble.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORDS_MAX = 32,
    LENGTH_MAX = 96, // of a name; longer ones are alike or they are not
    ONE_FROM = 6,    // letters from which one may differ
    TWO_FROM = 12,
};

static int compare_words(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char *batch_resemble_sort(const char *plain)
{
    char *words[WORDS_MAX];
    size_t count = 0;
    char *copy = strdup(plain);
    char *sorted = malloc(strlen(plain) + 1);
    char *at = sorted;
    if (!copy || !sorted) {
        free(copy);
        free(sorted);
        return NULL;
    }
    // What is beyond the last word stays with it.
    for (char *rest = copy; rest && *rest && count < WORDS_MAX;) {
        words[count++] = rest;
        rest = count < WORDS_MAX ? strchr(rest, ' ') : NULL;
        if (rest)
            *rest++ = '\0';
    }
    qsort(words, count, sizeof *words, compare_words);
    *at = '\0';
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            *at++ = ' ';
        at = stpcpy(at, words[i]);
    }
    free(copy);
    return sorted;
}

static size_t next_digit(const char *text, size_t from)
{
    return from + strcspn(text + from, "0123456789");
}

static bool has_same_digits(const char *a, const char *b)
{
    size_t in_a = next_digit(a, 0);
    size_t in_b = next_digit(b, 0);
    while (a[in_a] && a[in_a] == b[in_b]) {
        in_a = next_digit(a, in_a + 1);
        in_b = next_digit(b, in_b + 1);
    }
    return !a[in_a] && !b[in_b];
}

static int most_of(size_t length)
{
    return length < ONE_FROM ? 0 : length < TWO_FROM ? 1 : 2;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

// Optimal string alignment, row by row: of the two rows above the last is kept
// for swaps.
static int align(const char *a, size_t a_length, const char *b, size_t b_length)
{
    int rows[3][LENGTH_MAX + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = (int)j;
    for (size_t i = 1; i <= a_length; i++) {
        int *row = rows[i % 3];
        const int *above = rows[(i + 2) % 3];
        const int *two_above = rows[(i + 1) % 3];
        row[0] = (int)i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1,
                           above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

// A bit for each letter that is there: a quick look at what cannot be alike.
static uint32_t letters_of(const char *text)
{
    uint32_t letters = 0;
    for (; *text; text++)
        letters |= UINT32_C(1) << ((unsigned char)*text & 31);
    return letters;
}

int batch_resemble_distance(const char *a, const char *b)
{
    const size_t a_length = strlen(a);
    const size_t b_length = strlen(b);
    const size_t shorter = a_length < b_length ? a_length : b_length;
    const size_t longer = a_length < b_length ? b_length : a_length;
    const int most = most_of(shorter);
    if (longer > LENGTH_MAX || longer - shorter > (size_t)most ||
        __builtin_popcount(letters_of(a) ^ letters_of(b)) > 2 * most ||
        !has_same_digits(a, b))
        return BATCH_UNLIKE;
    const int distance = align(a, a_length, b, b_length);
    return distance <= most ? distance : BATCH_UNLIKE;
}
