// Log: lines in logfmt on standard error. Never a word, a name, a file name or
// an address of anybody.
#pragma once

#include "press/error.h"
#include "press/press.h"
#include "request.h"
#include "response.h"

// One request, when it is answered.
struct log_entry {
    const char *route;       // "posters" ...
    const char *template_id; // known ids only; NULL for none
    const char *format_id;
    int formats; // made for a kit; 0: it is none
    size_t bytes_in;
    long read_ms; // until the last byte of the request; of `milliseconds`
    long milliseconds;
    bool has_stages;
    double stage_ms[PRESS_STAGES]; // of processor time
    long memory_bytes;             // of the child at its peak; 0: none
    const struct error *error;     // NULL: none
};

void log_request(const struct request *request, const struct sent *sent,
                 const struct log_entry *entry);

// Something that the operator should know, in the manner of printf.
void log_event(const char *format, ...) __attribute__((format(printf, 1, 2)));
