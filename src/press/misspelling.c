#include "misspelling.h"

#include <stddef.h>
#include <string.h>

enum { ONE_FROM = 4, TWO_FROM = 8 };

int misspelling_allowance(const char *typed)
{
    const size_t length = strlen(typed);
    if (length < ONE_FROM)
        return 0;
    return length < TWO_FROM ? 1 : 2;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

// The distance of Damerau and Levenshtein where no letter is moved twice, row
// by row of what was typed.
int misspelling_count(const char *typed, const char *word, int most,
                      bool may_go_on)
{
    int rows[3][MISSPELLING_BYTES_MAX + 1];
    int *before = rows[0];
    int *last = rows[1];
    int *row = rows[2];
    const int length = (int)strlen(word);
    if (strlen(typed) > MISSPELLING_BYTES_MAX || length > MISSPELLING_BYTES_MAX)
        return most + 1;
    for (int j = 0; j <= length; j++)
        last[j] = before[j] = j;
    for (int i = 1; typed[i - 1]; i++) {
        int nearest = row[0] = i;
        for (int j = 1; j <= length; j++) {
            const bool same = typed[i - 1] == word[j - 1];
            row[j] = least(last[j - 1] + !same, least(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] &&
                typed[i - 2] == word[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
            nearest = least(nearest, row[j]);
        }
        // A swap goes on from two rows back, at the cost of one more.
        if (nearest > most)
            return most + 1;
        int *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    int count = last[length];
    for (int j = 0; j < length && may_go_on; j++)
        count = least(count, last[j]);
    return least(count, most + 1);
}
