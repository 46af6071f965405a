// Supervisor: keeps workers running on a socket, and reads the site again when
// it is told to or sees that it changed. Reads no byte of a request.
#pragma once

#include "config.h"
#include "listeners.h"

#include "press/error.h"

#include <stdbool.h>

// What is to be served.
struct service {
    // Says what is configured now; asked before each reading of the site. The
    // socket stays as it is, whatever is said of it.
    bool (*configure)(void *context, struct config *config, struct error *err);
    void *context;
    bool watches; // the folder of templates, not only SIGHUP
};

// Loads the site and runs until SIGTERM or SIGINT; requests in hand are
// finished first, within the time that a poster may take. Workers that die are
// replaced, however often. SIGHUP loads the site anew and replaces the workers;
// when it cannot be loaded, the old one stays. False when it cannot be loaded
// at the start, or memory is out.
bool supervisor_run(const struct service *service, struct listeners *listeners,
                    struct error *err);
