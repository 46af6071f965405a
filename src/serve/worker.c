#include "worker.h"

#include "child.h"
#include "descriptors.h"
#include "fcgi.h"
#include "heap.h"
#include "log.h"
#include "routes.h"
#include "sandbox.h"

#include <poll.h>
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

// What the supervisor listens to is not a worker's, standard input neither.
static bool close_the_rest(const struct worker_place *place)
{
    const struct site *site = place->site;
    const int kept[] = {place->queue->take_fd,
                        site->ledger ? ledger_fd(site->ledger) : -1,
                        site->desk ? site->desk->ask_fd : -1};
    return descriptors_keep(kept, sizeof kept / sizeof *kept) &&
           dup2(STDERR_FILENO, STDIN_FILENO) >= 0;
}

// A signal that came during a request is still held back, and where the next
// request already waits, it would not be let in: it is asked for.
static bool is_stopped(void)
{
    sigset_t pending;
    sigpending(&pending);
    return stop || sigismember(&pending, SIGTERM);
}

// Until there is somebody in the queue, or a signal.
static enum queue_taking wait_for(struct queue *queue, int *connection)
{
    struct pollfd fd = {.fd = queue->take_fd, .events = POLLIN};
    sigset_t none;
    sigemptyset(&none);
    if (ppoll(&fd, 1, NULL, &none) <= 0)
        return QUEUE_NONE;
    return queue_take(queue, connection);
}

// The supervisor ends a worker that is stuck; should it be gone, the kernel
// does, a little later.
static unsigned patience_s(const struct config *config)
{
    enum { EXTRA_S = 3 };
    return 2 * (unsigned)config->request_timeout_s +
           2 * (unsigned)config->poster_timeout_s + EXTRA_S;
}

void worker_go_on(const struct site *site)
{
    slot_enter(site->slot, SLOT_WORKING);
    alarm(patience_s(&site->config));
}

static void work(const struct worker_place *place, struct fcgi *fcgi)
{
    const struct config *config = &place->site->config;
    int requests = 0;
    while (!is_stopped() && requests < config->max_requests) {
        int connection;
        slot_enter(place->slot, SLOT_IDLE);
        const enum queue_taking taking = wait_for(place->queue, &connection);
        if (taking == QUEUE_ENDED)
            return;
        if (taking == QUEUE_NONE)
            continue;
        slot_enter(place->slot, SLOT_READING);
        alarm(patience_s(config));
        if (fcgi_accept(fcgi, connection)) {
            routes_answer(place->site, fcgi);
            requests++;
        }
        alarm(0);
    }
}

_Noreturn void worker_run(const struct worker_place *place, pid_t supervisor)
{
    struct fcgi *fcgi;
    struct error err = {0};
    struct site *site = place->site;
    prctl(PR_SET_NAME, place->is_reserve ? "poster-reserve" : "poster-worker");
    set_signals();
    site->slot = place->slot;
    site->is_reserve = place->is_reserve;
    queue_close_give(place->queue);
    if (!close_the_rest(place))
        _exit(3);
    if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() != supervisor)
        _exit(3);
    // What workers tell of themselves is not for their children to write.
    board_keep_from_children(site->board);
    if (site->ledger)
        ledger_keep_from_children(site->ledger);
    heap_gather();
    child_warm();
    if (!fcgi_open(&fcgi, &err)) {
        log_event("a worker cannot start: %s", err.detail);
        _exit(3);
    }
    // It holds every photo before a child does.
    if (!sandbox_enter_worker(site->config.sandbox == CONFIG_SANDBOX_REDUCED)) {
        log_event("a worker cannot start: its sandbox cannot be set up");
        _exit(3);
    }
    work(place, fcgi);
    fcgi_close(fcgi);
    _exit(0);
}
