// Errors: what went wrong, as plain data. One error has a kind (a decision for
// somebody), a message (one sentence for the user, in four languages, see
// messages.h), the form field at fault, and a detail (English, for the
// operator's log and for designers). Of what a user typed it holds at most some
// characters that cannot be drawn, or what could be an id, in its values, which
// no log shows.
#pragma once

#include "messages.h"

#include <stdbool.h>

// The kinds are few because each is a decision. A kind becomes an HTTP status
// in serve/response.c only, and an exit code in cmd/main.c only.
enum error_kind {
    ERROR_NONE = 0,
    ERROR_MALFORMED,   // cannot be understood: mend the request or the file
    ERROR_FORBIDDEN,   // has no right to it: ask the operator
    ERROR_NOT_FOUND,   // names something that is not here
    ERROR_NOT_ALLOWED, // the thing is here, but not to be used like this
    ERROR_TOO_LARGE,   // shrink it
    ERROR_UNSUPPORTED, // send another type of file
    ERROR_NOT_OFFERED, // ask for another type of answer
    ERROR_INVALID,     // a value is wrong: mend the field
    ERROR_BUSY,        // try again later
    ERROR_TOO_MANY,    // ask more slowly
    ERROR_GONE,        // who asked has left
    ERROR_SYSTEM,      // call the operator
};

enum { ERROR_FIELD_MAX = 32, ERROR_DETAIL_MAX = 384 };

// A zeroed struct is "no error".
struct error {
    enum error_kind kind;
    enum message message;
    char field[ERROR_FIELD_MAX];   // form field at fault; "" when none
    long values[MESSAGE_VALUES];   // for {1}, {id} ... in the message
    char detail[ERROR_DETAIL_MAX]; // for the operator; "" when none
};

// Each fills *err and returns false, so that a function can end with
// `return error_set(...)`. `field` may be NULL. `err` must not be NULL.
bool error_set(struct error *err, enum error_kind kind, enum message message,
               const char *field);

// The same, with the numbers that stand for {1} and {2} in the message.
bool error_set_values(struct error *err, enum error_kind kind,
                      enum message message, const char *field, long first,
                      long second);

// The same, with an id that stands for {id} in the message (see
// message_pack_id).
bool error_set_id(struct error *err, enum error_kind kind, enum message message,
                  const char *field, const char *id);

// The same, with a detail for the operator in the manner of printf. The text
// is cut at ERROR_DETAIL_MAX - 1 bytes.
bool error_set_detail(struct error *err, enum error_kind kind,
                      enum message message, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// Memory is out: ERROR_SYSTEM.
bool error_set_memory(struct error *err);

// True for what error_set_memory filled.
bool error_is_memory(const struct error *err);
