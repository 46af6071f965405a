// Clerk: the children of the recorder that make reports, each with a connection
// of its own that only reads, so that counting goes on meanwhile. At most two
// at a time; a few more letters wait.
#pragma once

#include "desk.h"
#include "site.h"

#include <stdbool.h>
#include <sys/types.h>

enum { CLERK_CHILDREN = 2, CLERK_LETTERS = 16 };

struct clerk {
    const struct site *site;        // borrowed
    pid_t children[CLERK_CHILDREN]; // 0: none
    struct {
        struct desk_letter letter;
        int answer_fd;
    } waiting[CLERK_LETTERS]; // the longest first
    int count;
};

// Takes a letter, and what its answer goes to.
void clerk_take(struct clerk *clerk, const struct desk_letter *letter,
                int answer_fd);

// Whether clerk_start has something to do: then first close what a child must
// have no copy of, above all connections to the database.
bool clerk_is_due(const struct clerk *clerk);
void clerk_start(struct clerk *clerk);

// Collects children that ended.
void clerk_collect(struct clerk *clerk);
