// Signature: proof that an operator made a link to a partner's report
// (HMAC-SHA256 with a key that only the operator's machines have).
#pragma once

#include "press/error.h"
#include "press/limits.h"

#include <stdbool.h>

enum { SIGNATURE_BYTES = 65, SIGNATURE_KEY_BYTES = 65 };

// What a link gives access to.
struct signature_claim {
    char partner_id[LIMIT_PARTNER_ID_BYTES];
    int from;  // the first day of the report
    int to;    // its last one; 0: the day on which it is asked for
    int until; // the last day on which the link works
};

// Reads a key of 64 hex digits from a file; makes the file, mode 0600 and owned
// as its folder is, when `makes` and it is not there.
bool signature_read_key(const char *path, bool makes,
                        char key[SIGNATURE_KEY_BYTES], struct error *err);

// Writes 64 hex digits.
void signature_make(const struct signature_claim *claim,
                    const char key[SIGNATURE_KEY_BYTES],
                    char signature[SIGNATURE_BYTES]);

// True for the right one, on a day that it is good for; in constant time.
bool signature_holds(const struct signature_claim *claim,
                     const char key[SIGNATURE_KEY_BYTES], const char *signature,
                     int today);
