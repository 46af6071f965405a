// Report asked: what the address of a report says, of a partner's link and of
// the operator's page, as a letter for the desk.
#pragma once

#include "desk.h"

#include <stdbool.h>
#include <stddef.h>

// "2026-11-27", as browsers send it, or "20261127"; 0 for anything else.
int report_asked_day(const char *text);

// Whether a text may be a signature: 64 hexadecimal digits.
bool report_asked_is_signature(const char *text);

// What a report is saved as, to go into a Content-Disposition: pages and PDFs
// are shown, the others kept.
void report_asked_disposition(const struct desk_report *report, char *out,
                              size_t size);

// Of a page with a report: its own style, and nothing else.
#define REPORT_POLICY                                                          \
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "         \
    "form-action 'self'; frame-ancestors 'none'"
