// Checked: a folder of templates in which nothing is wrong, in a temporary
// folder, and what a check finds in it once one thing has been changed.
#pragma once

#include "press/findings.h"

#include <stddef.h>

// One change, and what must be found because of it.
struct mistake {
    const char *file; // below the folder
    const char *from; // the first such text of it; NULL: its end
    const char *to;   // becomes this; NULL: the file goes away
    const char *at;   // told at the first line with this; NULL: at no line
    const char *text; // what is told, whole
    enum finding_level level;
    int others;     // how many other findings come of it
    const char *in; // the file that is told; NULL: the one that was changed
};

// One that is an error, or a warning, and alone.
#define TOLD(file, from, to, at, text)                                         \
    {                                                                          \
        file, from, to, at, text, FINDING_ERROR, 0, NULL                       \
    }
#define WARNED(file, from, to, at, text)                                       \
    {                                                                          \
        file, from, to, at, text, FINDING_WARNING, 0, NULL                     \
    }

// For cmocka: before and after the tests of a program.
int checked_make(void **state);
int checked_tidy(void **state);

// The file `name` as it is when nothing is wrong.
const char *checked_file(const char *name);

// Changes a file as the mistake says.
void checked_change(const struct mistake *mistake);

// Puts every file back as it was.
void checked_restore(void);

// All that is wrong now. The caller finishes the findings.
void checked_look(struct findings *findings);

// Fails unless the finding that the mistake is about is there.
void assert_found(const struct findings *findings,
                  const struct mistake *mistake);

// Makes each mistake, one at a time, and fails unless it is told, with no more
// than the other findings that it says.
void assert_each_is_told(const struct mistake *mistakes, size_t count);
#define ASSERT_EACH_IS_TOLD(mistakes)                                          \
    assert_each_is_told(mistakes, sizeof(mistakes) / sizeof *(mistakes))
