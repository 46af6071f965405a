// Findings: what a check of templates found, each with its file and line.
#pragma once

#include "error.h"

#include <stdbool.h>
#include <stddef.h>

enum finding_level {
    FINDING_ERROR,   // the template is left out, or a poster would be wrong
    FINDING_WARNING, // it works, but a designer would not want it
};

struct finding {
    enum finding_level level;
    char *path; // as in the message; owned
    int line;   // 1-based; 0: the whole file
    char *text; // what is wrong and what would be right; owned
};

// A zeroed struct is an empty list.
struct findings {
    struct finding *items; // owned
    size_t count;
    bool is_short; // memory ran out: some are missing
};

void findings_finish(struct findings *findings);

void findings_add(struct findings *findings, enum finding_level level,
                  const char *path, int line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

// Takes over an error of reading, whose detail is "path:line: text" or
// "path: text".
void findings_add_error(struct findings *findings, const struct error *err);

// False, with the first finding as an error, when there is any; what is short
// is a lack of memory.
bool findings_take_first(const struct findings *findings, struct error *err);

// How many there are of a level.
size_t findings_count(const struct findings *findings,
                      enum finding_level level);
