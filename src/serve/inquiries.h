// Inquiries: reports that the status listener has asked the recorder for and
// that are not there yet. It waits for all of them and for its connections at
// once, so that it answers everybody meanwhile.
#pragma once

#include "desk.h"

#include <stdbool.h>

enum { INQUIRIES_MAX = 4 };

struct inquiry {
    int fd;                    // 0: this one is free
    struct desk_report report; // what was asked
    struct buffer heard;       // when it is over, the report
    long deadline_ms;
    bool is_over;
    enum desk_result result;
    void *connection; // that waits for it; borrowed. NULL: none any more
};

struct inquiries {
    struct inquiry list[INQUIRIES_MAX];
};

// NULL when nobody can be asked now, or too much was.
struct inquiry *inquiries_begin(struct inquiries *inquiries,
                                const struct desk *desk,
                                const struct desk_letter *letter);

// Waits until something comes on `fd`, or for an inquiry, at most so long;
// then takes what has come.
void inquiries_wait(struct inquiries *inquiries, int fd, int timeout_ms);

// An inquiry that is over and that a connection still waits for, which is then
// taken from it; NULL when there is none.
struct inquiry *inquiries_next(struct inquiries *inquiries, void **connection);

// Takes NULL.
void inquiry_end(struct inquiry *inquiry);
