#include "worker.h"

#include "fcgi.h"
#include "heap.h"
#include "log.h"
#include "routes.h"
#include "sandbox.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

static volatile sig_atomic_t stop;

static void hear_stop(int signal)
{
    (void)signal;
    stop = 1;
}

static void set_handler(int signal, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigaction(signal, &action, NULL);
}

// SIGTERM is let in only while waiting for a request (fcgi_wait): a read that
// it cut short would look like the end of an upload.
static void set_signals(void)
{
    sigset_t blocked;
    set_handler(SIGTERM, hear_stop);
    set_handler(SIGPIPE, SIG_IGN);
    // Ctrl-C reaches the whole group; the supervisor passes it on in its way.
    set_handler(SIGINT, SIG_IGN);
    set_handler(SIGHUP, SIG_IGN);
    set_handler(SIGCHLD, SIG_DFL);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
}

// What the supervisor listens to beside the socket is not a worker's.
static bool close_the_rest(int listen_fd)
{
    const unsigned first = STDERR_FILENO + 1;
    const unsigned socket = (unsigned)listen_fd;
    if (socket < first)
        return close_range(first, ~0U, 0) == 0;
    return (socket == first || close_range(first, socket - 1, 0) == 0) &&
           close_range(socket + 1, ~0U, 0) == 0;
}

// A signal that came during a request is still held back, and where the next
// request already waits, it would not be let in: it is asked for.
static bool is_stopped(void)
{
    sigset_t pending;
    sigpending(&pending);
    return stop || sigismember(&pending, SIGTERM);
}

_Noreturn void worker_run(struct site *site, int listen_fd, struct slot *slot,
                          pid_t supervisor)
{
    struct fcgi *fcgi;
    struct error err = {0};
    set_signals();
    site->slot = slot;
    if (!close_the_rest(listen_fd))
        _exit(3);
    if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() != supervisor)
        _exit(3);
    heap_gather();
    // It holds every photo before a child does.
    if (!sandbox_prepare()) {
        log_event("a worker cannot start: its sandbox cannot be prepared");
        _exit(3);
    }
    if (!fcgi_open(&fcgi, listen_fd, &err)) {
        log_event("a worker cannot start: %s", err.detail);
        _exit(3);
    }
    for (int requests = 0;
         !is_stopped() && requests < site->config.max_requests;) {
        slot_enter(slot, SLOT_IDLE);
        if (!fcgi_wait(fcgi))
            continue;
        slot_enter(slot, SLOT_READING);
        if (!fcgi_accept(fcgi))
            continue;
        routes_answer(site, fcgi);
        requests++;
    }
    fcgi_close(fcgi);
    _exit(0);
}
