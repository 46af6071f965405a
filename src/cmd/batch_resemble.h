// Batch resemblance: how much two names are alike. Pure text, as words_plain
// gives it.
#pragma once

#include <stdbool.h>

enum { BATCH_UNLIKE = 1000 };

// The words of a plain text in alphabetical order: "el idrissi amina" and
// "amina el idrissi" become one. To be freed by the caller; NULL when memory is
// out.
char *batch_resemble_sort(const char *plain);

// How many letters are to be changed, added, left out or swapped with their
// neighbour to make one text of the other. BATCH_UNLIKE for more than so long a
// text may differ in (none of 5 letters, 1 of 11, 2 of more), and for texts
// whose digits differ: IMG_1234 is not IMG_1235.
int batch_resemble_distance(const char *a, const char *b);
