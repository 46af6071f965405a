// Recorder: the process that moves counts from the ledger into the database and
// answers at the desk; the only one that knows the database. It may be killed
// at any moment: the next one goes on.
#pragma once

#include "site.h"

#include <stdbool.h>
#include <sys/types.h>

// Runs a recorder in the calling process, which ends with it: at SIGTERM, after
// a last move that is given some seconds. `site` has a ledger and a desk.
_Noreturn void recorder_run(const struct site *site, bool may_lower,
                            pid_t supervisor);
