// Guard: somebody who expects that reading a folder of strangers may end the
// process: hears which one is begun, and keeps those that did so shut.
#pragma once

#include "error.h"
#include "limits.h"

#include <stddef.h>

enum guard_kind { GUARD_TEMPLATE, GUARD_PARTNER };

// A folder that is not to be opened, and why.
struct guard_barred {
    enum guard_kind kind;
    char id[LIMIT_PARTNER_ID_BYTES]; // the folder's name, as far as it fits
    char *why;                       // owned
};

struct guard {
    const struct guard_barred *barred;
    size_t barred_count;
    // Each may be NULL. `folder` is "" when none is being read any more.
    void (*begin)(void *context, enum guard_kind kind, const char *folder);
    // A template's folder that is none, unless it was barred. A partner's is
    // not told: nothing but reading it finds fault with it, and that finds the
    // same again.
    void (*refuse)(void *context, enum guard_kind kind, const char *folder,
                   const struct error *why);
    void *context;
};

// Call what the guard has; it may be NULL.
void guard_begin(const struct guard *guard, enum guard_kind kind,
                 const char *folder);
void guard_refuse(const struct guard *guard, enum guard_kind kind,
                  const char *folder, const struct error *why);

// Why a folder is barred; NULL when it is not. The guard may be NULL.
const char *guard_reason(const struct guard *guard, enum guard_kind kind,
                         const char *folder);

// "template", "partner".
const char *guard_kind_name(enum guard_kind kind);
