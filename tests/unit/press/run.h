// Run: the real executable, run once, and what came of it.
#pragma once

#include "press/bytes.h"

#include <sys/types.h>

struct run {
    int in;          // a descriptor, closed afterwards; 0: nothing
    const char *out; // a path; NULL: kept below
    mode_t mask;
    struct buffer printed;
    struct buffer told; // on standard error, ended by a NUL
};

// Runs the command with these arguments, ended by NULL; gives its exit code.
// Needs the folder of folder.h.
int run_command(struct run *run, const char *const arguments[]);

void run_finish(struct run *run);
