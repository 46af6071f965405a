// Status: the listener of the operator. Plain HTTP: /healthz, /readyz, /status
// (a page, or JSON), /metrics; read from the board, so that it answers when
// every worker is busy; and /report, which the recorder makes while the others
// are answered. The only room that knows libmicrohttpd.
#pragma once

#include "board.h"
#include "desk.h"

#include <stdbool.h>
#include <sys/types.h>

// Answers on a listening socket in the calling process, which ends with its
// supervisor. `desk` may be NULL. `may_lower`: the sandbox.
_Noreturn void status_run(const struct board *board, const struct desk *desk,
                          int listen_fd, bool may_lower, pid_t supervisor);
