// Worker: answers one request at a time until it is told to stop or has
// answered its share.
#pragma once

#include "site.h"
#include "slot.h"

#include <sys/types.h>

// Runs a worker in the calling process, which ends with it.
_Noreturn void worker_run(struct site *site, int listen_fd, struct slot *slot,
                          pid_t supervisor);
