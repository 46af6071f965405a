// Report form: what the operator asks of /report, and the form on top of its
// page, which asks it. Knows no HTTP.
#pragma once

#include "desk.h"
#include "press/bytes.h"

#include <stdbool.h>

// What the operator wrote; each "" when it is not given.
struct report_form {
    const char *from;
    const char *to;
    const char *partner;
    const char *language;
    const char *format;
};

// The letter of what was asked: without days the last thirty. False for what
// cannot be asked.
bool report_form_read(const struct report_form *form,
                      struct desk_letter *letter);

// Writes the page of a report with the form on top; with an empty report, a
// page that says why there is none.
bool report_form_write(const struct desk_report *report, struct bytes page,
                       const char *why, struct buffer *out);
