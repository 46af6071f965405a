// Supervisor: keeps workers running on a socket. Reads no byte of a request.
#pragma once

#include "listener.h"
#include "site.h"

#include <stdbool.h>

// Runs until SIGTERM or SIGINT; requests in hand are finished first, within the
// time that a poster may take. Workers that die are replaced, however often.
// False when memory is out.
bool supervisor_run(struct site *site, const struct listener *listener,
                    struct error *err);
